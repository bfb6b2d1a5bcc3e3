"""Measures of answers against what people said is right, each with how far chance may have moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

SAMPLES = 500  # of the bootstrap
SEED = 7
BINS = 10  # of the calibration

Case = TypeVar("Case")
Pair = tuple[str, str]  # what is right, what was answered


@dataclass(frozen=True, slots=True)
class Measured:
    """A share from 0 to 1, its 95 % interval, and of how many cases."""

    value: float
    low: float
    high: float
    cases: int


def measured(cases: Sequence[Case], measure: Callable[[Sequence[Case]], float]) -> Measured:
    """Return a measure of the cases with its bootstrap interval: drawn again 500 times, always the same way."""
    if not cases:
        return Measured(0.0, 0.0, 0.0, 0)
    chance = np.random.default_rng(SEED)
    values = sorted(measure([cases[at] for at in chance.integers(0, len(cases), len(cases))]) for _ in range(SAMPLES))
    return Measured(measure(cases), values[int(0.025 * SAMPLES)], values[int(0.975 * SAMPLES)], len(cases))


def accuracy(pairs: Sequence[Pair]) -> float:
    """Return the share of right answers."""
    return sum(right == answer for right, answer in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Sequence[Pair]) -> float:
    """Return the mean F1 of the answers that are right at least once: a rare answer counts as much as a frequent one."""
    rights, answers = Counter(right for right, _ in pairs), Counter(answer for _, answer in pairs)
    hits = Counter(right for right, answer in pairs if right == answer)
    return sum(2 * hits[one] / (rights[one] + answers[one]) for one in rights) / len(rights) if rights else 0.0


def always_the_commonest(pairs: Sequence[Pair]) -> list[Pair]:
    """Return what somebody would score who always gives the commonest answer."""
    commonest = Counter(right for right, _ in pairs).most_common(1)[0][0] if pairs else ""
    return [(right, commonest) for right, _ in pairs]


@dataclass(frozen=True, slots=True)
class Found:
    """How much of what there was has been found (recall), and how much of what was found was there (precision)."""

    recall: float
    precision: float
    there: int
    told: int


def found(pairs: Sequence[tuple[bool, bool]]) -> Found:
    """Return recall and precision of (was there, was told)."""
    both = sum(there and told for there, told in pairs)
    all_there, all_told = sum(there for there, _ in pairs), sum(told for _, told in pairs)
    return Found(both / all_there if all_there else 1.0, both / all_told if all_told else 1.0, all_there, all_told)


def calibration_error(answers: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error: how far, on average, "70 % sure" is from being right 70 times in 100."""
    error = 0.0
    for low in range(BINS):
        inside = [(sure, right) for sure, right in answers if low <= min(sure * BINS, BINS - 1e-9) < low + 1]
        if inside:
            mean_sure = sum(sure for sure, _ in inside) / len(inside)
            mean_right = sum(right for _, right in inside) / len(inside)
            error += len(inside) * abs(mean_sure - mean_right)
    return error / len(answers) if answers else 0.0


def coverage_at(answers: Sequence[tuple[float, bool]], precision: float) -> tuple[float, float]:
    """Return (share of posts, the probability from which they are taken) so that the answers taken are right this often."""
    ranked = sorted(answers, key=lambda one: -one[0])
    right, best = 0, (0.0, 1.0)
    for number, (sure, is_right) in enumerate(ranked, 1):
        right += is_right
        if right / number >= precision and number / len(ranked) > best[0]:
            best = (number / len(ranked), sure)
    return best
