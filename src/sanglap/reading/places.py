"""Which place a post names. Names that several places share are decided by the page's own area, or not at all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.reading.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME = 3  # words
SHORTEST_NAME = 3  # letters


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of one place. ``path`` holds the codes from the country down to it, as ``/BD/BD30/``."""

    name: str
    code: str
    level: int
    path: str


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """The place a text names, with the words that named it."""

    code: str
    level: int
    words: str


class PlaceReader:
    """Finds place names in text. Made once from the country pack's names."""

    def __init__(self, names: Iterable[PlaceName], endings: Iterable[str], deepest_bare_level: int) -> None:
        """``endings`` are case endings to take off; names below ``deepest_bare_level`` need the page's area to agree."""
        self._places: dict[str, set[PlaceName]] = defaultdict(set)
        for name in names:
            folded = as_words(name.name).strip()
            if len(folded) >= SHORTEST_NAME:
                self._places[folded].add(PlaceName("", name.code, name.level, name.path))
        self._endings = sorted({ending.strip() for ending in endings if ending.strip()}, key=len, reverse=True)
        self._deepest = deepest_bare_level

    def read(self, text: str, page_path: str) -> PlaceRead | None:
        """Return the deepest place that the text names and the page's area does not contradict; None when unsure."""
        best: PlaceRead | None = None
        for words, places in self._named(text):
            inside = [place for place in places if place.path.startswith(page_path) and place.path != page_path]
            bare = [place for place in places if place.level <= self._deepest]
            choice = inside if len(inside) == 1 else bare if not inside and len(bare) == 1 else []
            if choice and (best is None or choice[0].level > best.level):
                best = PlaceRead(choice[0].code, choice[0].level, words)
        return best

    def _named(self, text: str) -> Iterable[tuple[str, set[PlaceName]]]:
        words = as_words(text).split()
        for start in range(len(words)):
            for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
                spoken = " ".join(words[start : start + length])
                found = self._find(spoken)
                if found:
                    yield spoken, found
                    break

    def _find(self, spoken: str) -> set[PlaceName] | None:
        if spoken in self._places:
            return self._places[spoken]
        for ending in self._endings:
            if spoken.endswith(ending) and (found := self._places.get(spoken.removesuffix(ending))):
                return found
        return None
