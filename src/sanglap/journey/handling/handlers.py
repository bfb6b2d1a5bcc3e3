"""What the handling does when it hears news. Each reads the clock and calls one service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.journey.handling.services import (
    follow_mergers,
    hear_answers,
    hear_citizen,
    hurry,
    meet_smaller_promises,
    pass_cases_on,
    start_clocks,
)
from sanglap.journey.handling.tasks import count_dates_anew

if TYPE_CHECKING:
    from sanglap.directory.charter.events import CalendarChanged
    from sanglap.directory.offices.events import OfficeMerged, PostingEnded
    from sanglap.journey.cases.events import CaseChanged, CaseJoined
    from sanglap.journey.dispatch.events import CaseDispatched, DangerRaised


def start_case_clocks(events: Sequence[CaseDispatched]) -> None:
    """A case with an owner has a clock."""
    start_clocks(events, clock.now())


def hurry_to_danger(events: Sequence[DangerRaised]) -> None:
    """Danger does not wait for the topic's clock."""
    hurry(events, clock.now())


def stop_smaller_clocks(events: Sequence[CaseChanged]) -> None:
    """Some clocks promise an answer, or a person, and no more."""
    meet_smaller_promises(events, clock.now())


def hear_whether_it_is_solved(events: Sequence[CaseJoined]) -> None:
    """The citizen's own word decides."""
    hear_citizen(events, clock.now())


def end_waiting_for_citizens(events: Sequence[CaseJoined]) -> None:
    """A clock that waits for the citizen's answer runs again."""
    hear_answers(events, clock.now())


def give_cases_to_successors(events: Sequence[PostingEnded]) -> None:
    """Nobody's transfer leaves a case behind."""
    pass_cases_on(events, clock.now())


def move_cases_of_merged_offices(events: Sequence[OfficeMerged]) -> None:
    """Nor does the end of an office."""
    follow_mergers(events, clock.now())


def follow_changed_calendar(events: Sequence[CalendarChanged]) -> None:
    """Dates move soon after a holiday is declared, in a job of its own: a country's clocks are too many for one transaction."""
    del events
    count_dates_anew.defer()
