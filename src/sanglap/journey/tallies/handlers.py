"""What the tallies do when they hear news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.tallies.services import count_cases

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseChanged, CaseJoined, CaseOpened
    from sanglap.journey.dispatch.events import CaseDispatched


def count_opened(events: Sequence[CaseOpened | CaseDispatched]) -> None:
    """A case that has an owner is counted there."""
    count_cases([(event.district_id, event.case_id) for event in events], clock.now())


def count_changed(events: Sequence[CaseChanged | CaseJoined]) -> None:
    """A case that changed, or that somebody wrote to, is counted again."""
    count_cases([(event.district_id, event.case_id) for event in events], clock.now())
