"""Time passes: at 50, 80 and 100 percent of a clock the next rung of the ladder is told, without anyone clicking (R22).

What is due is found by one index over the next moments, never by looking at all clocks. Clock and case are locked
together and what others hold is skipped, so any number of workers may climb at once: each stage is told once, and
nobody who works on a case is ever kept in a deadlock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.charter.selectors import DueDates, due_dates
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import update_rows
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Change, Happening, change_cases
from sanglap.journey.handling.events import CaseEscalated
from sanglap.journey.handling.models import Deadline, Escalation
from sanglap.journey.handling.rules import DISPUTED, STAGES, Ladder, Rung, next_stage, rungs_for
from sanglap.journey.handling.services.promising import Pauses, pauses_of, promise_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sanglap.journey.cases.models import Case

AT_ONCE = 500
FALLBACKS = ("grievance_office_id", "appeal_office_id", "line_parent_id", "coordinator_id")


def climb(now: datetime) -> int:
    """Tell the next rung for every clock that passed a stage; return how many. Unclaimed cases climb like all others."""
    told = 0
    while some := _climb_some(now):
        told += some
    return told


def due_stages(now: datetime) -> QuerySet[Deadline]:
    """Return the clocks that have passed a stage that was not told, the longest waiting first."""
    due = Deadline.objects.filter(next_stage_at__lte=now, stopped_at=None, paused_at=None, next_stage__isnull=False)
    return due.order_by("next_stage_at")


def _climb_some(now: datetime) -> int:
    with transaction.atomic():
        due = due_stages(now).select_for_update(of=("self", "case"), skip_locked=True)
        deadlines = list(due.select_related("case", "clock", "office")[:AT_ONCE])
        if deadlines:
            _tell(deadlines, now)
    return len(deadlines)


def _tell(deadlines: list[Deadline], now: datetime) -> None:
    dues, pauses, ladders = due_dates(), pauses_of(deadlines), _ladders({one.office for one in deadlines})
    changes: list[Change] = []
    told: list[Escalation] = []
    cases: dict[object, Case] = {}
    for deadline in deadlines:
        stage, case = deadline.next_stage or STAGES[-1], cases.setdefault(deadline.case_id, deadline.case)
        rungs = rungs_for(stage, ladders[deadline.office_id])
        told += [_escalation(deadline, stage, rung, now) for rung in rungs]
        changes.append(_change(case, deadline, stage, rungs))
        _arm(deadline, next_stage(stage), dues, pauses)
    Escalation.objects.bulk_create(told, ignore_conflicts=True)
    update_rows(deadlines, ["next_stage", "next_stage_at"])
    change_cases(changes, now=now)
    announce(*(CaseEscalated(one.district_id, one.case_id, one.stage, one.office_id) for one in told))
    touch_offices(one.office_id for one in told)


def _escalation(deadline: Deadline, stage: int, rung: Rung, now: datetime) -> Escalation:
    return Escalation(
        district_id=deadline.district_id,
        id=new_id(),
        deadline_id=deadline.id,
        case_id=deadline.case_id,
        stage=stage,
        role=rung.role,
        office_id=rung.office,
        at=now,
    )


def tell_of_dispute(case: Case, deadline: Deadline, now: datetime) -> None:
    """Alert the appeal officer at once: the citizen says that a case called done is not solved (R21)."""
    office = Office.objects.filter(code=case.office_id).first()
    if office is None:
        return
    rung = rungs_for(STAGES[-1], _ladders([office])[office.code])[0]
    told = _escalation(deadline, DISPUTED, rung, now)
    told.save(force_insert=True)
    announce(CaseEscalated(told.district_id, told.case_id, told.stage, told.office_id))
    touch_offices([told.office_id])


def _change(case: Case, deadline: Deadline, stage: int, rungs: tuple[Rung, ...]) -> Change:
    is_late = stage == STAGES[-1]
    facts = {"stage": stage, "role": rungs[0].role, "to": rungs[0].office, "also": [rung.office for rung in rungs[1:]]}
    happening = Happening(HistoryKind.OVERDUE if is_late else HistoryKind.ESCALATED, office_code=rungs[0].office, facts=facts)
    return Change(case, happening, fields={"overdue_at": case.overdue_at or deadline.due_at} if is_late else {})


def _arm(deadline: Deadline, stage: int | None, dues: DueDates, pauses: Pauses) -> None:
    deadline.next_stage = stage
    deadline.next_stage_at = None if stage is None else promise_of(deadline, dues, pauses[deadline.id]).stage_at(stage)


def _ladders(offices: Iterable[Office]) -> dict[str, Ladder]:
    """Return the ladder above each office. Offices that no longer exist give way to their successors, or leave a gap."""
    offices = list(offices)
    codes = {str(getattr(office, name)) for office in offices for name in FALLBACKS if getattr(office, name)}
    known = Office.objects.in_bulk(sorted(codes))

    def living(code: str | None) -> str:
        office = known.get(code or "")
        return "" if office is None else office.code if office.is_active else office.succeeded_by_id or ""

    return {
        office.code: Ladder(
            office=office.code,
            grievance_office=living(office.grievance_office_id),
            appeal_office=living(office.appeal_office_id),
            line_parent=living(office.line_parent_id),
            coordinator=living(office.coordinator_id),
        )
        for office in offices
    }
