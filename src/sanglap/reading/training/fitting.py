"""Learning the weights: softmax regression for all questions at once, by small steps (Adagrad), with plain numpy.

A post is its words and pairs of words ("units"), a unit is its hashed features. Both steps are sums, so a unit that stands in
many posts of a batch is added up once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sanglap.reading.classifying.features import BUCKETS, Word, pair_features, word_features
from sanglap.reading.classifying.model import Floats, Head

Whole = NDArray[np.int64]
_NEXT_TO_NOTHING = 2
_SMALLEST = 1e-8
NOISE = 1  # of 127: weights this small say nothing and only fill the file


@dataclass(frozen=True, slots=True)
class Lesson:
    """A post to learn from: its units, how many features they have, and for each head what is right (None: not said)."""

    units: tuple[int, ...]
    features: int
    right: tuple[tuple[tuple[int, float], ...] | None, ...]
    weight: float


class Units:
    """Numbers every word and pair of words it is shown, and keeps their features."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._rows: list[list[int]] = []

    def of(self, words: Sequence[Word]) -> tuple[tuple[int, ...], int]:
        """Return the units of a post and how many features they have together."""
        found = [self._number((word.text,), (word,)) for word in words]
        found += [self._number((one.text, two.text), (one, two)) for one, two in pairwise(words)]
        return tuple(found), sum(len(self._rows[unit]) for unit in found)

    def _number(self, key: tuple[str, ...], words: tuple[Word, ...]) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._rows)
            self._rows.append(word_features(words[0]) if len(words) == 1 else pair_features(words[0], words[1]))
        return number

    def flat(self, units: Whole) -> tuple[Whole, Whole]:
        """Return the features of these units one after the other, and how many each has."""
        rows = [self._rows[unit] for unit in units]
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        return np.fromiter((row for some in rows for row in some), np.int64, int(lengths.sum())), lengths


class Fitter:
    """Holds the weights while they are learnt."""

    def __init__(self, heads: dict[str, Head], units: Units, *, rate: float = 0.5, decay: float = 1e-5) -> None:
        """``rate`` is the length of a step, ``decay`` how fast weights that nobody needs are forgotten."""
        self.heads = list(heads.values())
        self._units = units
        self._rate = rate
        self._decay = decay
        columns = sum(len(head.answers) for head in self.heads)
        self.weights: Floats = np.zeros((BUCKETS, columns), np.float32)
        self.bias: Floats = np.zeros(columns, np.float32)
        self._seen: Floats = np.zeros((BUCKETS, columns), np.float32)
        self._bias_seen: Floats = np.zeros(columns, np.float32)

    def learn(self, lessons: Sequence[Lesson]) -> float:
        """Take one step for a batch. Returns the mean loss (nats) before the step."""
        posts, values, order, starts = _layout(lessons)
        units, places = np.unique(order, return_inverse=True)
        flat, lengths = self._units.flat(units)
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        told = np.add.reduceat(self.weights[flat], begins, axis=0)
        logits = np.add.reduceat(told[places], starts, axis=0) * values[:, None] + self.bias
        slopes, loss = self._slopes(logits, lessons)
        by_post = (slopes * values[:, None])[posts]
        sorted_places = np.argsort(places, kind="stable")
        firsts = np.searchsorted(places[sorted_places], np.arange(len(units)))
        by_unit = np.add.reduceat(by_post[sorted_places], firsts, axis=0)
        self._step(flat, np.repeat(np.arange(len(units)), lengths), by_unit, slopes.sum(axis=0))
        return loss

    def logits(self, lessons: Sequence[Lesson]) -> Floats:
        """Return the scores of posts, a row each."""
        _, values, order, starts = _layout(lessons)
        units, places = np.unique(order, return_inverse=True)
        flat, lengths = self._units.flat(units)
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        told = np.add.reduceat(self.weights[flat], begins, axis=0)
        return np.asarray(np.add.reduceat(told[places], starts, axis=0) * values[:, None] + self.bias)

    def _slopes(self, logits: Floats, lessons: Sequence[Lesson]) -> tuple[Floats, float]:
        slopes = np.zeros_like(logits)
        loss = 0.0
        weights = np.array([lesson.weight for lesson in lessons], np.float32)
        for number, head in enumerate(self.heads):
            said = np.array([lesson.right[number] is not None for lesson in lessons])
            if not said.any():
                continue
            right = np.zeros((len(lessons), len(head.answers)), np.float32)
            for row, lesson in enumerate(lessons):
                for answer, share in lesson.right[number] or ():
                    right[row, answer] = share
            some = logits[:, head.columns]
            powers = np.exp(some - some.max(axis=1, keepdims=True))
            shares = powers / powers.sum(axis=1, keepdims=True)
            slopes[:, head.columns] = (shares - right) * (said * weights)[:, None]
            loss -= float((np.log(shares + _SMALLEST) * right).sum()) / len(lessons)
        return slopes, loss

    def _step(self, flat: Whole, owner: Whole, by_unit: Floats, bias_slope: Floats) -> None:
        order = np.argsort(flat, kind="stable")
        ordered = flat[order]
        firsts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        buckets = ordered[firsts]
        slope = np.add.reduceat(by_unit[owner[order]], firsts, axis=0) + self._decay * self.weights[buckets]
        seen = self._seen[buckets] + slope * slope
        self._seen[buckets] = seen
        self.weights[buckets] -= self._rate * slope / np.sqrt(seen + _SMALLEST)
        self._bias_seen += bias_slope * bias_slope
        self.bias -= 0.1 * self._rate * bias_slope / np.sqrt(self._bias_seen + _SMALLEST)


def _layout(lessons: Sequence[Lesson]) -> tuple[Whole, Floats, Whole, Whole]:
    """Return for all units of a batch whose they are, each post's factor, the units, and where each post's begin."""
    lengths = np.array([len(lesson.units) for lesson in lessons], np.int64)
    posts = np.repeat(np.arange(len(lessons)), lengths)
    values = np.array([1.0 / max(1, lesson.features) ** 0.5 for lesson in lessons], np.float32)
    order = np.fromiter((unit for lesson in lessons for unit in lesson.units), np.int64, int(lengths.sum()))
    return posts, values, order, np.concatenate(([0], np.cumsum(lengths)[:-1]))


def small_numbers(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return the weights as whole numbers from -127 to 127 and what a step of each column is worth."""
    most = np.maximum(np.quantile(np.abs(weights), 0.99999, axis=0), _SMALLEST)
    scale = np.asarray(most / 127.0, dtype=np.float32)
    small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    small[np.abs(small) <= NOISE] = 0
    return small, scale
