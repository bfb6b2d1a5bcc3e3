"""Who may do what with a case, which clock ends with what, and up which ladder a late one climbs. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

STAGES = (50, 80, 100)  # percent of a clock
DISPUTED = 0  # beside the stages: the citizen says that it is not solved; the appeal officer hears it at once (R21)
CITIZEN_ASKED = "citizen_asked"
PAUSE_REASONS = frozenset({CITIZEN_ASKED, "court", "other_office", "disaster"})
DAYS_UNTIL_UNCONFIRMED = 15
DAYS_TO_TAKE_UP_AGAIN = 30  # after the citizen took a case back
OPINION_WORKING_DAYS = 5
SHORTEST_WORDS = 15  # letters: "solved" alone is not an account of what was done (R20)

# Clocks that promise less than a solution, and the clock that runs on from receipt once they are met.
MET_BY_ANSWER = frozenset({"S", "W7", "REPLY", "K0"})  # an officer has answered
MET_BY_CLAIM = frozenset({"K0"})  # a person has it in hand: what K0 promises
RUNS_ON_WITH = {"W7": "G", "REPLY": "G", "K0": "K1"}


# What the citizen says of a disposal (R21), as it stands in ``Case.outcome``; only the first is ever counted as solved.
CONFIRMED, PARTLY, DISPUTED_OUTCOME, UNCONFIRMED = "confirmed", "partly", "disputed", "unconfirmed"
EFFECTS = ("service", "corruption", "time", "cost")  # what the grievance brought: better service; less of the other three
FEWEST_STARS, MOST_STARS = 1, 5


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
class Ladder:
    """An office and those above it, each "" where the map has a gap."""

    office: str
    grievance_office: str = ""
    appeal_office: str = ""
    line_parent: str = ""
    coordinator: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom a stage tells: an office, in which role."""

    office: str
    role: str


def rungs_for(stage: int, ladder: Ladder) -> tuple[Rung, ...]:
    """Return who is told at a stage, the one who must act first (R22; section 3, "two lines").

    50 % the grievance officer; 80 % the office's head, and the coordinator; 100 % the appeal officer on the line, and
    the coordinator. Where the map has a gap it is the coordinator who must act: no case stops for lack of a mapping.
    """
    if stage >= STAGES[2]:
        first = Rung(ladder.appeal_office or ladder.coordinator or ladder.line_parent or ladder.office, "appeal_officer")
    elif stage >= STAGES[1]:
        first = Rung(ladder.office, "head")
    else:
        first = Rung(ladder.grievance_office or ladder.coordinator or ladder.office, "grievance_officer")
    if stage < STAGES[1] or not ladder.coordinator or ladder.coordinator == first.office:
        return (first,)
    return (first, Rung(ladder.coordinator, "coordinator"))


def next_stage(stage: int | None) -> int | None:
    """Return the stage after one; None when the ladder is climbed."""
    later = [one for one in STAGES if stage is not None and one > stage]
    return later[0] if later else None
