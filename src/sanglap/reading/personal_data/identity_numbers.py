"""Numbers that stand for one person: national identity card, birth registration, passport; and e-mail addresses.

Lengths: the identity card has 10 (smart card), 13 or 17 digits, a birth registration 17 with the year of birth first, a passport
one or two letters and seven or eight digits. Which one a number is, the nearest word before it tells.
"""

from __future__ import annotations

import re

from sanglap.reading.personal_data.spans import Span

NID, BIRTH, PASSPORT, EMAIL, OTHER = "nid", "birth_registration", "passport", "email", "other"
LOOKS_BACK = 60  # letters before a number in which its word may stand
LOOKS_AHEAD = 25  # letters after it
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][./])[0-9](?:[ \-\u200b]{0,2}[0-9]){9,16}(?![0-9])(?!\.[0-9])")
_WITHOUT_SPACES = re.compile(r"(?<![0-9.])[0-9]{10,17}(?![0-9])")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{2}[ \-]?[0-9]{7}|[A-Za-z][ \-]?[0-9]{7,8})(?![0-9A-Za-z])")
_SURE_PASSPORT = re.compile(r"E[A-L][0-9]{7}|B[A-Z][0-9]{7}|A[0-9]{8}")
_AT = r"(?: ?@ ?| ?[\[(]\s?at\s?[\])] ?)"
_SPOKEN_AT = r"(?: at the rate(?: of)? | at | এট | অ্যাট | এ্যাট )"
_DOT = r"(?:\.| ?[\[(]\s?dot\s?[\])] ?| dot | ডট )"
_WHO, _HOUSE = r"[A-Za-z0-9][\w.+\-]*", rf"[A-Za-z0-9\-]+(?:{_DOT}[A-Za-z0-9\-]+)*{_DOT}[A-Za-z]{{2,}}"
_EMAIL = re.compile(rf"{_WHO}{_AT}{_HOUSE}", re.IGNORECASE | re.ASCII)
_SPOKEN_EMAIL = re.compile(rf"{_WHO}{_SPOKEN_AT}{_HOUSE}", re.IGNORECASE | re.ASCII)
_HOUSE_OF_MAIL = re.compile(r"gmail|yahoo|hotmail|outlook|proton|icloud|live|\bdot\b|ডট|mail\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \-\u200b]")
_LENGTHS = {10, 13, 17}
_CENTURIES = ("19", "20")


class IdentityFinder:
    """Finds the numbers. ``cues`` finds words that tell a number's sort: one named group for each of nid, birth, passport …"""

    def __init__(self, cues: re.Pattern[str]) -> None:
        self._cues = cues

    def find(self, text: str) -> list[Span]:
        """Return identity numbers, passports and e-mail addresses of an even text."""
        spans = _emails(text) if "@" in text or "at" in text.lower() or "ট" in text else []
        if not any(digit in text for digit in "0123456789"):
            return spans
        taken: list[tuple[int, int]] = []
        for pattern in (_NUMBER, _WITHOUT_SPACES):
            for found in pattern.finditer(text):
                sort = self._sort(text, found.start(), found.end(), _SPACES.sub("", found.group()))
                if sort is not None and not _touches(taken, found.span()):
                    taken.append(found.span())
                    spans.append(Span(sort, *found.span()))
        spans += [Span(PASSPORT, *found.span()) for found in _PASSPORT.finditer(text) if self._is_passport(text, found)]
        return spans

    def _sort(self, text: str, start: int, end: int, digits: str) -> str | None:
        if len(digits) not in _LENGTHS:
            return None
        told = self._told(text, start, end)
        if told in {OTHER, "phone"}:
            return None
        if len(digits) == max(_LENGTHS):
            born = digits.startswith(_CENTURIES)
            return BIRTH if told == BIRTH and born else (NID if told or born else None)
        return NID if told in {NID, BIRTH} or (told is None and len(digits) > min(_LENGTHS) and "8801" not in digits[:4]) else None

    def _told(self, text: str, start: int, end: int) -> str | None:
        """The sort that the nearest word before the number tells, or else the first word after it."""
        nearest = None
        for found in self._cues.finditer(text, max(0, start - LOOKS_BACK), start):
            nearest = found.lastgroup
        if nearest is None:
            after = self._cues.search(text, end, end + LOOKS_AHEAD)
            nearest = after.lastgroup if after else None
        return nearest

    def _is_passport(self, text: str, found: re.Match[str]) -> bool:
        told = self._told(text, *found.span())
        return told == PASSPORT or (told is None and _SURE_PASSPORT.fullmatch(found.group()) is not None)


def _emails(text: str) -> list[Span]:
    written = [found.span() for found in _EMAIL.finditer(text)]
    spoken = [found.span() for found in _SPOKEN_EMAIL.finditer(text) if _HOUSE_OF_MAIL.search(found.group())]
    return [Span(EMAIL, *span) for span in written + [span for span in spoken if not _touches(written, span)]]


def _touches(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
