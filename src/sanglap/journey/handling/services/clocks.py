"""Clocks start when a case has an owner, go on when it moves, and stop when the promise is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from sanglap.directory.charter.models import Topic
from sanglap.directory.charter.rules import STAGES, Due
from sanglap.directory.charter.selectors import DueDates, due_dates
from sanglap.foundation.bulk import copy_values
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import OPEN_STATES
from sanglap.journey.cases.urgency import clock_code
from sanglap.journey.handling.models import Deadline, Pause
from sanglap.journey.handling.rules import MET_BY_ANSWER, MET_BY_CLAIM, RUNS_ON_WITH
from sanglap.journey.handling.services.promising import pauses_of, promise_of

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseChanged
    from sanglap.journey.dispatch.events import CaseDispatched

MEETS: dict[str, frozenset[str]] = {
    HistoryKind.ANSWERED: MET_BY_ANSWER,
    HistoryKind.OFFICE_WROTE: MET_BY_ANSWER,
    HistoryKind.CLAIMED: MET_BY_CLAIM,
}


def start_clocks(events: Sequence[CaseDispatched], now: datetime) -> None:
    """Start the clock of each case that has its first owner, counted from receipt; a moved case keeps its clock.

    At most five queries a batch.
    """
    del now
    _pass_to_new_owners([event for event in events if not event.first])
    first = [event for event in events if event.first]
    if not first:
        return
    started = Deadline.objects.filter(district_id=OuterRef("district_id"), case_id=OuterRef("id"))
    wanted = Case.objects.filter(
        district_id__one_of={event.district_id for event in first}, id__one_of=[event.case_id for event in first]
    )
    dues = due_dates()
    cases = wanted.filter(~Exists(started), state__in=sorted(OPEN_STATES))
    codes = dict(Topic.objects.values_list("code", "clock_code"))
    copy_values(Deadline, [_begin(case, dues.due(_code(case, codes), case.received_at), dues) for case in cases])


def _pass_to_new_owners(events: Sequence[CaseDispatched]) -> None:
    if not events:
        return
    rows = [(event.district_id, event.case_id, event.office_code) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE handling_deadline AS d SET office_id = n.office
              FROM unnest(%s::text[], %s::uuid[], %s::text[]) AS n(district, id, office)
             WHERE d.district_id = n.district AND d.case_id = n.id AND d.stopped_at IS NULL
            """,
            [list(column) for column in zip(*rows, strict=True)],
        )


def _code(case: Case, of_topics: dict[str, str]) -> str:
    return clock_code(case.danger, of_topics.get(case.topic_id or "", ""))


def _begin(case: Case, promise: Due, dues: DueDates) -> dict[str, Any]:
    return {
        "district_id": case.district_id,
        "id": new_id(),
        "case_id": case.id,
        "office_id": case.office_id or "",
        "clock_id": _id_of_clock(promise),
        "started_at": promise.started_at,
        "first_due_at": promise.first_at,
        "due_at": promise.at,
        "next_stage": STAGES[0],
        "next_stage_at": promise.stage_at(STAGES[0]),
        "calendar_version": dues.calendar.version,
    }


def _id_of_clock(promise: Due) -> UUID:
    found = promise.clock.id
    if not isinstance(found, UUID):
        message = f"The clock {promise.clock.code} stands in no table."
        raise TypeError(message)
    return found


def running_clock(case: Case) -> Deadline | None:
    """Return the running clock of a locked case, locked too."""
    clocks = Deadline.objects.select_for_update(of=("self",)).filter(district_id=case.district_id, case_id=case.id, stopped_at=None)
    return clocks.select_related("clock").first()


def stop_clock(case: Case, *, now: datetime) -> None:
    """The promise is kept (or broken, when late): the clock stops, and a pause ends with it."""
    deadline = running_clock(case)
    if deadline is None:
        return
    if deadline.paused_at is not None:
        end_pause(deadline, now=now)
        deadline.due_at = promise_of(deadline, due_dates(), pauses_of([deadline])[deadline.id]).at
    deadline.stopped_at, deadline.met = now, now <= deadline.due_at
    deadline.next_stage = deadline.next_stage_at = None
    deadline.save(update_fields=["stopped_at", "met", "next_stage", "next_stage_at", "paused_at", "due_at"])


def give_up_clock(case: Case, *, now: datetime) -> None:
    """The case ended without a result that was promised: its clock stops and was neither met nor broken."""
    deadline = running_clock(case)
    if deadline is not None:
        stop_clock(case, now=now)
        Deadline.objects.filter(district_id=deadline.district_id, id=deadline.id).update(met=None)


def end_pause(deadline: Deadline, *, now: datetime) -> None:
    """Let a locked clock's pause end; the caller computes its date anew and writes the row."""
    Pause.objects.filter(district_id=deadline.district_id, deadline_id=deadline.id, ended_at=None).update(ended_at=now)
    deadline.paused_at = None


def restart_clock(case: Case, *, now: datetime) -> Deadline:
    """A reopened case gets a clock of its own that starts now; the first promised date stays on record."""
    case.overdue_at = None
    return run_clock(case, clock_code(case.danger, case.topic.clock_code if case.topic else ""), now)


def run_clock(case: Case, code: str, started_at: datetime) -> Deadline:
    """Let a clock run for a locked case that has none."""
    dues = due_dates()
    promise = dues.due(code, started_at)
    deadline = Deadline.objects.create(**_begin(case, promise, dues))
    case.due_at = promise.at
    case.save(update_fields=["due_at", "overdue_at"])
    return deadline


def meet_smaller_promises(events: Sequence[CaseChanged], now: datetime) -> None:
    """An answer or a person at work meets clocks that promise no more than that; the case's longer clock runs on from receipt."""
    meant = {(event.district_id, event.case_id): met for event in events if (met := MEETS.get(event.what))}
    for key in _with_clock_among(set(meant), frozenset().union(*meant.values())) if meant else ():
        case = lock_case(*key)
        deadline = running_clock(case)
        if deadline is None or deadline.clock.code not in meant[key] or case.state not in OPEN_STATES:
            continue
        stop_clock(case, now=now)
        following = RUNS_ON_WITH.get(deadline.clock.code)
        if following:
            run_clock(case, following, deadline.started_at)


def _with_clock_among(keys: set[tuple[str, UUID]], codes: frozenset[str]) -> list[tuple[str, UUID]]:
    running = Deadline.objects.filter(
        district_id__one_of={district for district, _ in keys},
        case_id__one_of=[one for _, one in keys],
        stopped_at=None,
        clock__code__in=codes,
    )
    return sorted(running.values_list("district_id", "case_id").distinct())
