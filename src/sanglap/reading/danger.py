"""Is somebody in danger? Words that together mean danger, in three writings, beside what the post is about.

The words of the country pack are compared by their sound, so Bangla and Banglish are one list. A rule names the concepts
that must all be there and those that must not ("aware": a rally against child marriage is no child marriage). What the
topic model says of the dangerous topics speaks too, since no list holds every way of saying it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from sanglap.reading.places.gazetteer import words_of
from sanglap.reading.views import Sounds

SHORTEST_BEGINNING = 4  # letters of sound from which a word may carry any ending
SHORTEST_HEARD = 3  # letters of sound: shorter ones are in half of all posts
PROBABLE, ALMOST_SURE, CERTAIN = 0.35, 0.75, 0.85  # that it is one of the dangerous topics: of what happens, of what is asked
MOST_WORDS = 300
DANGEROUS_TOPICS = {
    "child-marriage": "child-marriage",
    "violence-women": "violence",
    "child-abuse": "child-abuse",
    "missing-person": "missing-person",
    "rumour-tension": "communal-tension",
    "disaster-need": "rescue",
}
HAPPENING = frozenset({"problem", "service_request"})


class Danger(StrEnum):
    """How soon somebody must act: within minutes, the same day, or in the usual time."""

    NONE = "none"
    URGENT = "urgent"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class DangerRead:
    """The level, the kinds of danger, and the words that spoke."""

    level: Danger = Danger.NONE
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DangerRule:
    """Concepts that together are a danger, unless one of ``none_of`` is there."""

    kind: str
    level: Danger
    all_of: frozenset[str]
    none_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class About:
    """What else is known of the post: how probable each topic and kind is."""

    topics: Mapping[str, float]
    kind: str


class DangerReader:
    """Reads danger. Made once from the country pack's words and rules."""

    def __init__(self, words: Mapping[str, list[str]], rules: list[DangerRule]) -> None:
        """``words`` are phrases by concept, in any writing."""
        self._sounds = Sounds()
        self._rules = rules
        self._phrases = [
            (concept, heard, phrase)
            for concept, phrases in words.items()
            for phrase in phrases
            if len((heard := self._as_heard(phrase)).strip()) >= SHORTEST_HEARD
        ]

    def read(self, text: str, about: About) -> DangerRead:
        """Return the danger of a post. Never fails."""
        heard = self._spoken(words_of(text)[:MOST_WORDS])
        found: dict[str, list[str]] = {}
        for concept, sound, phrase in self._phrases:
            if sound in heard:
                found.setdefault(concept, []).append(phrase)
        ruled = [rule for rule in self._rules if rule.all_of <= found.keys() and not rule.none_of & found.keys()]
        level, kinds = self._by_topic(about, found)
        kinds += [rule.kind for rule in ruled]
        if any(rule.level is Danger.EMERGENCY for rule in ruled):
            level = Danger.EMERGENCY
        elif ruled and level is Danger.NONE:
            level = Danger.URGENT
        told = tuple(dict.fromkeys(word for rule in ruled for concept in sorted(rule.all_of) for word in found[concept][:2]))
        return DangerRead(level, tuple(dict.fromkeys(kinds)), told) if level is not Danger.NONE else DangerRead()

    def _by_topic(self, about: About, found: Mapping[str, list[str]]) -> tuple[Danger, list[str]]:
        probable = {topic: about.topics[topic] for topic in DANGEROUS_TOPICS if topic in about.topics}
        kinds = [DANGEROUS_TOPICS[topic] for topic in sorted(probable, key=lambda one: -probable[one])][:1]
        together = sum(probable.values())
        happens = about.kind in HAPPENING and "metaphor" not in found and not ("missing-person" in probable and "thing" in found)
        quiet = about.kind in {"praise", "suggestion"} or ("aware" in found and not (happens and together >= CERTAIN))
        if quiet or together < (PROBABLE if happens else ALMOST_SURE):
            return Danger.NONE, []
        at_once = happens and ("now" in found or "help" in found)
        return (Danger.EMERGENCY if at_once else Danger.URGENT), kinds

    def _as_heard(self, phrase: str) -> str:
        """Return the phrase as it is looked for: its last word may go on when it is long enough."""
        spoken = self._spoken(words_of(phrase))
        last = spoken.split()[-1] if spoken.split() else ""
        return spoken.rstrip() if len(last) >= SHORTEST_BEGINNING else spoken

    def _spoken(self, words: list[str]) -> str:
        return f" {' '.join(self._sounds.of(word) for word in words)} "


@lru_cache(maxsize=4)
def load_danger_reader(pack: Path) -> DangerReader:
    """Return the reader of a country pack; a pack without words of danger reads none."""
    words = {row["concept"]: row["words"].split("|") for row in _rows(pack / "reading" / "danger_words.csv")}
    rules = [
        DangerRule(row["kind"], Danger(row["level"]), frozenset(row["all_of"].split()), frozenset(row["none_of"].split()))
        for row in _rows(pack / "reading" / "danger_rules.csv")
    ]
    return DangerReader(words, rules)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.exists():
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
