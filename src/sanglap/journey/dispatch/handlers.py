"""What dispatch does when it hears news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.dispatch.services import dispatch_opened

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseOpened


def send_to_responsible_office(events: Sequence[CaseOpened]) -> None:
    """Every new case is read and given its owner."""
    dispatch_opened(events, clock.now())
