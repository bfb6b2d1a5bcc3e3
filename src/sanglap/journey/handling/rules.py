"""Who may do what with a case, and up which ladder a late one climbs. Plain Python over offices and roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

STAGES = (50, 80, 100)
PAUSE_REASONS = frozenset({"citizen_asked", "court", "other_office", "disaster"})
DAYS_UNTIL_UNCONFIRMED = 15
OPINION_WORKING_DAYS = 5
SHORTEST_WORDS = 15  # letters: "solved" alone is not an account of what was done (R20)


class Act(StrEnum):
    """What an officer may do with a case."""

    READ = "read"
    REPLY = "reply"
    CLAIM = "claim"
    NOTE = "note"
    FORWARD = "forward"
    ASK_OPINION = "ask_opinion"
    RESOLVE = "resolve"
    INSTRUCT = "instruct"


@dataclass(frozen=True, slots=True)
class Desk:
    """An office where the officer holds a role today, with its places in both trees."""

    code: str
    line_path: str
    territory_path: str


OWN_ACTS = frozenset({Act.READ, Act.REPLY, Act.CLAIM, Act.NOTE, Act.FORWARD, Act.ASK_OPINION, Act.RESOLVE})
SUPERIOR_ACTS = frozenset({Act.READ, Act.NOTE, Act.FORWARD, Act.INSTRUCT, Act.ASK_OPINION})


def acts_allowed(desks: Iterable[Desk], *, office: str, line_path: str, territory_path: str) -> frozenset[Act]:
    """Return what an officer with these desks may do with a case of this office.

    Officers of the office act on its cases; those above it on either tree read, note, forward and instruct; everybody
    else may do nothing, not even know that the case exists.
    """
    acts: frozenset[Act] = frozenset()
    for desk in desks:
        if desk.code == office:
            acts |= OWN_ACTS
        elif line_path.startswith(desk.line_path) or territory_path.startswith(desk.territory_path):
            acts |= SUPERIOR_ACTS
    return acts


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom a stage tells: an office, in which role."""

    office: str
    role: str


def rung_for(stage: int, *, office: str, grievance_office: str, line_parent: str, appeal_office: str, coordinator: str) -> Rung:
    """Return the rung of the ladder: 50 % the grievance officer, 80 % the head, 100 % the appeal officer (R22).

    Where the map has a gap, the next office that exists is told: the line parent, the coordinator, the office itself.
    """
    if stage >= STAGES[2]:
        return Rung(appeal_office or line_parent or coordinator or office, "appeal_officer")
    if stage >= STAGES[1]:
        return Rung(office, "head")
    return Rung(grievance_office or coordinator or office, "grievance_officer")


def next_stage(stage: int | None) -> int | None:
    """Return the stage after one; None when the ladder is climbed."""
    later = [one for one in STAGES if stage is not None and one > stage]
    return later[0] if later else None
