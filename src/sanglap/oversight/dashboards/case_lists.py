"""The cases behind a figure: a page of them, read from the indexes of the offices that have any, however large the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sanglap.journey.cases.states import OPEN_STATES, CaseState
from sanglap.oversight.dashboards.selectors import case_by_key, count_below

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

ROWS_A_PAGE = 50
FEW_OFFICES = 1_000
CONFIDENTIAL = frozenset({"X", "XX"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases: its words, the condition, the counter that says which offices have any, and what they are sorted by."""

    name: Any
    condition: str
    measure: str
    states: tuple[str, ...] = tuple(sorted(OPEN_STATES))
    date: str = "due_at"


FILTERS: dict[str, Filter] = {
    "overdue": Filter(_("Overdue now"), "c.overdue_at IS NOT NULL", "overdue"),
    "unanswered": Filter(_("Waiting for an answer"), "(c.answered_at IS NULL OR c.citizen_wrote_at > c.answered_at)", "unanswered"),
    "reopened": Filter(_("“Not solved”"), "c.state = 'reopened'", "open"),
    "danger": Filter(_("Danger to somebody"), "(c.sensitivity = 'XX' OR c.danger <> 'none')", "danger"),
    "open": Filter(_("Open now"), "TRUE", "open"),
    "unconfirmed": Filter(_("Unconfirmed"), "TRUE", "waiting_citizen", (CaseState.RESOLVED,), "resolved_at"),
}

_OFFICES = """
    SELECT o.code FROM offices_office AS o
      JOIN tallies_tally AS t ON t.scope = o.code AND t.topic = '' AND t.day = '0001-01-01' AND t.{measure} > 0
     WHERE o.line_path LIKE %(line)s OR o.territory_path LIKE %(territory)s
"""
_OF_SOME_OFFICES = """
    SELECT c.district_id, c.id, c.{date} FROM ({offices}) AS offices
     CROSS JOIN LATERAL (
        SELECT c.district_id, c.id, c.{date} FROM cases_case AS c
         WHERE c.office_id = offices.code AND c.state IN ({states}) AND {condition} AND {topic}
           AND (c.{date}, c.id) > (%(at)s, %(id)s)
         ORDER BY c.{date}, c.id LIMIT %(rows)s) AS c
     ORDER BY c.{date}, c.id LIMIT %(rows)s
"""
_OF_MANY_OFFICES = """
    SELECT c.district_id, c.id, c.{date} FROM cases_case AS c
     WHERE c.state IN ({states}) AND {condition} AND {topic} AND (c.{date}, c.id) > (%(at)s, %(id)s) AND {below}
     ORDER BY c.{date}, c.id LIMIT %(rows)s
"""
_BELOW = """(SELECT o.line_path LIKE %(line)s OR o.territory_path LIKE %(territory)s
                FROM offices_office AS o WHERE o.code = c.office_id)"""
_BEGINNING = ("-infinity", UUID(int=0))


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of cases; ``older`` is where the next page begins, empty at the end."""

    cases: list[Case]
    older: str


def list_cases(officer: Officer, office: Office, chosen: str, *, topic: str = "", begin_after: str = "") -> CaseList:
    """Return a page of the cases behind a figure, the longest waiting first. Five queries."""
    which = FILTERS[chosen]
    at, case_id = _read_place(begin_after)
    # Office by office while they are few, else all cases in the order of their date.
    sql = (_OF_SOME_OFFICES if count_below(office) <= FEW_OFFICES else _OF_MANY_OFFICES).format(
        date=which.date,
        states=", ".join(f"'{state}'" for state in which.states),
        condition=which.condition,
        topic="c.topic_id = %(topic)s" if topic else "TRUE",
        offices=_OFFICES.format(measure=which.measure),
        below=_BELOW,
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
