"""The cases behind a figure: a page of them, read from the indexes of the offices that have any, however large the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sanglap.journey.cases.states import OPEN_STATES
from sanglap.oversight.dashboards.selectors import case_by_key

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

ROWS_A_PAGE = 50
CONFIDENTIAL = frozenset({"X", "XX"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which open cases: its words, the condition, and the counter that says which offices have any."""

    name: Any
    condition: str
    measure: str


FILTERS: dict[str, Filter] = {
    "overdue": Filter(_("Overdue now"), "c.overdue_at IS NOT NULL", "overdue"),
    "unanswered": Filter(_("Waiting for an answer"), "(c.answered_at IS NULL OR c.citizen_wrote_at > c.answered_at)", "unanswered"),
    "reopened": Filter(_("“Not solved”"), "c.state = 'reopened'", "open"),
    "danger": Filter(_("Danger to somebody"), "c.sensitivity = 'XX'", "danger"),
    "open": Filter(_("Open now"), "TRUE", "open"),
    "unconfirmed": Filter(_("Unconfirmed"), "", "waiting_citizen"),
}

_OFFICES = """
    SELECT o.code FROM offices_office AS o
      JOIN tallies_tally AS t ON t.scope = o.code AND t.topic = '' AND t.day = '0001-01-01' AND t.{measure} > 0
     WHERE o.line_path LIKE %(line)s OR o.territory_path LIKE %(territory)s
"""
_OPEN = """
    SELECT c.district_id, c.id, c.due_at FROM ({offices}) AS offices
     CROSS JOIN LATERAL (
        SELECT c.district_id, c.id, c.due_at FROM cases_case AS c
         WHERE c.office_id = offices.code AND c.state IN ({states}) AND {condition} AND {topic}
           AND (c.due_at, c.id) > (%(at)s, %(id)s)
         ORDER BY c.due_at, c.id LIMIT %(rows)s) AS c
     ORDER BY c.due_at, c.id LIMIT %(rows)s
"""
_WAITING = """
    SELECT c.district_id, c.id, c.resolved_at FROM cases_case AS c
     WHERE c.state = 'resolved' AND {topic} AND (c.resolved_at, c.id) > (%(at)s, %(id)s) AND c.office_id IN ({offices})
     ORDER BY c.resolved_at, c.id LIMIT %(rows)s
"""
_BEGINNING = ("-infinity", UUID(int=0))


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of cases; ``older`` is where the next page begins, empty at the end."""

    cases: list[Case]
    older: str


def list_cases(officer: Officer, office: Office, chosen: str, *, topic: str = "", begin_after: str = "") -> CaseList:
    """Return a page of the cases behind a figure, the longest waiting first. Four queries."""
    which = FILTERS[chosen]
    at, case_id = _read_place(begin_after)
    sql = (_WAITING if chosen == "unconfirmed" else _OPEN).format(
        offices=_OFFICES.format(measure=which.measure),
        condition=which.condition,
        states=", ".join(f"'{state}'" for state in sorted(OPEN_STATES)),
        topic="c.topic_id = %(topic)s" if topic else "TRUE",
    )
    values: dict[str, Any] = {
        "line": _prefix(office.line_path),
        "territory": _prefix(office.territory_path),
        "topic": topic,
        "at": at,
        "id": case_id,
        "rows": ROWS_A_PAGE + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    page = found[:ROWS_A_PAGE]
    older = f"{page[-1][2].isoformat()}~{page[-1][1]}" if len(found) > ROWS_A_PAGE else ""
    return CaseList(case_by_key(officer, [(row[0], row[1]) for row in page]), older)


def is_confidential(case: Case) -> bool:
    """Tell whether a list may show no more of the case than its number and the group of its topic."""
    return case.sensitivity in CONFIDENTIAL


def _read_place(text: str) -> tuple[object, UUID]:
    at, _mark, case_id = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(case_id)
    except ValueError:
        return _BEGINNING


def _prefix(path: str) -> str:
    return path.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
