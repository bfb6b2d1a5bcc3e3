"""Learning what makes two posts tell of the same incident: a logistic regression over pairs, fitted by Newton's method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sanglap.reading.duplicates.pairs import A_NAME, PostToCompare, features_of, shared_words
from sanglap.reading.duplicates.telling_words import WordTeller

Floats = NDArray[np.float64]
STEPS = 60
PENALTY = 1.0  # on the squares of the weights: little material must not make strong opinions
WANTED_PRECISION = 0.96
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights in the order of the features, the bias, and the probability from which posts belong together."""

    weights: list[float]
    bias: float
    threshold: float


def count_words(teller: WordTeller, texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Return the number of texts, and in how many of them each key stands."""
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        counts.update(teller.keys(text).keys())
    return number, counts


def learn_pairs(posts: Sequence[tuple[PostToCompare, str]]) -> Learnt:
    """Fit on all pairs of posts of one district, each post with its incident, in an order where incidents stand together.

    The threshold is where pairs of incidents that were not learnt from were right :data:`WANTED_PRECISION` of the time.
    """
    numbered = list(enumerate(posts))
    pairs = [(one, other) for one, other in combinations(numbered, 2) if one[1][0].district == other[1][0].district]
    shared = [shared_words(a.words, b.words) for (_, (a, _)), (_, (b, _)) in pairs]
    facts = np.array([features_of(a, b, of) for ((_, (a, _)), (_, (b, _))), of in zip(pairs, shared, strict=True)], float)
    same = np.array([a == b for (_, (_, a)), (_, (_, b)) in pairs], float)
    fold = np.array([place * FOLDS // max(1, len(posts)) for (place, _), _ in pairs])
    found = np.zeros(len(pairs))
    for number in range(FOLDS):
        weights, bias = fit(facts[fold != number], same[fold != number])
        found[fold == number] = probabilities(facts[fold == number], weights, bias)
    found *= np.array([of.name_weight >= A_NAME for of in shared])
    weights, bias = fit(facts, same)
    return Learnt([float(one) for one in weights], bias, _threshold(found, same))


def fit(facts: Floats, same: Floats) -> tuple[Floats, float]:
    """Return weights for the facts as they are, and the bias; fitted on facts of equal spread."""
    middle, spread = facts.mean(axis=0), facts.std(axis=0) + 1e-9
    scaled = np.column_stack([(facts - middle) / spread, np.ones(len(facts))])
    weights = np.zeros(scaled.shape[1])
    free = np.append(np.ones(len(weights) - 1), 0.0)  # the bias is not held back
    for _ in range(STEPS):
        guess = 1.0 / (1.0 + np.exp(-(scaled @ weights)))
        slope = scaled.T @ (guess - same) + PENALTY * weights * free
        bend = (scaled * (guess * (1 - guess))[:, None]).T @ scaled + np.diag(PENALTY * free + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - (plain * middle).sum())


def probabilities(facts: Floats, weights: Floats, bias: float) -> Floats:
    """Return how probable the same incident is for each row of facts."""
    return np.asarray(1.0 / (1.0 + np.exp(-(facts @ weights + bias))))


def _threshold(found: Floats, same: Floats) -> float:
    order = np.argsort(-found, kind="stable")
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= WANTED_PRECISION)
    return round(float(found[order[good[-1]]]), 4) if len(good) else 1.0
