"""From a post and its sorting to what it is compared by."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sanglap.reading.classifying.features import Splitter
from sanglap.reading.classifying.meanings import load_meanings
from sanglap.reading.duplicates.pairs import PostToCompare
from sanglap.reading.duplicates.telling_words import WordTeller, load_commonness
from sanglap.reading.places.loading import district_level, known_areas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sanglap.reading.places.finding import KnownArea
    from sanglap.reading.post import PostSorting, PostToRead


class Comparer:
    """Prepares posts for comparison. Made once from a country pack."""

    def __init__(self, teller: WordTeller, areas: Mapping[str, KnownArea], district_level: int) -> None:
        """``areas`` are the country's, by code; 0 is the level of the country."""
        self.teller = teller
        self._areas = areas
        self._district = district_level
        self._names: dict[str, frozenset[str]] = {}

    def prepare(
        self, post: PostToRead, seen: PostSorting, at: datetime | None = None, pictures: frozenset[str] = frozenset()
    ) -> PostToCompare:
        """Return what a post is compared by; ``at`` is when it was written and ``pictures`` their hashes, if known."""
        first = seen.places.places[0] if seen.places.places else None
        codes = [post.page_area or "", *(place.pcode for place in seen.places.places if place.level <= self._district + 1)]
        place = self._areas[first.pcode].path if first else ""
        home = self._areas.get(post.page_area or "")
        return PostToCompare(
            id=post.id,
            words=self.teller.read(seen.text, frozenset[str]().union(*(self._names_of(code) for code in codes))),
            topics={topic.code: topic.probability for topic in seen.topics},
            kind=seen.kinds[0].code,
            place=place,
            is_small_place=first is not None and first.level > self._district + 1,
            district=self._district_of(home.path if home else place),
            at=at,
            point=(post.lat, post.lon) if post.lat is not None and post.lon is not None else None,
            pictures=pictures,
        )

    def _names_of(self, code: str) -> frozenset[str]:
        """Return the keys of the names of an area and of what it lies in, the country left out."""
        if code not in self._areas:
            return frozenset()
        if code not in self._names:
            above = [part for part in self._areas[code].path.split("/") if part][1:]
            keys = (self.teller.keys(self._areas[one].name) for one in above if one in self._areas)
            self._names[code] = frozenset(key for found in keys for key in found)
        return self._names[code]

    def _district_of(self, path: str) -> str:
        parts = [part for part in path.split("/") if part]
        return parts[self._district] if len(parts) > self._district else ""


def load_comparer(pack: Path) -> Comparer:
    """Return the comparer of a country pack."""
    meanings = load_meanings(pack)
    return Comparer(
        WordTeller(Splitter(meanings), meanings.endings, load_commonness(pack)), known_areas(pack), district_level(pack)
    )
