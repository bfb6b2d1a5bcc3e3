"""What the cases do when they hear news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.cases.services import follow_changes, open_or_join

if TYPE_CHECKING:
    from sanglap.journey.arrivals.events import PostAccepted, PostChanged


def open_or_join_cases(events: Sequence[PostAccepted]) -> None:
    """Accepted posts open cases or join theirs."""
    open_or_join(events, clock.now())


def follow_edits_and_removals(events: Sequence[PostChanged]) -> None:
    """Edits, removals and hides on the network are written into the case's history."""
    follow_changes(events, clock.now())
