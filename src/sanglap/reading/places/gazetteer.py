"""The names of a country's areas, found by their letters or by their sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sanglap.reading.normalising import normalise
from sanglap.reading.views import phonetic, skeleton

LONGEST_NAME = 4  # words
SHORTEST_NAME = 3  # letters
LONG_SOUND, LONG_SKELETON = 5, 5  # letters: shorter ones are like too many ordinary words
SHORTEST_SOUND, SHORTEST_SKELETON = 4, 4
LONGEST_OPENING = 8  # letters of the sound
MOST_REMEMBERED = 50_000  # words
LONG_PAIR = 9  # letters of two words that may be one name: "biani bazar"
SPELT_AS_WRITTEN, SPELT_BY_SOUND, SPELT_FREELY = 1.0, 0.85, 0.58
LONGEST_SOUND, SPELT_BY_LONG_SOUND = 8, 0.95  # letters from which two names hardly ever sound alike
SHORT_SOUND, SHORT_SKELETON = 0.55, 0.5  # too little on its own: the page, a parent or a cue must speak for it too


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of one place. ``path`` holds the codes from the country down to it, as ``/BD/BD30/``."""

    name: str
    code: str
    level: int
    path: str


@dataclass(frozen=True, slots=True)
class PlaceCue:
    """A word that says of which level the name beside it is: "উপজেলা" after it, "district of" before it."""

    word: str
    level: int
    comes_before: bool


@dataclass(slots=True)
class Gazetteer:
    """Every name of the country. Made once; what it remembers of the words it has looked up is bounded."""

    by_letters: dict[str, frozenset[PlaceName]] = field(default_factory=dict)
    by_sound: dict[str, frozenset[PlaceName]] = field(default_factory=dict)
    by_skeleton: dict[str, frozenset[PlaceName]] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    first_words: frozenset[str] = frozenset()  # sounds of the first words of names of several words
    openings: frozenset[str] = frozenset()  # how names begin when they are written as one word
    _known: dict[str, dict[PlaceName, float]] = field(default_factory=dict)

    def find(self, words: list[str]) -> dict[PlaceName, float]:
        """Return the places that these normalised words may name, and how closely they are spelt (0 to 1).

        The last word may carry an ending. A small place spelt exactly does not hide a large one spelt by its sound.
        """
        if len(words) > 1:
            return self._find(words) if self._may_begin(words) else {}
        known = self._known.get(words[0])
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[words[0]] = self._find(words)
        return known

    def _may_begin(self, words: list[str]) -> bool:
        """Say whether any name begins like these words: most pairs of words are no name, and it is cheap to know that."""
        first = sound_of(words[0])
        return first in self.first_words or (first + sound_of(words[1])[:1])[:LONGEST_OPENING] in self.openings

    def _find(self, words: list[str]) -> dict[PlaceName, float]:
        stems = self.stems(words[-1])
        found: dict[PlaceName, float] = {}
        for stem in stems:
            _keep(found, self.by_letters.get(" ".join([*words[:-1], stem])), SPELT_AS_WRITTEN)
        first = [sound_of(word) for word in words[:-1]]
        spoken = {" ".join([*first, sound_of(stem)]) for stem in stems}
        if len(words) > 1 and sum(map(len, words)) >= LONG_PAIR:
            spoken |= {sound.replace(" ", "") for sound in spoken}
        for sound in spoken:
            if len(sound) >= SHORTEST_SOUND:
                _keep(found, self.by_sound.get(sound), _closeness_of_sound(sound))
        if not found and len(words) == 1:
            for sound in spoken:
                bones = _bones(sound)
                if len(bones) >= SHORTEST_SKELETON:
                    closeness = SPELT_FREELY if len(bones) >= LONG_SKELETON else SHORT_SKELETON
                    _keep(found, self.by_skeleton.get(bones), closeness)
        return found

    def stems(self, word: str) -> list[str]:
        """Return the word as it is and without each ending it may carry, as long as a name is left."""
        longest = len(word) - SHORTEST_NAME
        return [word, *(word[: -len(ending)] for ending in self.endings if word.endswith(ending) and len(ending) <= longest)]


def _keep(found: dict[PlaceName, float], places: frozenset[PlaceName] | None, closeness: float) -> None:
    for place in places or ():
        found[place] = max(found.get(place, 0.0), closeness)


def _closeness_of_sound(sound: str) -> float:
    if len(sound) >= LONGEST_SOUND:
        return SPELT_BY_LONG_SOUND
    return SPELT_BY_SOUND if len(sound) >= LONG_SOUND else SHORT_SOUND


def _bones(sound: str) -> str:
    return sound[:1] + skeleton(sound[1:])


def make_gazetteer(names: Iterable[PlaceName], endings: Iterable[str], deepest_by_sound: int) -> Gazetteer:
    """Sort names by letters, sound and skeleton. Names below ``deepest_by_sound`` are found by their letters alone."""
    letters: dict[str, set[PlaceName]] = defaultdict(set)
    sounds: dict[str, set[PlaceName]] = defaultdict(set)
    bones: dict[str, set[PlaceName]] = defaultdict(set)
    gazetteer = Gazetteer()
    for name in names:
        words = words_of(name.name)
        folded = " ".join(words)
        if len(folded) < SHORTEST_NAME or len(words) > LONGEST_NAME:
            continue
        place = PlaceName("", name.code, name.level, name.path)
        letters[folded].add(place)
        letters[folded.replace(" ", "")].add(place)
        if 0 < name.level <= deepest_by_sound:
            spoken = [sound_of(word) for word in words]
            sounds[" ".join(spoken)].add(place)
            sounds["".join(spoken)].add(place)
            bones[_bones("".join(spoken))].add(place)
    gazetteer.first_words = frozenset(sound_of(name.split()[0]) for name in letters if " " in name)
    gazetteer.openings = frozenset(sound[:length] for sound in sounds for length in range(LONGEST_OPENING + 1))
    gazetteer.by_letters = {name: frozenset(places) for name, places in letters.items()}
    gazetteer.by_sound = {sound: frozenset(places) for sound, places in sounds.items()}
    gazetteer.by_skeleton = {key: frozenset(places) for key, places in bones.items()}
    gazetteer.endings = tuple(sorted({ending for ending in endings if ending}, key=len, reverse=True))
    return gazetteer


@lru_cache(maxsize=60_000)
def sound_of(word: str) -> str:
    """Return the sound of a normalised word; what it has met is remembered, up to a few megabytes."""
    return phonetic(word)


def words_of(text: str) -> list[str]:
    """Return the normalised words of a text: letters, digits and Bangla signs, without punctuation."""
    return "".join(letter if letter.isalnum() or "\u0980" <= letter <= "\u09fe" else " " for letter in normalise(text)).split()
