"""Everything officers do with a case, and the clocks that run meanwhile. Doors import from here."""

from __future__ import annotations

from sanglap.journey.handling.services.acting import (
    UnableToAct,
    add_note,
    claim_case,
    correct_topic,
    forward_case,
    release_case,
    require_act,
)
from sanglap.journey.handling.services.clocks import extend_clock, pause_clock, resume_clock, start_clocks
from sanglap.journey.handling.services.escalating import climb
from sanglap.journey.handling.services.moving_dates import recompute_deadlines
from sanglap.journey.handling.services.opinions import ask_opinion, give_opinion
from sanglap.journey.handling.services.resolving import UnableToResolve, hear_citizen, mark_unconfirmed, resolve_case

__all__ = [
    "UnableToAct",
    "UnableToResolve",
    "add_note",
    "ask_opinion",
    "claim_case",
    "climb",
    "correct_topic",
    "extend_clock",
    "forward_case",
    "give_opinion",
    "hear_citizen",
    "mark_unconfirmed",
    "pause_clock",
    "recompute_deadlines",
    "release_case",
    "require_act",
    "resolve_case",
    "resume_clock",
    "start_clocks",
]
