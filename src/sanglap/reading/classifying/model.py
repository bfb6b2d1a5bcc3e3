"""The linear model: weights per bucket for every answer, scores remembered per word, probabilities calibrated."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sanglap.reading.classifying.features import BUCKETS, Word, pair_features, word_features

Floats = NDArray[np.float32]
MOST_REMEMBERED = 50_000  # words; a score is about 60 numbers of four bytes, so 15 MB at the very most
FORMAT = 1


class UnableToReadModel(Exception):
    """The file is not a model of this version; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Head:
    """One question the model answers: its name, its possible answers, and where they stand among all scores."""

    name: str
    answers: tuple[str, ...]
    first: int

    @property
    def columns(self) -> slice:
        """Return which of all scores belong to it."""
        return slice(self.first, self.first + len(self.answers))


def heads_of(questions: dict[str, tuple[str, ...]]) -> dict[str, Head]:
    """Return the heads, columns one after the other."""
    heads, first = {}, 0
    for name, answers in questions.items():
        heads[name] = Head(name, answers, first)
        first += len(answers)
    return heads


class LinearModel:
    """Scores words and posts. Made from arrays; reading changes nothing but what it remembers."""

    def __init__(
        self, heads: dict[str, Head], weights: NDArray[np.int8], scale: Floats, bias: Floats, temperatures: dict[str, float]
    ) -> None:
        """``weights`` has a row per bucket; a column's true weight is the small number times the column's ``scale``."""
        self.heads = heads
        self._weights = weights
        self._scale = scale
        self._bias = bias
        self._temperatures = temperatures
        self._known: dict[str, tuple[Floats, int]] = {}

    def read(self, words: list[Word]) -> Scores:
        """Return the scores of a post's words. No words: the bias alone, so every answer keeps its usual share."""
        parts = [self._word(word) for word in words]
        pairs = self._pairs(words)
        number = sum(count for _, count in parts) + 2 * max(0, len(words) - 1)
        told = np.stack([score for score, _ in parts]) if parts else np.zeros((0, len(self._bias)), np.float32)
        size = (self._scale / max(1.0, float(number) ** 0.5)).astype(np.float32)
        return Scores(self, words, told, pairs, size)

    def probabilities(self, head: str, logits: Floats) -> Floats:
        """Return calibrated probabilities of a head's answers; they sum to one."""
        one = self.heads[head]
        scaled = logits[one.columns] / self._temperatures.get(head, 1.0)
        powers = np.exp(scaled - scaled.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)

    @property
    def bias(self) -> Floats:
        """Return what every post has before its first word."""
        return self._bias

    def _word(self, word: Word) -> tuple[Floats, int]:
        known = self._known.get(word.text)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            rows = word_features(word)
            known = self._known[word.text] = (self._weights[rows].sum(axis=0, dtype=np.float32), len(rows))
        return known

    def _pairs(self, words: list[Word]) -> Floats:
        rows = [row for first, second in pairwise(words) for row in pair_features(first, second)]
        if not rows:
            return np.zeros((0, len(self._bias)), np.float32)
        told = self._weights[rows].astype(np.float32)
        return np.asarray(told[0::2] + told[1::2], dtype=np.float32)


class Scores:
    """What a post's words and pairs of words say for each answer."""

    def __init__(self, model: LinearModel, words: list[Word], told: Floats, pairs: Floats, size: Floats) -> None:
        self._model = model
        self._words = words
        self._told = told
        self._pairs = pairs
        self._size = size
        self._logits: Floats = np.asarray((told.sum(axis=0) + pairs.sum(axis=0)) * size + model.bias, dtype=np.float32)

    def probabilities(self, head: str) -> Floats:
        """Return the calibrated probability of each of the head's answers, in the head's order."""
        return self._model.probabilities(head, self._logits)

    def speaking_for(self, head: str, answer: int, most: int = 4) -> tuple[str, ...]:
        """Return the words that say most for one answer rather than the head's average answer, in the order of the post."""
        one = self._model.heads[head]
        telling = self._told[:, one.columns] * self._size[one.columns]
        said = telling[:, answer] - telling.mean(axis=1)
        if len(self._pairs):
            pairs = self._pairs[:, one.columns] * self._size[one.columns]
            both = (pairs[:, answer] - pairs.mean(axis=1)) / 2
            said[:-1] += both
            said[1:] += both
        best = [int(place) for place in np.argsort(-said)[: 2 * most] if said[place] > 0]
        seen: dict[str, int] = {}
        for place in best:
            seen.setdefault(self._words[place].text, place)
        return tuple(self._words[place].text for place in sorted(list(seen.values())[:most]))


def blank_model(heads: dict[str, Head]) -> LinearModel:
    """Return a model that has learnt nothing: every answer of a head is equally likely."""
    columns = sum(len(head.answers) for head in heads.values())
    nothing = np.zeros(columns, np.float32)
    return LinearModel(heads, np.zeros((BUCKETS, columns), np.int8), nothing, nothing, {})


def save_model(
    file: Path, heads: dict[str, Head], weights: NDArray[np.int8], scale: Floats, bias: Floats, temperatures: dict[str, float]
) -> None:
    """Write the model as plain arrays: nothing in the file can run."""
    questions = {f"answers_{head.name}": np.array(head.answers, dtype=np.str_) for head in heads.values()}
    warmth = {f"temperature_{name}": np.array(value, dtype=np.float32) for name, value in temperatures.items()}
    used = np.flatnonzero(weights.any(axis=1)).astype(np.uint32)
    with file.open("wb") as stream:
        np.savez_compressed(
            stream,
            format=np.array(FORMAT),
            heads=np.array(list(heads), dtype=np.str_),
            used=used,
            weights=weights[used],
            scale=scale,
            bias=bias,
            allow_pickle=False,
            **questions,
            **warmth,
        )


def load_model(file: Path) -> LinearModel:
    """Return the model of a file. Raises UnableToReadModel when it is missing, broken or of another version."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            if int(arrays["format"]) != FORMAT:
                message = f"{file.name} has another format than {FORMAT}"
                raise UnableToReadModel(message)
            names = [str(name) for name in arrays["heads"]]
            heads = heads_of({name: tuple(str(answer) for answer in arrays[f"answers_{name}"]) for name in names})
            weights = np.zeros((BUCKETS, len(arrays["bias"])), dtype=np.int8)
            weights[arrays["used"]] = arrays["weights"]
            temperatures = {name: float(arrays[f"temperature_{name}"]) for name in names}
            return LinearModel(heads, weights, arrays["scale"], arrays["bias"], temperatures)
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
        message = f"{file.name} cannot be read: {error}"
        raise UnableToReadModel(message) from error
