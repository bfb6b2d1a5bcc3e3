"""A superior has looked at a case that was told to their office: it no longer waits for a first look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.handling.models import Escalation

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


def see_escalations(case: Case, *, officer: Officer, now: datetime) -> int:
    """Remember when the first officer of each told office opened this case; return how many tellings were new."""
    told = Escalation.objects.filter(district_id=case.district_id, case_id=case.id, seen_at=None)
    return told.filter(office__in=[office.code for office in posted_offices(officer)]).update(seen_at=now)
