"""What the handling does when it hears news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.handling.services import hear_citizen, start_clocks

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseJoined
    from sanglap.journey.dispatch.events import CaseDispatched


def start_case_clocks(events: Sequence[CaseDispatched]) -> None:
    """A case with an owner has a clock."""
    start_clocks(events, clock.now())


def hear_whether_it_is_solved(events: Sequence[CaseJoined]) -> None:
    """The citizen's own word decides."""
    hear_citizen(events, clock.now())
