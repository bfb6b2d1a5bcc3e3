"""The same posts typed worse: what a reading loses when thumbs slip, vowels change, spaces are lost, digits change alphabet."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_SEED = 11
_SLIP = 0.1  # of the words
_LOST_SPACE = 0.2  # of the spaces
_SHORTEST = 3  # letters of a word in which a letter may be lost
_VOWELS = {
    "a": "e", "e": "a", "i": "e", "o": "u", "u": "o", "ি": "ী", "ী": "ি", "ু": "ূ", "ূ": "ু", "ে": "ি", "া": "ো",
}  # fmt: skip
_DIGITS = str.maketrans("0123456789০১২৩৪৫৬৭৮৯", "০১২৩৪৫৬৭৮৯0123456789")

Spoiler = Callable[[str], str]


def spoilers() -> dict[str, Spoiler]:
    """Return the ways of spoiling by what they are called; each spoils a text the same way every time."""
    return {
        "a letter lost or changed places in 10 % of words": _slipped,
        "a vowel changed in every second word": _other_vowels,
        "every fifth space lost": _without_spaces,
        "digits of the other alphabet": lambda text: text.translate(_DIGITS),
        "capitals, no punctuation": _shouted,
    }


def _slipped(text: str) -> str:
    chance = _chance(text)
    return " ".join(_slip(word, chance) if chance.random() < _SLIP else word for word in text.split(" "))


def _slip(word: str, chance: Random) -> str:
    if len(word) < _SHORTEST:
        return word
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :] if chance.random() < 1 / 2 else word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _other_vowels(text: str) -> str:
    words = text.split(" ")
    for number in range(0, len(words), 2):
        at = next((at for at in range(1, len(words[number])) if words[number][at] in _VOWELS), None)
        if at is not None:
            words[number] = words[number][:at] + _VOWELS[words[number][at]] + words[number][at + 1 :]
    return " ".join(words)


def _without_spaces(text: str) -> str:
    chance = _chance(text)
    return "".join(letter for letter in text if letter != " " or chance.random() >= _LOST_SPACE)


def _shouted(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter not in ".,!?।;:'\"")


def _chance(text: str) -> Random:
    return Random(f"{_SEED}{text}")  # noqa: S311 – repeatable slips, no secret
