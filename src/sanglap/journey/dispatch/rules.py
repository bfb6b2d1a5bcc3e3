"""Which office answers: by page, place and topic, each choice with its rule, the best three kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """Why an office was chosen. Every code has its sentence in both languages in ``dispatch.sentences``."""

    PAGE_OWNER_IS_RESPONSIBLE = "page_owner_is_responsible"  # the page's own office answers this topic here
    TOPIC_AND_PLACE = "topic_and_place"  # this topic, in this place, belongs to this office
    PAGE_OWNER = "page_owner"  # nothing clearer is known: whoever was asked answers
    COORDINATOR = "coordinator"  # the office that should answer is not on the map: its coordinator does
    CHOSEN_BY_PERSON = "chosen_by_person"
    OFFICE_MERGED = "office_merged"
    ABOUT_THE_OFFICE = "about_the_office"  # the case is about the office that would answer: the one above it decides (R24)
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal_decided"


@dataclass(frozen=True, slots=True)
class Destination:
    """An office that routing names for the topic: in which area, whether it exists, who coordinates there."""

    office: str  # the code it has or would have
    exists: bool
    priority: int
    coordinator: str  # the office that brings that area's offices together; "" where there is none


@dataclass(frozen=True, slots=True)
class Candidate:
    """An office that could answer, how well it fits (0 to 1), and by which rule."""

    office: str
    score: float
    rule: Rule


@dataclass(frozen=True, slots=True)
class Option:
    """A topic that the post may be about, how probable that is (0 to 1), and the offices that routing names for it here."""

    probability: float
    destinations: list[Destination]


MOST_CANDIDATES = 3
A_RANK_LOWER = 0.15  # of the topic's probability, for each office that routing names before
ASKED_AND_NAMED = 0.2  # the page's own office, when routing names it too
COORDINATOR_INSTEAD = 0.7  # the coordinator of an office that is not on the map
PAGE_OWNER_SCORE = 0.4


def choose_offices(*, page_office: str, options: Sequence[Option], is_sure: bool) -> list[Candidate]:
    """Return the best offices, the first one being the owner. There is always at least one: the page's own office.

    ``options`` come with the likeliest topic first. When it ``is_sure`` enough to act without a person, its best office
    owns the case; otherwise whoever was asked keeps it, and the others are choices for a person (R11).
    """
    best: dict[str, Candidate] = {}
    for candidate in (one for option in options for one in _candidates(option, page_office)):
        known = best.get(candidate.office)
        best[candidate.office] = candidate if known is None else _both(known, candidate)
    asked = Candidate(page_office, PAGE_OWNER_SCORE, Rule.PAGE_OWNER)
    chosen = max(_candidates(options[0], page_office), key=lambda one: one.score, default=asked) if is_sure and options else asked
    first = best.pop(chosen.office, asked)
    if first.office != page_office:
        best.setdefault(page_office, asked)
    return [first, *sorted(best.values(), key=lambda one: -one.score)][:MOST_CANDIDATES]


def _candidates(option: Option, page_office: str) -> Iterator[Candidate]:
    for rank, destination in enumerate(sorted(option.destinations, key=lambda one: one.priority)):
        score = option.probability * max(0.0, 1.0 - A_RANK_LOWER * rank)
        if destination.office == page_office:
            score += option.probability * ASKED_AND_NAMED
            yield Candidate(page_office, round(min(1.0, score), 3), Rule.PAGE_OWNER_IS_RESPONSIBLE)
        elif destination.exists:
            yield Candidate(destination.office, round(score, 3), Rule.TOPIC_AND_PLACE)
        elif destination.coordinator:
            yield Candidate(destination.coordinator, round(score * COORDINATOR_INSTEAD, 3), Rule.COORDINATOR)


def _both(one: Candidate, other: Candidate) -> Candidate:
    """Two topics name the same office: their chances add up, the likelier one gives the reason."""
    likelier = max(one, other, key=lambda candidate: candidate.score)
    return Candidate(one.office, round(min(1.0, one.score + other.score), 3), likelier.rule)
