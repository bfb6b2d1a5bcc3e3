"""Does an account of what was done say anything at all? Words of the country pack decide (R20).

"Solved", "solved solved SOLVED!!!", "সমাধান করা হয়েছে" and "s o l v e d" all say the same: nothing that anybody could check.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sanglap.reading.legacy_typing import LegacyTyping, load_legacy_typing
from sanglap.reading.normalising import normalise
from sanglap.reading.tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path("reading") / "closing_words.csv"
EMPTY = "empty"
_HELD_DOWN = re.compile(r"(.)\1+")


def letters_of(text: str) -> str:
    """Return the letters alone, in one writing and each once where it is doubled: no space, sign, digit or picture is left."""
    kept = "".join(one for one in normalise(text) if unicodedata.category(one)[0] in "LM")
    return _HELD_DOWN.sub(r"\1", kept)


class EmptyWords:
    """The words that alone, together or again and again say no more than "done"."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words as the table has them."""
        self._words = {letters for word in words if (letters := letters_of(word))}
        self._longest = max(map(len, self._words), default=0)

    def make_up(self, text: str) -> bool:
        """Tell whether the text is made of nothing else, however it is spaced, doubled or dressed up."""
        letters = letters_of(text)
        reached = [True, *[False] * len(letters)]
        for end in range(1, len(letters) + 1):
            for begin in range(max(0, end - self._longest), end):
                # "solved done": one word ends with the letter the next begins with, and stands only once for both.
                goes_on = reached[begin] or (begin + 1 < end and reached[begin + 1])
                if goes_on and letters[begin:end] in self._words:
                    reached[end] = True
                    break
        return reached[-1]


def load_empty_words(pack: Path) -> EmptyWords:
    """Return the country's words; a country without a table refuses only what has no letter at all."""
    return EmptyWords(words_of(pack, EMPTY))


def words_of(pack: Path, kind: str) -> list[str]:
    """Return the words of one kind: ``empty`` says only that it is done, ``visit`` that somebody went there."""
    return [row["word"] for row in rows_of(pack / TABLE) if row["kind"] == kind]


def says_nothing(text: str, pack: Path) -> bool:
    """Tell whether an account says no more than that it is done, in any writing, repetition or old keyboard."""
    empty, legacy = _readers(pack)
    return empty.make_up(text) or (legacy.looks_like_it(text) and empty.make_up(legacy.turned(text)))


@lru_cache(maxsize=2)
def _readers(pack: Path) -> tuple[EmptyWords, LegacyTyping]:
    return load_empty_words(pack), load_legacy_typing(pack)
