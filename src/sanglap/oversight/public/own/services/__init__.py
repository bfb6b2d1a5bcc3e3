"""Everything that the citizen's own pages write. Views import from here."""

from __future__ import annotations

from sanglap.oversight.public.own.services.acting import (
    UnableToDo,
    add_to_case,
    appeal_decision,
    rate,
    say_verdict,
    take_back,
    take_up,
)
from sanglap.oversight.public.own.services.erasing import UnableToErase, erase_case
from sanglap.oversight.public.own.services.looking_up import TooManyTries, case_of_pair

__all__ = [
    "TooManyTries",
    "UnableToDo",
    "UnableToErase",
    "add_to_case",
    "appeal_decision",
    "case_of_pair",
    "erase_case",
    "rate",
    "say_verdict",
    "take_back",
    "take_up",
]
