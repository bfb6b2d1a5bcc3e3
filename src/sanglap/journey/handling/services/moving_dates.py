"""A holiday was declared: every running promise is computed again, and both dates are kept (lesson 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.charter.selectors import due_dates
from sanglap.foundation.bulk import update_rows
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Change, Happening, change_cases
from sanglap.journey.handling.models import Deadline
from sanglap.journey.handling.services.pausing import apply_promise
from sanglap.journey.handling.services.promising import pauses_of, promise_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.models import Case

AT_ONCE = 500


def recompute_deadlines(now: datetime) -> int:
    """Bring every running clock to the calendar in force; return how many were looked at.

    Safe to run at any time and by several workers; a case that somebody works on this very moment is left to the next run.
    """
    done = 0
    while looked_at := _some(now):
        done += looked_at
    return done


def _some(now: datetime) -> int:
    dues = due_dates()
    with transaction.atomic():
        old = Deadline.objects.select_for_update(of=("self", "case"), skip_locked=True).filter(
            calendar_version__lt=dues.calendar.version, stopped_at=None
        )
        deadlines = list(old.select_related("case", "clock").order_by("calendar_version")[:AT_ONCE])
        pauses = pauses_of(deadlines)
        changes, cases = [], dict[object, "Case"]()
        for deadline in deadlines:
            before, case = deadline.due_at, cases.setdefault(deadline.case_id, deadline.case)
            promise = promise_of(deadline, dues, pauses[deadline.id])
            apply_promise(deadline, promise.at, promise.stage_at, now=now)
            deadline.calendar_version = dues.calendar.version
            if deadline.due_at != before:
                changes.append(_moved(case, deadline, before, now))
        update_rows(deadlines, ["due_at", "next_stage", "next_stage_at", "calendar_version"])
        change_cases(changes, now=now)
    return len(deadlines)


def _moved(case: Case, deadline: Deadline, before: datetime, now: datetime) -> Change:
    dates = {"before": before, "first": deadline.first_due_at, "now": deadline.due_at}
    facts = {name: moment.isoformat() for name, moment in dates.items()}
    fields = {"due_at": deadline.due_at, "overdue_at": case.overdue_at if deadline.due_at <= now else None}
    return Change(case, Happening(HistoryKind.DUE_DATE_MOVED, facts=facts), fields=fields)
