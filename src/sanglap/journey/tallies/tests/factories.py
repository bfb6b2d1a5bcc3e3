"""Cases for the tallies' stories, written straight into the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sanglap.directory.offices.models import Office
from sanglap.foundation.ids import make_tracking_number, new_id
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.stage import page_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.history import HistoryKind

SAVAR = "uno-BD30260072"
SAVAR_SOCIAL = "upazila-social-services-BD30260072"
DHAKA = "dc-BD3026"
DHAKA_SOCIAL = "district-social-services-BD3026"
DHAMRAI = "uno-BD30260014"


def a_case(office: str | None, received_at: datetime, **fields: Any) -> Case:
    """Open a case that is with an office (or, without one, still being read)."""
    page = page_of(SAVAR)
    district = Office.objects.get(code=office).district_code if office else page.district_id
    number = make_tracking_number()
    values: dict[str, Any] = {
        "state": "with_office" if office else "received",
        "topic_id": "old-age-allowance" if office else None,
        "expected_at": received_at + timedelta(days=40),
        "due_at": received_at + timedelta(days=40),
        "citizen_wrote_at": received_at,
        "changed_at": received_at,
        **fields,
    }
    return Case.objects.create(
        district_id=district,
        id=new_id(),
        number=number,
        thread_key=number,
        page=page,
        office_id=office,
        received_at=received_at,
        **values,
    )


def becomes(case: Case, **fields: Any) -> None:
    """Change a case's columns, as a service would."""
    Case.objects.filter(district_id=case.district_id, id=case.id).update(**fields)


def remember(case: Case, kind: HistoryKind, at: datetime) -> None:
    """Write a line of history."""
    HistoryLine.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, at=at, kind=kind)
