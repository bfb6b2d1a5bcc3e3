"""Which writing a post is in: Bangla letters, English, Bangla in Latin letters, both mixed, or another alphabet.

Letters are counted, which is exact; only whether Latin letters spell English or Bangla is a matter of judgement, and the
model's. A lone "NID" or "sir" among Bangla words leaves a post Bangla.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sanglap.reading.classifying.features import Word

BANGLA, ENGLISH, BANGLISH, MIXED, OTHER = "bn", "en", "bn-Latn", "mixed", "other"
MIXED_FROM_WORDS = 2  # words in the other letters …
MIXED_FROM_SHARE = 0.04  # … when they are at least this share of all words,
MIXED_FROM_SHARE_OF_ONE = 0.2  # or fewer words with at least this share
SURE, UNSURE = 0.99, 0.3
_FEW_WORDS = 3  # from so many words on, counting is as sure as it gets

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|#\w+")
_BANGLA_WORD = re.compile("[\u0980-\u09ff\u200c\u200d]+")
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")

IsBanglish = Callable[[Sequence[Word]], float]


@dataclass(frozen=True, slots=True)
class ScriptRead:
    """The writing of a post and how sure that is, from 0 to 1."""

    script: str
    confidence: float


def read_script(text: str, normal: str, banglish: Callable[[], float]) -> ScriptRead:
    """Return the writing of a text.

    ``normal`` is the same text normalised; ``banglish`` is asked, only where Latin letters decide, how probable it is that they
    spell Bangla (0–1).
    """
    plain = _ADDRESS.sub(" ", normal) or text
    bangla, latin = _BANGLA_WORD.findall(plain), _LATIN_WORD.findall(plain)
    letters = sum(map(len, bangla)) + sum(map(len, latin))
    others = sum(letter.isalpha() for letter in plain) - sum(map(len, latin)) - _bare_letters(bangla)
    if others > letters or not letters:
        return ScriptRead(OTHER, SURE if others else UNSURE)
    if not latin:
        return ScriptRead(BANGLA, SURE)
    if bangla and (mixed := _read_mixture(len(bangla), len(latin))):
        return mixed
    probability = banglish()
    if probability >= 0.5:  # noqa: PLR2004 – more likely than not
        return ScriptRead(BANGLISH, round(probability, 3))
    return ScriptRead(ENGLISH, round(1.0 - probability, 3))


def reply_language(script: str) -> str:
    """Return the language to answer in: English to English, otherwise the country's own."""
    return "en" if script == ENGLISH else "bn"


def _bare_letters(words: Sequence[str]) -> int:
    return sum(letter.isalpha() for word in words for letter in word)


def _read_mixture(bangla: int, latin: int) -> ScriptRead | None:
    """Return mixed or Bangla when the counts decide; None for Latin text with a Bangla word in it."""
    rarer = min(bangla, latin)
    share = rarer / (bangla + latin)
    sure = min(SURE, 0.6 + 0.1 * min(bangla + latin, _FEW_WORDS) + share / 3)
    if (rarer >= MIXED_FROM_WORDS and share >= MIXED_FROM_SHARE) or share >= MIXED_FROM_SHARE_OF_ONE:
        return ScriptRead(MIXED, round(sure, 3))
    return ScriptRead(BANGLA, round(1.0 - share, 3)) if bangla >= latin else None
