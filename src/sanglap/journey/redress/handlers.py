"""What redress does when it hears news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.redress.services import drop_what_was_asked

if TYPE_CHECKING:
    from sanglap.journey.handling.events import CaseWithdrawn


def end_what_was_asked(events: Sequence[CaseWithdrawn]) -> None:
    """A case that was taken back waits for nobody's decision."""
    drop_what_was_asked(events, clock.now())
