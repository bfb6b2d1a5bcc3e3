"""Find areas by name in any spelling: Bangla, English, Banglish, old names, misheard ones.

A match is by letters and by sound together. Namesakes all come back, each with its own parents, and it is for people
to choose; a parent named in the same words ("Kaliganj, Gazipur") settles it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from sanglap.directory.places.spelling import fold_spelling, plain_spelling, sound_key

ENOUGH = 78.0  # below this, two names are not the same name
SURE = 96.0  # at and above, only other names as good are worth showing
PARENT_AGREES = 12.0
PARENT_DISAGREES = 10.0
KIND_AGREES = 4.0
SHORTEST_FOR_SOUND = 2
COST_OF_A_LEVEL = 0.4  # "Lakshmipur" is the district before it is one of four unions
CANDIDATES = 60
MOST_WORDS_TO_SPLIT = 6
LONGEST_QUESTION = 200  # letters; whoever writes more is not asking for a place
WORTH_OF_KIND = {"official": 0.0, "variant": 0.5, "former": 1.0, "part": 2.0}
CITY = re.compile(r"\bcity corporation\b")
_PARTS = re.compile(r"[,;/|\n]| - |।")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of one area, as the index takes it. ``kind``: official, variant, former or part."""

    code: str
    name: str
    kind: str
    level: int
    path: str  # "/BD/BD30/BD3026/BD30260072/"


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word that says what level the name beside it has: "upazila" 3, or an ending to take off (level None)."""

    word: str
    level: int | None
    position: str  # before, after or suffix


@dataclass(frozen=True, slots=True)
class Match:
    """An area that may be meant. ``score`` is 0 to 100; ``path`` names its parents, which keep namesakes apart."""

    code: str
    score: float
    level: int
    path: str
    matched_name: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """One part of a question: the name without level words and endings, and the level that was named, if any."""

    spellings: tuple[str, ...]
    level: int | None


class NameIndex:
    """All spellings of all areas, ready to be searched."""

    def __init__(self, names: Sequence[PlaceName], words: Sequence[PlaceWord] = ()) -> None:
        """Prepare the letters and the sound of every spelling."""
        self._names = list(names)
        self._letters = [plain_spelling(_without_city(fold_spelling(name.name))) for name in self._names]
        self._sounds = [sound_key(_without_city(fold_spelling(name.name))) for name in self._names]
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        for position, (letters, sound) in enumerate(zip(self._letters, self._sounds, strict=True)):
            self._by_letters[letters].append(position)
            self._by_sound[sound].append(position)
        self._distinct_letters = list(self._by_letters)
        self._distinct_sounds = [sound for sound in self._by_sound if len(sound) >= SHORTEST_FOR_SOUND]
        self._levels = {
            fold_spelling(word.word): word.level for word in words if word.level is not None and fold_spelling(word.word)
        }
        endings = {fold_spelling(word.word) for word in words if word.position == "suffix"}
        self._endings = sorted((ending for ending in endings if ending), key=len, reverse=True)

    @classmethod
    def from_rows(cls, names: Iterable[PlaceName], words: Iterable[PlaceWord] = ()) -> NameIndex:
        """Return an index over spellings, with the level words and endings of the country."""
        return cls(list(names), list(words))

    def search(self, text: str, limit: int = 10, within: str | None = None) -> list[Match]:
        """Return the areas that ``text`` may name, best first, at most ``limit``.

        ``text`` is one name, or a name with its parents, split by commas or level words: "Kaliganj, Gazipur",
        "সাভার উপজেলা, ঢাকা". ``within`` keeps only areas inside the area of that code.
        """
        if len(text) > LONGEST_QUESTION:
            return []
        parts = [asked for asked in (self._ask(part) for part in _PARTS.split(text)) if asked.spellings]
        found = self._best_of_parts(parts, within)
        if len(parts) == 1 and (not found or found[0].score < SURE):
            agreeing = (matches for matches in self._splits(text, within) if matches and matches[0].score >= SURE)
            found = max(agreeing, key=lambda matches: matches[0].score, default=found)
        if found and found[0].score >= SURE:
            found = [match for match in found if match.score >= found[0].score - PARENT_AGREES]
        return [replace(match, score=min(match.score, 100.0)) for match in found[:limit]]

    def _splits(self, text: str, within: str | None) -> list[list[Match]]:
        """Return what each way of splitting "kaliganj gazipur" into a name and its parent would find."""
        words = _PARTS.sub(" ", text).split()
        if not 1 < len(words) <= MOST_WORDS_TO_SPLIT:
            return []
        tried = ([self._ask(" ".join(words[:place])), self._ask(" ".join(words[place:]))] for place in range(1, len(words)))
        return [self._best_of_parts(parts, within) for parts in tried if all(part.spellings for part in parts)]

    def _best_of_parts(self, parts: list[_Asked], within: str | None) -> list[Match]:
        found: dict[str, Match] = {}
        for position, part in enumerate(parts):
            others = [other for place, other in enumerate(parts) if place != position]
            for match in self._scored(part, others, within):
                if match.code not in found or match.score > found[match.code].score:
                    found[match.code] = match
        return sorted(found.values(), key=lambda match: (-match.score, match.level, match.code))

    def _ask(self, part: str) -> _Asked:
        """Take level words off and note the level; add the name without its case ending."""
        words = fold_spelling(part).split()
        levels = [self._levels[word] for word in words if word in self._levels]
        rest = [word for word in words if word not in self._levels] or words
        name = "".join(_without_city(" ".join(rest)).split())
        if len(plain_spelling(name)) < SHORTEST_FOR_SOUND:
            return _Asked((), None)
        spellings = [name]
        for ending in self._endings:
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= SHORTEST_FOR_SOUND + 1 and stem not in spellings:
                spellings.append(stem)
        return _Asked(tuple(spellings), levels[0] if levels else None)

    def _scored(self, asked: _Asked, others: list[_Asked], within: str | None) -> list[Match]:
        agreeing = self._areas_named(others)
        matches: list[Match] = []
        for position, likeness in self._alike(asked).items():
            name = self._names[position]
            if within is not None and f"/{within}/" not in name.path:
                continue
            score = likeness - WORTH_OF_KIND.get(name.kind, 0.0) - COST_OF_A_LEVEL * name.level
            if asked.level is not None:
                score += KIND_AGREES if name.level == asked.level else -KIND_AGREES
            if agreeing:
                parents = set(name.path.strip("/").split("/")[:-1])
                score += PARENT_AGREES if parents & agreeing else -PARENT_DISAGREES
            matches.append(Match(name.code, max(0.0, score), name.level, name.path, name.name))
        return [match for match in matches if match.score >= ENOUGH - PARENT_DISAGREES]

    def _areas_named(self, parts: list[_Asked]) -> set[str]:
        """Return the codes of areas that the other parts may name."""
        return {
            self._names[position].code
            for part in parts
            for position, likeness in self._alike(part).items()
            if likeness >= ENOUGH + KIND_AGREES
        }

    def _alike(self, asked: _Asked) -> dict[int, float]:
        """Return positions of like names with 0 to 100: half letters, half sound; an ending taken off costs two."""
        found: dict[int, float] = {}
        for cost, spelling in enumerate(asked.spellings):
            letters, sound = plain_spelling(spelling), sound_key(spelling)
            for position in self._candidates(letters, sound):
                likeness = 0.5 * fuzz.ratio(letters, self._letters[position])
                likeness += 0.5 * fuzz.ratio(sound, self._sounds[position]) - (2.0 if cost else 0.0)
                if likeness >= ENOUGH and likeness > found.get(position, 0.0):
                    found[position] = likeness
        return found

    def _candidates(self, letters: str, sound: str) -> set[int]:
        """Return positions worth comparing: same letters, same sound, else the nearest of either."""
        found = {*self._by_letters.get(letters, ()), *self._by_sound.get(sound, ())}
        if letters in self._by_letters:
            return found
        for alike, _, _ in process.extract(
            letters, self._distinct_letters, scorer=fuzz.ratio, limit=CANDIDATES, score_cutoff=ENOUGH - 12.0
        ):
            found.update(self._by_letters[alike])
        if len(sound) > SHORTEST_FOR_SOUND:
            for alike, _, _ in process.extract(
                sound, self._distinct_sounds, scorer=fuzz.ratio, limit=CANDIDATES, score_cutoff=ENOUGH
            ):
                found.update(self._by_sound[alike])
        return found


def _without_city(folded: str) -> str:
    return CITY.sub("", folded).strip() or folded
