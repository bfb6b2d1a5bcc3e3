"""The words of a post that tell one incident from another: rare ones, by their sound and meaning, each with its weight.

"Jumarbari" says more about which bridge is meant than "road" does; and words by which everybody calls the page's own area say
next to nothing on that page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

from sanglap.reading.classifying.features import Splitter, Word
from sanglap.reading.tables import rows_of
from sanglap.reading.views import skeleton

TABLE = "reading/commonness.csv"
MEANING = "="  # begins the key of a meaning; all other keys are sounds
HALF_A_POST = 0.5  # a word that was never met is rarer than one met once
OWN_AREA = 0.25  # what is left of the weight of the page's own area's name
SHORTEST = 2  # letters of a sound
BONES_OF_A_NAME = 3  # consonants from which a name is known without its vowels


@dataclass(frozen=True, slots=True)
class TellingWords:
    """Weights by key (0 to 1: a word never met before), and the consonants of each sound that has enough of them."""

    weights: Mapping[str, float]
    bones: Mapping[str, str]
    numbers: frozenset[str]

    @property
    def size(self) -> float:
        """Return the sum of the squared weights: how much the post tells in all."""
        return sum(weight * weight for weight in self.weights.values())


class Commonness:
    """How rare words are, counted over the posts that were written to learn from."""

    def __init__(self, posts: int, counts: Mapping[str, int]) -> None:
        """``counts`` are the posts in which a key stands, out of ``posts``; keys that stand in one post only may be missing."""
        self._posts = posts
        self._counts = counts
        self._most = log((posts + 1) / HALF_A_POST)

    def rarity(self, key: str) -> float:
        """Return from 0 (in every post) to 1 (never met): the inverse document frequency, as a share of the highest."""
        return log((self._posts + 1) / (self._counts.get(key, 0) + HALF_A_POST)) / self._most


class WordTeller:
    """Finds the telling words of posts. Made once; what it remembers is bounded."""

    def __init__(self, splitter: Splitter, endings: Iterable[str], commonness: Commonness) -> None:
        """``endings`` are case endings as sounds, the longest first."""
        self._splitter = splitter
        self._endings = tuple(endings)
        self._commonness = commonness

    def keys(self, text: str) -> dict[str, float]:
        """Return the keys of a text's words, with the share of the word that each stands for."""
        found: dict[str, float] = {}
        for word in self._splitter.read(text):
            for meaning in word.meanings:
                found[MEANING + meaning] = 1.0 / len(word.meanings)
            if not word.meanings and (len(word.sound) >= SHORTEST or word.text.isdigit()):
                found[self._stem(word)] = 1.0
        return found

    def read(self, text: str, own: frozenset[str] = frozenset()) -> TellingWords:
        """Return the telling words of a text; ``own`` are keys of names that everybody uses there."""
        own_bones = {bones for key in own if len(bones := skeleton(key)) >= BONES_OF_A_NAME}
        weights, all_bones = {}, {}
        for key, share in self.keys(text).items():
            weight = share * self._commonness.rarity(key)
            if not key.startswith(MEANING) and len(bones := skeleton(key)) >= BONES_OF_A_NAME:
                all_bones[key] = bones
            if key in own or all_bones.get(key) in own_bones:
                weight *= OWN_AREA
            weights[key] = weight
        return TellingWords(weights, all_bones, frozenset(key for key in weights if key.isdigit()))

    def spelt(self, text: str, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the words of a text that stand for these sounds and meanings, as they are written there."""
        wanted = {key.removeprefix(MEANING) for key in keys}
        words = [word for word in self._splitter.read(text) if wanted.intersection((*word.meanings, self._stem(word)))]
        return tuple(dict.fromkeys(word.text for word in words))

    def _stem(self, word: Word) -> str:
        sound = word.sound or word.text
        for ending in self._endings:
            if sound.endswith(ending) and len(sound) - len(ending) >= BONES_OF_A_NAME:
                return sound[: len(sound) - len(ending)]
        return sound


def load_commonness(pack: Path) -> Commonness:
    """Return what is common in a country's posts; without the table every word is as rare as any."""
    counts = {row["key"]: int(row["posts"]) for row in rows_of(pack / TABLE)}
    return Commonness(counts.pop("", 0) or 1, counts)


def write_commonness(pack: Path, posts: int, counts: Mapping[str, int]) -> None:
    """Write the table: the number of posts under the empty key, then every key that stands in two posts or more."""
    with (pack / TABLE).open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("key", "posts"))
        table.writerow(("", posts))
        table.writerows(sorted((key, count) for key, count in counts.items() if count > 1))
