"""Which office answers: by page, place and topic, each choice with its rule, the best three kept."""

from __future__ import annotations

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


MOST_CANDIDATES = 3


def choose_offices(*, page_office: str, topic_score: float, destinations: list[Destination]) -> list[Candidate]:
    """Return the best offices, the first one being the owner. There is always at least one: the page's own office."""
    candidates: list[Candidate] = []
    certainty = min(1.0, topic_score / 3.0)
    for rank, destination in enumerate(sorted(destinations, key=lambda one: one.priority)):
        score = round(max(0.05, 0.6 + 0.4 * certainty - 0.15 * rank), 3)
        if destination.office == page_office:
            candidates.append(Candidate(page_office, min(1.0, score + 0.2), Rule.PAGE_OWNER_IS_RESPONSIBLE))
        elif destination.exists:
            candidates.append(Candidate(destination.office, score, Rule.TOPIC_AND_PLACE))
        elif destination.coordinator:
            candidates.append(Candidate(destination.coordinator, round(score * 0.7, 3), Rule.COORDINATOR))
    candidates.append(Candidate(page_office, 0.4, Rule.PAGE_OWNER))
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: -one.score):
        best.setdefault(candidate.office, candidate)
    return list(best.values())[:MOST_CANDIDATES]
