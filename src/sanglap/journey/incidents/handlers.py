"""What the incidents do when they hear news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.incidents.services import answer_others, resolve_others

if TYPE_CHECKING:
    from sanglap.journey.incidents.events import AnsweredForAll, ResolvedForAll


def answer_the_others(events: Sequence[AnsweredForAll]) -> None:
    """One answer reaches all."""
    answer_others(events, clock.now())


def resolve_the_others(events: Sequence[ResolvedForAll]) -> None:
    """What was done was done for all."""
    resolve_others(events, clock.now())
