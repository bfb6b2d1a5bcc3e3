"""What comes in: made safe to store, folded for comparing, shortened and masked for showing."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MASK = "•"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_REPEATED = re.compile(r"(.)\1{2,}", re.DOTALL)
_DIGITS = {ord(zero) + value: str(value) for zero in "০०０٠" for value in range(10)}
_JOINING = ("Mn", "Mc")
_VIRAMAS = "\u09cd\u094d"
_JOINERS = "\u200c\u200d"

_ANY_DIGIT = "0-9০-৯०-९"
_PHONE = re.compile(rf"(?<![{_ANY_DIGIT}])(?:(?:\+|00)?(?:88|৮৮)[\s-]?)?[0০][1১][3-9৩-৯](?:[\s.-]?[{_ANY_DIGIT}]){{8}}(?![{_ANY_DIGIT}])")
_IDENTITY = re.compile(rf"(?<![{_ANY_DIGIT}])(?:[{_ANY_DIGIT}]{{17}}|[{_ANY_DIGIT}]{{13}}|[{_ANY_DIGIT}]{{10}})(?![{_ANY_DIGIT}])")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")


def clean_incoming(text: str) -> str:
    """Return the text as PostgreSQL can store it: NUL and lone surrogates become U+FFFD, nothing else is touched."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def fold(text: str) -> str:
    """Return the text for comparing: NFC, lower case, ASCII digits, no invisible signs, no letter more than twice."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_DIGITS).casefold()
    return _REPEATED.sub(r"\1\1", plain)


def excerpt(text: str, letters: int) -> str:
    """Return the first letters on one line, cut between words and never inside a Bangla letter, with "…" when cut."""
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    cut = letters - 1
    while cut > 0 and _inside_letter(line, cut):
        cut -= 1
    space = line.rfind(" ", 0, cut)
    if space > cut * 2 // 3:
        cut = space
    return line[:cut].rstrip() + "…"


def mask_personal_data(text: str) -> str:
    """Return the text with telephone numbers, identity numbers and e-mail addresses hidden."""
    text = _EMAIL.sub(lambda found: MASK * 3 + "@" + MASK * 3, text)
    text = _PHONE.sub(lambda found: MASK * 8 + found.group()[-2:], text)
    return _IDENTITY.sub(lambda found: MASK * 8, text)


def _inside_letter(line: str, at: int) -> bool:
    here, before = line[at], line[at - 1]
    return unicodedata.category(here) in _JOINING or here in _JOINERS or before in _VIRAMAS or before in _JOINERS
