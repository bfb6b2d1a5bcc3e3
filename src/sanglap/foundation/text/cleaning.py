"""What comes in: made safe to store, folded for comparing, shortened for showing."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_JOINER = "\N{COMBINING GRAPHEME JOINER}"
_MOST_MARKS = 30  # on one letter, as Unicode's Stream-Safe Text Format (UAX 15) has it

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_REPEATED = re.compile(r"([^\d])\1{2,}")
_DIGITS = {ord(zero) + value: str(value) for zero in "০०０٠۰" for value in range(10)}

_MARKS = ("Mn", "Mc", "Me")
_VIRAMA = 9  # the combining class of signs that join the next consonant: Bangla hasanta, Devanagari halant …
_ZERO_WIDTH_JOINERS = "\u200c\u200d"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_FLAG_FIRST, _FLAG_LAST = "\U0001f1e6", "\U0001f1ff"


def clean_incoming(text: str, limit: int | None = None) -> str:
    """Return the text as PostgreSQL can store it and everyone else can compare it; the words stay as they were.

    NUL and lone surrogates become U+FFFD, halves of a pair become their character, the form becomes NFC. Only what
    exceeds ``limit`` letters is cut, never inside a letter. A letter under hundreds of accents, which would keep NFC
    busy for minutes, gets an invisible joiner after each thirty.
    """
    if text.isascii():
        clean = text.replace("\x00", REPLACEMENT)
    else:
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        clean = unicodedata.normalize("NFC", _MANY_MARKS.sub(_break_up, _UNSTORABLE.sub(REPLACEMENT, text)))
    return clean if limit is None else clean[: _cut_before(clean, limit)]


def fold(text: str) -> str:
    """Return the text for comparing: NFC, lower case, ASCII digits, no invisible signs, no letter more than twice.

    Digits may repeat as they like: 1000 taka are not 100.
    """
    if text.isascii():
        return _REPEATED.sub(r"\1\1", text.lower())
    plain = _INVISIBLE.sub("", _MANY_MARKS.sub(_break_up, text)).casefold()
    return _REPEATED.sub(r"\1\1", unicodedata.normalize("NFC", _MANY_MARKS.sub(_break_up, plain)).translate(_DIGITS))


def excerpt(text: str, letters: int) -> str:
    """Return the beginning on one line, at most so many characters, with "…" when cut.

    Cut between words where one ends late enough, and never inside a Bangla conjunct, a letter with its signs or an emoji.
    """
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    if letters < 1:
        return ""
    cut = _cut_before(line, letters - 1)
    space = line.rfind(" ", 0, cut + 1)
    return line[: space if space > cut * 2 // 3 else cut].rstrip() + "…"


def _cut_before(text: str, most: int) -> int:
    """Return the last place, not after ``most``, at which the text can be cut between two letters."""
    if len(text) <= most:
        return len(text)
    cut = max(0, most)
    while cut > 0 and _inside_letter(text, cut):
        cut -= 1
    return cut


def _inside_letter(text: str, at: int) -> bool:
    here, before = text[at], text[at - 1]
    if here.isascii():
        return False
    if unicodedata.category(here) in _MARKS or here in _ZERO_WIDTH_JOINERS or here in _SKIN_TONES:
        return True
    if unicodedata.combining(before) == _VIRAMA or before in _ZERO_WIDTH_JOINERS:
        return True
    return _is_flag_half(here) and _flag_halves_before(text, at) % 2 == 1


def _is_flag_half(character: str) -> bool:
    return _FLAG_FIRST <= character <= _FLAG_LAST


def _flag_halves_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(text[at - 1 - count]):
        count += 1
    return count


def _break_up(found: re.Match[str]) -> str:
    """Put a joiner, which nothing is sorted across, after each thirty marks in a row."""
    pieces, marks = [], 0
    for character in found.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        pieces.append(character)
        if marks == _MOST_MARKS:
            pieces.append(_JOINER)
            marks = 0
    return "".join(pieces)
