"""How insulting is a post? Words of abuse by their sound, in three writings and disguised, beside what the model says.

A score hides a post from public view for a person to see; it never drops one: an insult may carry a real report.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.places.gazetteer import words_of
from sanglap.reading.views import Sounds

SHORTEST_BEGINNING = 5  # letters of sound from which a word may carry any ending
MOST_WORDS = 300
OF_THE_MODEL = 0.6  # insult and advertisement are one kind to the model, so it speaks less loudly than the words
_DISGUISES = str.maketrans({"@": "a", "$": "s", "3": "e", "1": "i", "0": "o", "!": "i"})
_STARS = re.compile(r"(?<=\w)[*.•_-]+(?=\w)")


@dataclass(frozen=True, slots=True)
class AbuseRead:
    """The score from 0 to 1, and the words that spoke."""

    score: float
    words: tuple[str, ...] = ()


class AbuseReader:
    """Reads abuse. Made once from the country pack's weighted words."""

    def __init__(self, weighted: list[tuple[float, str]]) -> None:
        """Take phrases with their weights, from 0 to 1."""
        self._sounds = Sounds()
        self._phrases = [(weight, self._sought(phrase), phrase) for weight, phrase in weighted if phrase.strip()]

    def read(self, text: str, insult: float = 0.0) -> AbuseRead:
        """Return the score; ``insult`` is how probable the model thinks an insult or an advertisement. Never fails."""
        plain = self._spoken(words_of(text)[:MOST_WORDS])
        bare = self._spoken(words_of(_STARS.sub("", text[:5_000].translate(_DISGUISES)))[:MOST_WORDS])
        found = [(weight, phrase) for weight, sound, phrase in self._phrases if sound in plain or sound in bare]
        clean = 1.0 - OF_THE_MODEL * min(1.0, max(0.0, insult))
        for weight in sorted((weight for weight, _ in found), reverse=True)[:2]:
            clean *= 1.0 - weight
        return AbuseRead(round(1.0 - clean, 3), tuple(phrase for _, phrase in found[:4]))

    def _sought(self, phrase: str) -> str:
        spoken = self._spoken(words_of(phrase))
        return spoken.rstrip() if len(spoken.strip()) >= SHORTEST_BEGINNING else spoken

    def _spoken(self, words: list[str]) -> str:
        return f" {' '.join(self._sounds.of(word) for word in words)} "


def load_abuse_reader(pack: Path) -> AbuseReader:
    """Return the reader of a country pack; a pack without words of abuse has the model alone."""
    file = pack / "reading" / "abuse.csv"
    if not file.exists():
        return AbuseReader([])
    with file.open(encoding="utf-8", newline="") as stream:
        return AbuseReader([(float(row["weight"]), word) for row in csv.DictReader(stream) for word in row["words"].split("|")])
