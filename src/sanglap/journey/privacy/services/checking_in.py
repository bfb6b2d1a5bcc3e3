"""Ninety days after a sensitive case has ended: how are you? Retaliation often comes when nobody looks any more (section 4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import SENSITIVE, Case
from sanglap.journey.cases.services import Change, Happening, change_cases
from sanglap.journey.cases.states import ENDED_STATES
from sanglap.journey.privacy.events import CheckInDue
from sanglap.journey.privacy.models import CheckIn

AFTER = timedelta(days=90)
NO_LONGER = timedelta(days=120)  # what ended longer ago is left in peace
AT_ONCE = 200


def check_in(now: datetime) -> int:
    """Ask the citizens whose sensitive case ended ninety days ago, each once; return how many. Safe for several workers."""
    asked = 0
    while some := _some(now):
        asked += some
    return asked


def answer_check_in(case: Case, *, is_well: bool, now: datetime) -> bool:
    """Write down the citizen's answer; False when nobody asked. Whoever is not well is offered the report of pressure."""
    waiting = CheckIn.objects.filter(district_id=case.district_id, case_id=case.id)
    return bool(waiting.update(answered_at=now, is_well=is_well))


def _some(now: datetime) -> int:
    with transaction.atomic():
        asked = CheckIn.objects.filter(district_id=OuterRef("district_id"), case_id=OuterRef("id"))
        due = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(
            ~Exists(asked), SENSITIVE, state__in=sorted(ENDED_STATES), ended_at__lt=now - AFTER, ended_at__gt=now - NO_LONGER
        )
        cases = list(due.order_by("ended_at")[:AT_ONCE])
        rows = [CheckIn(district_id=one.district_id, id=new_id(), case_id=one.id, asked_at=now) for one in cases]
        CheckIn.objects.bulk_create(rows)
        change_cases([Change(case, Happening(HistoryKind.CHECKED_IN)) for case in cases], now=now)
        announce(*(CheckInDue(row.district_id, row.case_id, row.id) for row in rows))
    return len(cases)
