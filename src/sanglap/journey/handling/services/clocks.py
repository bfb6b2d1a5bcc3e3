"""Clocks start when a case has an owner, stand still for a reason, and stop when the promise is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.charter.rules import STAGES, ClockRule, Due, Extension
from sanglap.directory.charter.rules import Pause as PauseRule
from sanglap.directory.charter.rules import promise_of as promise_of_rule
from sanglap.directory.charter.selectors import DueDates, due_dates
from sanglap.foundation.bulk import copy_rows
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.models import Deadline, Pause
from sanglap.journey.handling.rules import PAUSE_REASONS

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.dispatch.events import CaseDispatched


class UnableToPause(ValueError):
    """The clock does not run, stands still already, or the reason is not one that stops a clock."""


def start_clocks(events: Sequence[CaseDispatched], now: datetime) -> None:
    """Start the clock of each case that has its first owner; for a moved case the same clock goes on with the new office."""
    first = [event for event in events if event.first]
    for event in events:
        if not event.first:
            running = Deadline.objects.filter(district_id=event.district_id, case_id=event.case_id, stopped_at=None)
            running.update(office_id=event.office_code)
    districts, ids = {event.district_id for event in first}, [event.case_id for event in first]
    running_already = set(Deadline.objects.filter(district_id__in=districts, case_id__in=ids).values_list("case_id", flat=True))
    cases = Case.objects.filter(district_id__in=districts, id__in=[one for one in ids if one not in running_already])
    dues = due_dates()
    copy_rows([_deadline(case, dues) for case in cases.select_related("topic")])
    del now


def _deadline(case: Case, dues: DueDates) -> Deadline:
    return _begin(case, dues.due(_clock_code(case), case.received_at), dues)


def _begin(case: Case, promise: Due, dues: DueDates) -> Deadline:
    return Deadline(
        district_id=case.district_id,
        id=new_id(),
        case_id=case.id,
        office_id=case.office_id or "",
        clock_id=UUID(str(promise.clock.id)),
        started_at=promise.started_at,
        first_due_at=promise.first_at,
        due_at=promise.at,
        next_stage=STAGES[0],
        next_stage_at=promise.stage_at(STAGES[0]),
        calendar_version=dues.calendar.version,
    )


def _clock_code(case: Case) -> str:
    return case.topic.clock_code if case.topic else ""


def promise_of(deadline: Deadline, dues: DueDates) -> Due:
    """Return a clock's promise as it stands in this calendar: with its pauses and its extension. The clock must be at hand."""
    clock = deadline.clock
    rule = ClockRule(
        code=clock.code,
        amount=clock.amount,
        unit=clock.unit,
        valid_from=clock.valid_from,
        valid_to=clock.valid_to,
        paragraph=clock.paragraph,
        id=clock.id,
    )
    pauses = Pause.objects.filter(district_id=deadline.district_id, deadline_id=deadline.id).order_by("began_at")
    return promise_of_rule(
        rule,
        dues.calendar,
        deadline.started_at,
        [PauseRule(one.began_at, one.ended_at, one.reason) for one in pauses],
        extension=Extension(deadline.extended_by) if deadline.extended_by else None,
        first_at=deadline.first_due_at,
    )


def running_clock(case: Case) -> Deadline | None:
    """Return the running clock of a case, locked."""
    clocks = Deadline.objects.select_for_update(of=("self",)).filter(district_id=case.district_id, case_id=case.id, stopped_at=None)
    return clocks.select_related("clock").first()


def stop_clock(case: Case, *, now: datetime) -> None:
    """The promise is kept (or broken, when late): the clock stops."""
    deadline = running_clock(case)
    if deadline:
        deadline.stopped_at, deadline.met = now, now <= deadline.due_at
        deadline.next_stage = deadline.next_stage_at = None
        deadline.save(update_fields=["stopped_at", "met", "next_stage", "next_stage_at"])


def restart_clock(case: Case, *, now: datetime) -> None:
    """A reopened case gets a clock of its own that starts now; the first promised date stays on record."""
    dues = due_dates()
    promise = dues.due(_clock_code(case), now)
    _begin(case, promise, dues).save(force_insert=True)
    Case.objects.filter(district_id=case.district_id, id=case.id).update(due_at=promise.at, overdue_at=None)


def pause_clock(case: Case, *, officer: Officer, reason: str, words: str, now: datetime) -> None:
    """Let the clock stand still, for a reason the history shows. Raises :class:`UnableToPause`."""
    deadline = running_clock(case)
    if deadline is None or deadline.paused_at or reason not in PAUSE_REASONS:
        message = "The clock cannot be stopped for this reason now."
        raise UnableToPause(message)
    Pause.objects.create(
        district_id=case.district_id,
        id=new_id(),
        deadline_id=deadline.id,
        began_at=now,
        reason=reason,
        words=words,
        officer=officer,
    )
    deadline.paused_at = now
    deadline.save(update_fields=["paused_at"])
    change_case(case, Happening(HistoryKind.PAUSED, officer=officer, words=words, facts={"reason": reason}), now=now)


def resume_clock(case: Case, *, officer: Officer | None, now: datetime) -> None:
    """Let the clock run again; the date moves by the time it stood still. Raises :class:`UnableToPause`."""
    deadline = running_clock(case)
    if deadline is None or deadline.paused_at is None:
        message = "The clock is not standing still."
        raise UnableToPause(message)
    Pause.objects.filter(district_id=case.district_id, deadline_id=deadline.id, ended_at=None).update(ended_at=now)
    deadline.paused_at = None
    move_due_date(case, deadline, due_dates(), now=now, happening=Happening(HistoryKind.RESUMED, officer=officer))


def extend_clock(case: Case, *, officer: Officer, amount: int, words: str, now: datetime) -> None:
    """Take more time, once, with a reason anyone may read; ``amount`` is in the clock's own unit. Raises :class:`UnableToPause`."""
    deadline = running_clock(case)
    if deadline is None or deadline.extended_by is not None or not words.strip() or amount < 1:
        message = "More time can be taken once, with a reason."
        raise UnableToPause(message)
    deadline.extended_by = amount
    happening = Happening(HistoryKind.EXTENDED, officer=officer, words=words.strip(), facts={"amount": amount})
    move_due_date(case, deadline, due_dates(), now=now, happening=happening)


def move_due_date(case: Case, deadline: Deadline, dues: DueDates, *, now: datetime, happening: Happening) -> None:
    """Compute a clock's date anew, in the calendar as it is now; the first date is kept beside it."""
    promise = promise_of(deadline, dues)
    deadline.due_at = promise.at
    if deadline.next_stage is not None:
        deadline.next_stage_at = promise.stage_at(deadline.next_stage)
    deadline.calendar_version = dues.calendar.version
    deadline.save(update_fields=["due_at", "next_stage_at", "paused_at", "extended_by", "calendar_version"])
    facts = {**(happening.facts or {}), "first": deadline.first_due_at.isoformat(), "now": promise.at.isoformat()}
    told = Happening(happening.kind, officer=happening.officer, words=happening.words, facts=facts)
    change_case(case, told, now=now, due_at=promise.at, overdue_at=None if promise.at > now else case.overdue_at)
