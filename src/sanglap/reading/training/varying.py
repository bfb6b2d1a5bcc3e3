"""One written post, many ways to have typed it: another hand's spelling, slips of the thumb, lost spaces."""

from __future__ import annotations

import re
from random import Random

from sanglap.reading.training.romanising import Hand

_BANGLA = re.compile("[\u0980-\u09ff]")
_OTHER_VOWEL = {
    "a": "eo",
    "e": "ai",
    "i": "ey",
    "o": "au",
    "u": "oo",
    "y": "ie",
    "ি": "ী",
    "ী": "ি",
    "ু": "ূ",
    "ূ": "ু",
    "ে": "য়",
    "া": "ে",
}
_OTHER_CONSONANT = {
    "ন": "ণ", "ণ": "ন", "শ": "স", "ষ": "শ", "স": "ছ", "জ": "য", "য": "জ", "ত": "থ", "র": "ড়", "ছ": "স", "ট": "ঠ", "দ": "ধ",
    "s": "c", "c": "s", "j": "z", "z": "j", "v": "b", "k": "q", "f": "p", "t": "d",
}  # fmt: skip
_SLIPS_PER_WORD = 0.2
_SLIPS_OF_A_VOWEL = 0.6  # of the slips: vowels are spelt at will
_LOST_SPACES = 0.03
_WRITES_ENGLISH_WORDS = 0.7
_ENDINGS_APART = 0.5
_STOPS_WITHOUT_A_DOT = 0.15
_SHOUTS = 0.05


class Varier:
    """Makes variants of a text, repeatably for a given chance."""

    def __init__(self, loan_words: dict[str, str], chance: Random) -> None:
        """``loan_words`` are English words in Bangla letters with their English spelling: which of both is written varies."""
        self._loan_words = loan_words
        self._chance = chance

    def romanised(self, text: str) -> str:
        """Return a Bangla text in some hand's Latin letters, English words now and then in their English spelling."""
        hand = Hand(self._chance)
        english = self._chance.random() < _WRITES_ENGLISH_WORDS
        return " ".join(
            (self._loan(word) if english else None) or hand.write(word) if _BANGLA.search(word) else word for word in text.split()
        )

    def typed(self, text: str) -> str:
        """Return the text as a hurried thumb types it."""
        words = [self._slip(word) if self._chance.random() < _SLIPS_PER_WORD else word for word in text.split()]
        typed = ""
        for word in words:
            typed += word if self._chance.random() < _LOST_SPACES else f" {word}"
        typed = typed.strip()
        dice = self._chance.random()
        if dice < _STOPS_WITHOUT_A_DOT:
            return typed.rstrip("।.?! ")
        if dice < _STOPS_WITHOUT_A_DOT + _SHOUTS:
            return typed.upper()
        return typed

    def _loan(self, word: str) -> str | None:
        bare = word.rstrip("।,.?!")
        english = self._loan_words.get(bare)
        if english is not None:
            return english + word[len(bare) :]
        for ending, latin in (
            ("ে", " e"),
            ("ের", " er"),
            ("র", " r"),
            ("টা", " ta"),
            ("কে", " ke"),
            ("তে", " te"),
            ("গুলো", " gulo"),
        ):
            english = self._loan_words.get(bare.removesuffix(ending)) if bare.endswith(ending) else None
            if english is not None:
                return english + (latin if self._chance.random() < _ENDINGS_APART else latin.strip()) + word[len(bare) :]
        return None

    def _slip(self, word: str) -> str:
        if len(word) < 3 or word.startswith(("{", "http")):  # noqa: PLR2004 – too short to slip and stay a word
            return word
        if self._chance.random() < _SLIPS_OF_A_VOWEL:
            return self._other(word, _OTHER_VOWEL)
        at = self._chance.randrange(1, len(word))
        way = self._chance.randrange(4)
        if way == 0:
            return word[:at] + word[at + 1 :]
        if way == 1 and at + 1 < len(word):
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if way == 2:  # noqa: PLR2004 – the third way
            return word[:at] + word[at] * self._chance.randint(2, 4) + word[at + 1 :]
        return self._other(word, _OTHER_CONSONANT)

    def _other(self, word: str, table: dict[str, str]) -> str:
        places = [place for place, letter in enumerate(word) if place and letter in table]
        if not places:
            return word
        at = self._chance.choice(places)
        return word[:at] + self._chance.choice(table[word[at]]) + word[at + 1 :]
