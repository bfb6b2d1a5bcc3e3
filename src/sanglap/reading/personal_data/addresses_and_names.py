"""Where somebody lives, and what a child or a victim is called.

A road alone is public; a house with its number is somebody's home. Names are personal only in posts about harm – elsewhere
people sign with theirs – and are found behind the words that announce them.
"""

from __future__ import annotations

import re

from sanglap.reading.personal_data.spans import Span

ADDRESS, NAME = "address", "name"
_NUMBER = r"[A-Za-z]?[ \-]?[0-9]{1,4}(?:[/\-][0-9A-Za-z]{1,4})*"
_CAPITAL = r"[A-Z][a-z]+"
_BANGLA_WORD = r"[\u0985-\u09b9\u09dc-\u09df\u09ce][\u0980-\u09cd\u09d7-\u09df\u200b]*"
_SMALL_WORD = r"[a-z]{3,}"


class AddressFinder:
    """Finds houses with their number. ``house``, ``road`` and ``number`` are the words of the country."""

    def __init__(self, house: str, road: str, number: str) -> None:
        told, gap = rf"(?:[ .:,#\-]*(?:{number})[ .:#\-]*|[ ]?[#:\-][ ]?)", r"[ .:#\-]{1,3}"
        way = rf"[ ,।]{{0,3}}(?:{road})(?:{told}|{gap}){_NUMBER}"
        self._pattern = re.compile(rf"(?<!\w)(?:{house})(?:{told}{_NUMBER}(?:{way})?|{gap}{_NUMBER}{way})", re.IGNORECASE)

    def find(self, text: str) -> list[Span]:
        """Return the homes named in an even text."""
        return [Span(ADDRESS, *found.span()) for found in self._pattern.finditer(text)]


class NameFinder:
    """Finds names of children and victims in posts about harm: one to three words behind a word that announces a name."""

    def __init__(self, harm: str, announcing: str, relatives: str, not_names: frozenset[str]) -> None:
        self._harm = re.compile(harm, re.IGNORECASE)
        name = rf"({_CAPITAL}(?: {_CAPITAL}){{0,2}}|{_BANGLA_WORD}(?: {_BANGLA_WORD}){{0,1}}|{_SMALL_WORD}(?: {_SMALL_WORD})?)"
        self._announced = re.compile(rf"(?<!\w)(?i:{announcing})(?:[ ]?[:ঃ\-=][ ]?| ){name}")
        self._relative = re.compile(rf"(?<!\w)(?i:{relatives}),? ({_CAPITAL}(?: {_CAPITAL}){{0,2}})(?!\w)")
        self._not_names = not_names

    def find(self, text: str) -> list[Span]:
        """Return the names announced in an even text; none when the text speaks of no harm."""
        if not self._harm.search(text):
            return []
        spans = []
        for pattern in (self._announced, self._relative):
            for found in pattern.finditer(text):
                end = self._end(text, *found.span(1))
                if end is not None:
                    spans.append(Span(NAME, found.start(1), end))
        return spans

    def _end(self, text: str, start: int, end: int) -> int | None:
        """Where the name ends: before the first word that is no name."""
        place, last = start, None
        for word in text[start:end].split(" "):
            if word.casefold() in self._not_names:
                break
            place += len(word)
            last = place
            place += 1
        return last
