"""A holiday was declared: every open promise is computed again, and both dates are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.charter.selectors import due_dates
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, lock_case
from sanglap.journey.handling.models import Deadline
from sanglap.journey.handling.services.clocks import move_due_date

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 200


def recompute_deadlines(now: datetime) -> int:
    """Bring every running clock to the calendar in force; return how many were looked at. Safe to run at any time."""
    done = 0
    while looked_at := _some(now):
        done += looked_at
    return done


def _some(now: datetime) -> int:
    dues = due_dates()
    with transaction.atomic():
        old = Deadline.objects.select_for_update(of=("self",), skip_locked=True).filter(
            calendar_version__lt=dues.calendar.version, stopped_at=None
        )
        deadlines = list(old.select_related("clock")[:AT_ONCE])
        for deadline in deadlines:
            before = deadline.due_at
            case = lock_case(deadline.district_id, deadline.case_id)
            happening = Happening(HistoryKind.DUE_DATE_MOVED, facts={"before": before.isoformat()})
            move_due_date(case, deadline, dues, now=now, happening=happening)
    return len(deadlines)
