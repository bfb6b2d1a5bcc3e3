"""What the tallies do when they hear news. Each reads the clock and calls one service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.tallies.services import count_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sanglap.journey.cases.events import CaseChanged, CaseJoined, CaseOpened
    from sanglap.journey.dispatch.events import CaseDispatched


def count_opened(events: Sequence[CaseOpened | CaseDispatched]) -> None:
    """Count cases that have an owner, there."""
    count_cases([(event.district_id, event.case_id) for event in events], clock.now())


def count_changed(events: Sequence[CaseChanged | CaseJoined]) -> None:
    """Count cases again that changed, or that somebody wrote to."""
    count_cases([(event.district_id, event.case_id) for event in events], clock.now())
