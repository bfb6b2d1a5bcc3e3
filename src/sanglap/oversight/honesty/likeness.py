"""Which words and proofs are nearly the same. Plain Python."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from sanglap.oversight.honesty.closure import Closure
from sanglap.reading.normalising import normalise

NEARLY_THE_SAME = 92  # of 100, by edits: another village's name in a long sentence is still the same sentence
LONGEST_COMPARED = 300  # letters
AT_ONCE = 500  # rows of the comparison held in memory


def proof_letters(proof: str) -> str:
    """Return a proof as its letters and digits alone, so that no dot or space makes it another one."""
    return "".join(one for one in normalise(proof) if unicodedata.category(one)[0] in "LMN")


def word_letters(words: str) -> str:
    """Return an account for comparing: one writing, no digits, single spaces."""
    kept = "".join(one if unicodedata.category(one)[0] in "LM" else " " for one in normalise(words)[:LONGEST_COMPARED])
    return " ".join(kept.split())


def who_is_alike(closures: Sequence[Closure]) -> dict[str, frozenset[str]]:
    """Return for each closure the other matters that were closed in nearly the same words."""
    matters: dict[str, set[str]] = defaultdict(set)
    letters = {one.id: word_letters(one.words) for one in closures}
    for one in closures:
        matters[letters[one.id]].add(one.matter)
    texts = sorted(matters)
    near = _near(texts)
    alike = {text: frozenset[str]().union(*(matters[other] for other in near[text])) for text in texts}
    return {one.id: alike[letters[one.id]] - {one.matter} for one in closures}


def _near(texts: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for begin in range(0, len(texts), AT_ONCE):
        rows = texts[begin : begin + AT_ONCE]
        likeness = cdist(rows, texts, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, dtype=np.uint8)
        for row, scores in zip(rows, likeness, strict=True):
            found[row] = [texts[place] for place in np.flatnonzero(scores)] or [row]
    return found
