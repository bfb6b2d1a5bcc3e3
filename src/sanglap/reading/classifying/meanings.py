"""Words of three languages that mean the same thing: রাস্তা, "sorok" and "street" are one meaning.

What is learnt from Bangla posts about roads then holds for English ones too. A word newly added to the country pack's table
counts at once, without learning anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from sanglap.reading.normalising import normalise
from sanglap.reading.tables import rows_of
from sanglap.reading.views import phonetic, skeleton

SHORTEST_BONES = 4  # consonants
SHORTEST_STEM = 3  # letters of the sound that an ending must leave


class Meanings:
    """Tells which meanings a word stands for, by its sound, with or without an ending."""

    def __init__(self, words: Iterable[tuple[str, str]], endings: Iterable[str]) -> None:
        """``words`` are pairs of meaning and word in any writing; ``endings`` are case and plural endings in any writing."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for meaning, word in words:
            found[phonetic(normalise(word))][meaning] = None
        found.pop("", None)
        self._meanings = {sound: tuple(meanings) for sound, meanings in found.items()}
        self._bones = _only_meaning_of_bones(self._meanings)
        self._endings = tuple(sorted({phonetic(normalise(ending)) for ending in endings} - {""}, key=lambda one: (-len(one), one)))

    @property
    def endings(self) -> tuple[str, ...]:
        """Return the case and plural endings as sounds, the longest first."""
        return self._endings

    def of(self, sound: str) -> tuple[str, ...]:
        """Return the meanings of a word's sound; most words have none."""
        known = self._meanings.get(sound)
        if known is not None:
            return known
        for ending in self._endings:
            stem = len(sound) - len(ending)
            if stem >= SHORTEST_STEM and sound.endswith(ending) and (known := self._meanings.get(sound[:stem])):
                return known
        return self._bones.get(skeleton(sound), ())


def _only_meaning_of_bones(meanings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return meanings by consonants, for words whose vowels are spelt at will, where the consonants leave no doubt."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for sound, those in meanings.items():
        bones = skeleton(sound)
        if len(bones) >= SHORTEST_BONES:
            found[bones].add(those)
    return {bones: next(iter(those)) for bones, those in found.items() if len(those) == 1}


def load_meanings(pack: Path) -> Meanings:
    """Return the meanings of a country pack; none when it has no tables."""
    folder = pack / "reading"
    words = [(row["meaning"], row["word"]) for row in rows_of(folder / "meanings.csv")]
    return Meanings(words, [row["ending"] for row in rows_of(folder / "endings.csv")])
