"""Time passes: at 50, 80 and 100 percent of a clock the next rung of the ladder is told, without anyone clicking (R22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.handling.events import CaseEscalated
from sanglap.journey.handling.models import Deadline, Escalation
from sanglap.journey.handling.rules import STAGES, next_stage, rung_for
from sanglap.journey.handling.services.clocks import promise_of

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 200


def climb(now: datetime) -> int:
    """Tell the next rung for every clock that passed a stage; return how many. Any number of workers may run it at once."""
    told = 0
    while some := _climb_some(now):
        told += some
    return told


def _climb_some(now: datetime) -> int:
    with transaction.atomic():
        due = Deadline.objects.select_for_update(of=("self",), skip_locked=True).filter(
            next_stage_at__lte=now, stopped_at=None, paused_at=None, next_stage__isnull=False
        )
        deadlines = list(due.select_related("clock", "office").order_by("next_stage_at")[:AT_ONCE])
        for deadline in deadlines:
            _tell(deadline, now)
    return len(deadlines)


def _tell(deadline: Deadline, now: datetime) -> None:
    stage, office = deadline.next_stage or STAGES[-1], deadline.office
    rung = rung_for(
        stage,
        office=office.code,
        grievance_office=office.grievance_office_id or "",
        line_parent=office.line_parent_id or "",
        appeal_office=office.appeal_office_id or "",
        coordinator=office.coordinator_id or "",
    )
    Escalation.objects.create(
        district_id=deadline.district_id, id=new_id(), deadline_id=deadline.id, case_id=deadline.case_id,
        stage=stage, role=rung.role, office_id=rung.office, at=now,
    )  # fmt: skip
    deadline.next_stage = next_stage(stage)
    deadline.next_stage_at = promise_of(deadline, due_dates()).stage_at(deadline.next_stage) if deadline.next_stage else None
    deadline.save(update_fields=["next_stage", "next_stage_at"])
    case = lock_case(deadline.district_id, deadline.case_id)
    is_late = stage == STAGES[-1]
    kind = HistoryKind.OVERDUE if is_late else HistoryKind.ESCALATED
    fields: dict[str, Any] = {"overdue_at": deadline.due_at} if is_late and case.overdue_at is None else {}
    facts = {"stage": stage, "role": rung.role, "to": rung.office}
    change_case(case, Happening(kind, office_code=rung.office, facts=facts), now=now, **fields)
    announce(CaseEscalated(case.district_id, case.id, stage, rung.office))
    touch_offices([rung.office, *([office.coordinator_id] if office.coordinator_id else [])])
