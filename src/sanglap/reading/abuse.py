"""How abusive is a text, from 0 to 1? Words with a weight, found in three writings and through disguises (s@la, হা*মি).

An insult may carry a real report: the score only says whether a person looks before the public does. Nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.normalising import normalise
from sanglap.reading.tables import rows_of
from sanglap.reading.views import phonetic

TABLE = "reading/abuse.csv"
SHORTEST_SOUND = 5  # letters: shorter sounds are shared with harmless words
STARS = re.compile(r"[*#_•×█▇]+")
_WORD = re.compile(r"[a-z0-9@$!*#_•×█▇\u0980-\u09ff]+")
_DISGUISES = str.maketrans({"@": "a", "$": "s", "!": "i", "1": "i", "0": "o", "3": "e", "4": "a", "5": "s"})
_SPREAD = re.compile(r"(?<![a-z\u0980-\u09ff])(?:[a-z][ .\-_]){3,}[a-z](?![a-z\u0980-\u09ff])")  # s a l a
_BETWEEN = re.compile(r"[ .\-_]")
_TWICE = re.compile(r"(.)\1+")
MOST_REMEMBERED = 30_000


@dataclass(frozen=True, slots=True)
class AbuseRead:
    """How abusive a text is (0–1), and the words that said so as they were written."""

    score: float
    words: tuple[str, ...]


CLEAN = AbuseRead(0.0, ())


class AbuseReader:
    """Reads abuse. Made once from the table's rows: word, weight (0–1).

    A ``*`` at the end of a word stands for any ending; a ``=`` before it: only as written, for it sounds like a harmless one.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._whole: dict[str, float] = {}
        self._beginnings: dict[str, float] = {}
        self._phrases: list[tuple[str, float]] = []
        self._known: dict[str, float] = {}
        for row in rows:
            self._learn(row["word"], float(row["weight"]))
        shapes = [word for word in (*self._whole, *self._beginnings) if not word.startswith("~")]
        self._by_ends: dict[tuple[str, str], list[str]] = {}
        for word in shapes:
            self._by_ends.setdefault((word[0], word[-1]), []).append(word)

    def _learn(self, word: str, weight: float) -> None:
        if " " in word:
            self._phrases.append((normalise(word), weight))
            return
        table = self._beginnings if word.endswith("*") else self._whole
        written = normalise(word.removeprefix("=").removesuffix("*"))
        sound = phonetic(written)
        heard = len(sound) >= SHORTEST_SOUND and not word.startswith("=")
        for key in (written, f"~{sound}") if heard else (written,):
            table[key] = max(weight, table.get(key, 0.0))

    def read(self, text: str) -> AbuseRead:
        """Return the score and the words. Several insults weigh more than one. Never fails, whatever the text."""
        plain = normalise(text)
        plain = _SPREAD.sub(lambda found: _BETWEEN.sub("", found.group()), plain)
        innocent, words = 1.0, []
        for word in _WORD.findall(plain):
            weight = self._of(word)
            if weight:
                innocent *= 1.0 - weight
                words.append(word)
        for phrase, weight in self._phrases:
            if phrase in plain:
                innocent *= 1.0 - weight
                words.append(phrase)
        return AbuseRead(round(1.0 - innocent, 4), tuple(dict.fromkeys(words))) if words else CLEAN

    def _of(self, word: str) -> float:
        weight = self._known.get(word)
        if weight is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            weight = self._known[word] = self._weigh(word)
        return weight

    def _weigh(self, word: str) -> float:
        weight = self._written(word.strip("!*_#•"))
        if not weight and not word.isalpha() and any(sign in word for sign in "@$!*#_01345•×█▇"):
            plain = word.strip("!").translate(_DISGUISES)
            weight = max(self._written(plain), self._written(STARS.sub("", plain)), self._behind_stars(plain))
        return weight or self._written(_TWICE.sub(r"\1", word))

    def _written(self, word: str) -> float:
        if not word:
            return 0.0
        weight = 0.0
        for key in (word, f"~{phonetic(word)}"):
            weight = max(weight, self._whole.get(key, 0.0))
            for length in range(3, len(key) + 1):
                weight = max(weight, self._beginnings.get(key[:length], 0.0))
        return weight

    def _behind_stars(self, word: str) -> float:
        """The weight of the word of which some letters are starred: its ends and its length tell."""
        if not STARS.search(word) or len(word) < len("s*a") or STARS.match(word):
            return 0.0
        shape = re.compile(STARS.sub(lambda _: ".{1,4}", re.sub(r"[^\w*#•×█▇\u0980-\u09ff]", "", word)))
        for (first, _), known in self._by_ends.items():
            if first == word[0]:
                for one in known:
                    if shape.fullmatch(one):
                        return max(self._whole.get(one, 0.0), self._beginnings.get(one, 0.0))
        return 0.0


def load_abuse_reader(pack: Path) -> AbuseReader:
    """Return the reader of a country pack; without its table it finds nothing. Raises ValueError for a weight that is none."""
    return AbuseReader(list(rows_of(pack / TABLE)))
