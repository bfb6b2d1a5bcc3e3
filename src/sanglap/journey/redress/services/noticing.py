"""What is late by the clock: instructions, reports of inquiries, and telling the citizen (R18, R19, R26). Each is told once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.offices.touching import touch_offices
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Change, Happening, change_cases
from sanglap.journey.redress.models import Inquiry, Instruction

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 500


def notice_lateness(now: datetime) -> int:
    """Write down what passed its date since the last look, and tell whoever gave the date; return how many."""
    noticed = 0
    while some := _late_instructions(now) + _late_inquiries(now):
        noticed += some
    return noticed


def _late_instructions(now: datetime) -> int:
    with transaction.atomic():
        due = Instruction.objects.select_for_update(of=("self", "case"), skip_locked=True).filter(
            due_at__lt=now, met_at=None, late_told_at=None
        )
        return _tell(due.select_related("case").order_by("due_at")[:AT_ONCE], HistoryKind.INSTRUCTION_LATE, now)


def _late_inquiries(now: datetime) -> int:
    with transaction.atomic():
        due = Inquiry.objects.select_for_update(of=("self", "case"), skip_locked=True).filter(
            due_at__lt=now, reported_at=None, late_told_at=None
        )
        return _tell(due.select_related("case").order_by("due_at")[:AT_ONCE], HistoryKind.INQUIRY_LATE, now)


def _tell(rows: Iterable[Instruction | Inquiry], kind: HistoryKind, now: datetime) -> int:
    late = list(rows)
    cases = {one.case.key: one.case for one in late}
    for one in late:
        one.late_told_at = now
        one.save(update_fields=["late_told_at"])
    open_ones = [one for one in late if one.case.is_open]
    changes = [Change(cases[one.case.key], Happening(kind, facts={"due": one.due_at.isoformat()})) for one in open_ones]
    change_cases(changes, now=now)
    touch_offices(one.from_office_id if isinstance(one, Instruction) else one.office_id for one in open_ones)
    return len(late)
