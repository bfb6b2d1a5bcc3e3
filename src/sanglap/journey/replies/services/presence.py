"""Who else is answering right now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sanglap.directory.people.models import Officer
from sanglap.foundation.ids import new_id
from sanglap.journey.replies.models import Composing

if TYPE_CHECKING:
    from sanglap.journey.cases.models import Case

STILL_THERE = timedelta(seconds=30)


def say_composing(case: Case, officer: Officer, *, now: datetime) -> None:
    """Note that an officer is writing an answer to this case."""
    Composing.objects.bulk_create(
        [Composing(district_id=case.district_id, id=new_id(), case_id=case.id, officer=officer, seen_at=now)],
        update_conflicts=True,
        unique_fields=["district_id", "case_id", "officer"],
        update_fields=["seen_at"],
    )


def others_composing(case: Case, officer: Officer, *, now: datetime) -> list[Officer]:
    """Return the officers who wrote in the composer during the last half minute, without this one."""
    lines = Composing.objects.filter(district_id=case.district_id, case_id=case.id, seen_at__gt=now - STILL_THERE)
    return [line.officer for line in lines.exclude(officer=officer).select_related("officer")]
