"""A post as numbers: the pieces of its words and of pairs of neighbours, hashed into a fixed number of buckets.

Every feature belongs to one word or to one pair of neighbouring words. So the scores of a post are the sum of the scores of its
words, a word's scores can be remembered, and "the words that spoke" are exact, not estimated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from sanglap.reading.classifying.meanings import Meanings
from sanglap.reading.normalising import normalise
from sanglap.reading.views import phonetic, skeleton

BUCKETS = 1 << 17
LONGEST_WORD = 24  # letters of a word that are looked at; longer ones are links or held-down keys
MOST_WORDS = 400  # of a post
MOST_REMEMBERED = 50_000  # words
MEANING_COUNTS = 6  # times a piece of the word: what a word means says more than how it is spelt
EDGE = "^"

_TOKEN = re.compile(
    r"https?\S*|[0-9]+|[a-z]+|[\u0980-\u09e5\u09f0-\u09fe]+|[?!]+|[^\s\x00-\x7f\u0964\u2018-\u201f\u2013\u2014\u2022\u2026]"
)
PIECES = (2, 3, 4, 5)  # letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a post: as it stands in the normalised text, how it sounds, its consonants, and what it stands for."""

    text: str
    sound: str
    bones: str
    meanings: tuple[str, ...] = ()


class Splitter:
    """Splits posts into words with their sounds and meanings; remembers the words it has met, within bounds."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._known: dict[str, Word] = {}

    def words(self, normal: str) -> list[Word]:
        """Return the words of a normalised text; punctuation that asks or shouts and every emoji count as words."""
        found = []
        for match in _TOKEN.finditer(normal):
            text = match.group()
            if text[0].isdigit():
                text = number_shape(text)
            elif len(text) > LONGEST_WORD:
                text = "http" if text.startswith("http") else text[:LONGEST_WORD]
            found.append(self._known.get(text) or self._new(text))
            if len(found) >= MOST_WORDS:
                break
        return found

    def _new(self, text: str) -> Word:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        sound = phonetic(text)
        word = self._known[text] = Word(text, sound, skeleton(sound), self._meanings.of(sound))
        return word

    def read(self, text: str) -> list[Word]:
        """Return the words of any text."""
        return self.words(normalise(text))


def number_shape(digits: str) -> str:
    """Return a number as the models see it: short ones as they are (999, 2026), longer ones by their length."""
    return digits if len(digits) <= 4 else f"#{min(len(digits), 18)}"  # noqa: PLR2004 – helplines and years


def bucket(feature: str) -> int:
    """Return the bucket of a feature; the same on every machine."""
    return crc32(feature.encode("utf-8", "replace")) % BUCKETS


def word_features(word: Word) -> list[int]:
    """Return the buckets of one word: itself, its sound, its consonants, its meanings, and pieces of its sound (2–5 letters).

    Pieces of the written form add nothing: measured on held-out posts they cost time and a little accuracy.
    """
    text, sound = word.text, word.sound
    names = ["w" + text, "s" + sound]
    if len(word.bones) > 1:
        names.append("k" + word.bones)
    for meaning in word.meanings:
        names += [f"c{meaning}"] * MEANING_COUNTS
    names.extend(_pieces(EDGE + sound + EDGE))
    return [bucket(name) for name in names]


def pair_features(first: Word, second: Word) -> list[int]:
    """Return the buckets of two neighbours, by sound and by consonants."""
    return [
        bucket(f"2{first.sound} {second.sound}"),
        bucket(f"3{first.bones} {second.bones}"),
    ]


def _pieces(word: str) -> Iterator[str]:
    for length in PIECES:
        name = f"p{length}"
        for start in range(len(word) - length + 1):
            yield name + word[start : start + length]
