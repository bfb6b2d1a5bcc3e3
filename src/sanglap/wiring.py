"""The whole platform on one page: when this happens, do that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.events import OutboxFinished
from sanglap.directory.charter.events import CalendarChanged
from sanglap.directory.offices.events import OfficeMerged, PostingEnded
from sanglap.foundation.announcements import wire as when
from sanglap.journey.arrivals.events import PostAccepted, PostChanged, PostSetAside
from sanglap.journey.cases.events import CaseChanged, CaseJoined, CaseOpened
from sanglap.journey.cases.handlers import follow_edits_and_removals, open_or_join_cases
from sanglap.journey.dispatch.events import CaseDispatched, DangerRaised
from sanglap.journey.dispatch.handlers import look_for_danger, read_edits, send_to_responsible_office
from sanglap.journey.finding.handlers import index_changed, index_dispatched, index_joined
from sanglap.journey.handling.events import CaseResolved, CaseWithdrawn, CitizenAsked
from sanglap.journey.handling.handlers import (
    end_waiting_for_citizens,
    follow_changed_calendar,
    give_cases_to_successors,
    hear_whether_it_is_solved,
    hurry_to_danger,
    move_cases_of_merged_offices,
    start_case_clocks,
    stop_smaller_clocks,
)
from sanglap.journey.incidents.events import AnsweredForAll, ResolvedForAll
from sanglap.journey.incidents.handlers import answer_the_others, resolve_the_others
from sanglap.journey.privacy.events import CheckInDue, NameOpened
from sanglap.journey.redress.events import SentElsewhere
from sanglap.journey.redress.handlers import end_what_was_asked
from sanglap.journey.replies.handlers import (
    acknowledge_cases,
    ask_after_ninety_days,
    ask_citizens,
    learn_what_became_of_replies,
    recognise_our_own_words,
    tell_numbers_to_call,
    tell_the_right_path,
    tell_what_was_done,
    tell_who_reads_the_name,
)
from sanglap.journey.tallies.handlers import count_changed, count_opened
from sanglap.oversight.accuracy.handlers import judge_readings

if TYPE_CHECKING:
    from procrastinate import App


def wire(app: App) -> None:
    """Connect every announcement to those who hear it. Called once, when Django is ready."""
    del app
    when(PostAccepted, open_or_join_cases)
    when(PostChanged, follow_edits_and_removals)
    when(PostChanged, read_edits)

    when(CaseOpened, send_to_responsible_office)
    when(CaseJoined, look_for_danger)
    when(CaseJoined, hear_whether_it_is_solved)
    when(CaseJoined, end_waiting_for_citizens)
    when(CaseChanged, stop_smaller_clocks)

    when(CaseDispatched, acknowledge_cases)
    when(CaseDispatched, start_case_clocks)
    when(DangerRaised, hurry_to_danger)
    when(DangerRaised, tell_numbers_to_call)

    when(CalendarChanged, follow_changed_calendar)
    when(PostingEnded, give_cases_to_successors)
    when(OfficeMerged, move_cases_of_merged_offices)

    when(AnsweredForAll, answer_the_others)
    when(ResolvedForAll, resolve_the_others)

    when(CaseResolved, tell_what_was_done)
    when(CitizenAsked, ask_citizens)
    when(CaseWithdrawn, end_what_was_asked)
    when(SentElsewhere, tell_the_right_path)
    when(NameOpened, tell_who_reads_the_name)
    when(CheckInDue, ask_after_ninety_days)
    when(PostSetAside, recognise_our_own_words)
    when(OutboxFinished, learn_what_became_of_replies)

    when(CaseDispatched, index_dispatched, queue="tallies")
    when(CaseJoined, index_joined, queue="tallies")
    when(CaseChanged, index_changed, queue="tallies")

    when(CaseDispatched, count_opened, queue="tallies", one_at_a_time=True)
    when(CaseJoined, count_changed, queue="tallies", one_at_a_time=True)
    when(CaseChanged, count_changed, queue="tallies", one_at_a_time=True)
    when(CaseChanged, judge_readings, queue="tallies", one_at_a_time=True)  # of two judgements of a case the later one stays
