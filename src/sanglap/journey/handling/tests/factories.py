"""Cases with an owner, officers at their desks, and the country's morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import count
from uuid import UUID

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.ids import make_tracking_number, new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.models import Deadline
from sanglap.journey.handling.services import start_clocks
from sanglap.stage import officer_at, page_of

SAVAR, DHAMRAI, DHAKA = "uno-BD30260072", "uno-BD30260014", "dc-BD3026"
_numbers = count(1)


def topic_with(clock_code: str) -> Topic:
    """Return a topic whose cases run on this clock."""
    found = Topic.objects.filter(clock_code=clock_code).order_by("number").first()
    assert found is not None
    return found


def case_of(office: str = SAVAR, *, at: datetime, clock: str = "G", state: str = "with_office", text: str = "রাস্তা ভাঙা") -> Case:
    """Return a citizen's case with its post, its owner and its running clock."""
    page, number = page_of(SAVAR), next(_numbers)
    owner = Office.objects.get(code=office)
    post = Post.objects.create(
        district_id=page.district_id,
        id=new_id(),
        page=page,
        kind="post",
        remote_id=f"112_{number}",
        thread_id=f"112_{number}",
        author_name="Rahima",
        text=text,
        posted_at=at,
        changed_at=at,
        received_at=at,
        verdict=Post.ACCEPTED,
    )
    case = Case.objects.create(
        district_id=page.district_id,
        id=new_id(),
        number=make_tracking_number(),
        thread_key=f"test:{number}",
        page=page,
        citizen_name="Rahima",
        office=owner,
        topic=topic_with(clock),
        area_id=owner.area_id,
        language="bn",
        received_at=at,
        citizen_wrote_at=at,
        changed_at=at,
        state="with_office",
    )
    CasePost.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, post_id=post.id)
    start_clocks([CaseDispatched(case.district_id, case.id, office, first=True)], at)
    deadline = clock_of(case)
    fields = {"expected_at": deadline.due_at, "due_at": deadline.due_at, "state": state}
    Case.objects.filter(id=case.id).update(**fields)
    return Case.objects.select_related("office", "topic").get(id=case.id)


def many_cases(how_many: int, *, at: datetime, office: str = SAVAR) -> list[UUID]:
    """Return the ids of many cases with running clocks, made quickly."""
    page, topic = page_of(SAVAR), topic_with("G")
    cases = [
        Case(
            district_id=page.district_id,
            id=new_id(),
            number=make_tracking_number(),
            thread_key=f"many:{next(_numbers)}",
            page=page,
            office_id=office,
            topic=topic,
            received_at=at,
            citizen_wrote_at=at,
            changed_at=at,
            state="with_office",
        )
        for _ in range(how_many)
    ]
    Case.objects.bulk_create(cases)
    start_clocks([CaseDispatched(case.district_id, case.id, office, first=True) for case in cases], at)
    return [case.id for case in cases]


def clock_of(case: Case) -> Deadline:
    """Return the newest clock of a case."""
    return Deadline.objects.filter(case_id=case.id).select_related("clock").order_by("stopped_at", "id").last() or Deadline()


def kinds_of(case: Case) -> Sequence[str]:
    """Return the kinds of a case's history, in order."""
    return list(HistoryLine.objects.filter(case_id=case.id).order_by("id").values_list("kind", flat=True))


def fresh(case: Case) -> Case:
    """Return the case as it stands now."""
    return Case.objects.select_related("office", "topic").get(id=case.id)


def kamal(office: str = SAVAR) -> Officer:
    """Return Kamal, who works there."""
    return officer_at(office, since=date(2025, 7, 1))


def nasrin(office: str = DHAMRAI) -> Officer:
    """Return Nasrin, who works elsewhere."""
    return officer_at(office, name="Nasrin", since=date(2025, 7, 1))


def dhaka(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment by the clock on the wall in Dhaka (UTC+6)."""
    return datetime(year, month, day, hour, minute, tzinfo=timezone(timedelta(hours=6)))
