"""What dispatch does when it hears news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.dispatch.services import dispatch_opened, look_again, notice_danger

if TYPE_CHECKING:
    from sanglap.journey.arrivals.events import PostChanged
    from sanglap.journey.cases.events import CaseJoined, CaseOpened


def send_to_responsible_office(events: Sequence[CaseOpened]) -> None:
    """Every new case is read and given its owner."""
    dispatch_opened(events, clock.now())


def look_for_danger(events: Sequence[CaseJoined]) -> None:
    """What is written later may be graver than what came first."""
    notice_danger(events, clock.now())


def read_edits(events: Sequence[PostChanged]) -> None:
    """What an author changed is read again."""
    look_again(events, clock.now())
