"""Cases in lists as they are printed: the number, and no more than may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sanglap.foundation.ids import show_tracking_number
from sanglap.oversight.dashboards.case_lists import FILTERS, CaseList, is_confidential
from sanglap.oversight.dashboards.showing import name_of, show_day
from sanglap.oversight.dashboards.wording import group_name

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.models import Office
    from sanglap.journey.cases.models import Case

DESK_CASE = "/desk/cases/{}/"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several views: its name, where it is, whether it is shown."""

    name: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: its number, and no more than may be shown of it."""

    number: str
    href: str
    topic: str
    office: str
    received: str
    due: str
    state: str
    is_late: bool
    is_confidential: bool
    why: str = ""


class CasesPage:
    """A list of cases as it is printed."""

    def __init__(self, office: Office, chosen: str, topic: str, listed: CaseList, now: datetime) -> None:
        """Prepare the lines."""
        self.office = office
        self.name = name_of(office)
        self.title = str(FILTERS[chosen].name)
        self.topic = name_of(listed.cases[0].topic) if topic and listed.cases else ""
        self.lines = [case_line(case, now) for case in listed.cases]
        asked = {"filter": chosen, **({"topic": topic} if topic else {})}
        self.older = f"?{urlencode({**asked, 'after': listed.older})}" if listed.older else ""
        self.back = reverse("oversight:office", args=[office.code])
        self.filters = [
            Choice(str(one.name), f"?{urlencode({**asked, 'filter': code})}", code == chosen) for code, one in FILTERS.items()
        ]


def case_line(case: Case, now: datetime, why: str = "") -> CaseLine:
    """Return a case as a list may show it. Of a confidential one: its number and the group of its topic."""
    hidden = is_confidential(case)
    group = group_name(case.topic.group) if case.topic else ""
    return CaseLine(
        number=show_tracking_number(case.number),
        href=DESK_CASE.format(case.number),
        topic=group if hidden else (name_of(case.topic) if case.topic else _("No topic yet")),
        office="" if hidden or case.office is None else name_of(case.office),
        received="" if hidden else show_day(case.received_at),
        due=show_day(case.due_at) if case.due_at and not hidden else "",
        state="" if hidden else case.state,
        is_late=case.is_open and case.due_at is not None and case.due_at < now,
        is_confidential=hidden,
        why=why,
    )
