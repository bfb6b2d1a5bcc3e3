"""One month of an office and everything below it, counted in six questions, however many offices and cases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from sanglap.directory.offices.models import Office
from sanglap.oversight.reports.columns import Month, together

if TYPE_CHECKING:
    from collections.abc import Iterable

DECEMBER = 12
_OFFICES = "SELECT code FROM offices_office WHERE line_path LIKE %(line)s OR territory_path LIKE %(territory)s"
_CASES = f"""
    SELECT c.office_id,
      count(*) FILTER (WHERE c.received_at >= %(start)s AND p.kind = 'webform'),
      count(*) FILTER (WHERE c.received_at >= %(start)s AND p.kind <> 'webform'),
      count(*) FILTER (WHERE c.received_at < %(start)s),
      count(*) FILTER (WHERE c.resolved_at >= %(start)s AND c.resolved_at < %(end)s),
      count(*) FILTER (WHERE c.resolved_at >= %(start)s AND c.resolved_at < %(end)s AND c.state = 'confirmed'),
      count(*) FILTER (WHERE c.resolved_at >= %(start)s AND c.resolved_at < %(end)s AND c.resolved_at <= c.expected_at),
      count(*) FILTER (WHERE c.resolved_at >= %(start)s AND c.resolved_at < %(end)s AND c.resolved_at <= c.due_at),
      count(*) FILTER (WHERE c.due_at < %(end)s AND coalesce(c.resolved_at, 'infinity') > c.due_at),
      count(*) FILTER (WHERE coalesce(c.ended_at, 'infinity') >= %(end)s)
      FROM cases_case AS c JOIN channels_page AS p ON p.id = c.page_id
     WHERE c.office_id IN ({_OFFICES}) AND c.received_at < %(end)s AND c.state <> 'merged'
       AND (c.ended_at IS NULL OR c.ended_at >= %(start)s)
     GROUP BY c.office_id
"""  # noqa: S608 – one constant in another
_CASE_NAMES = (
    "online", "self_initiated", "carried_over", "disposed", "confirmed", "on_first_date", "on_moved_date", "expired", "running",
)  # fmt: skip
_HELPED = f"""
    SELECT c.office_id, count(DISTINCT c.id) FROM cases_filing AS f
      JOIN arrivals_post AS t ON t.district_id = f.district_id AND t.kind = 'form' AND t.remote_id = f.remote_id
      JOIN cases_casepost AS l ON l.district_id = t.district_id AND l.post_id = t.id
      JOIN cases_case AS c ON c.district_id = l.district_id AND c.id = l.case_id
     WHERE f.filed_by_id IS NOT NULL AND c.received_at >= %(start)s AND c.received_at < %(end)s AND c.office_id IN ({_OFFICES})
     GROUP BY c.office_id
"""  # noqa: S608 – as above
_SENT_ON = f"""
    SELECT m.from_office_id, count(DISTINCT m.case_id) FROM dispatch_move AS m
     WHERE m.at >= %(start)s AND m.at < %(end)s AND m.from_office_id IN ({_OFFICES}) AND m.to_office_id NOT IN ({_OFFICES})
     GROUP BY m.from_office_id
"""  # noqa: S608 – as above
_EXTENDED = f"""
    SELECT h.office_code, count(DISTINCT h.case_id) FROM cases_historyline AS h
     WHERE h.kind = 'extended' AND h.at >= %(start)s AND h.at < %(end)s AND h.office_code IN ({_OFFICES}) GROUP BY h.office_code
"""  # noqa: S608 – as above
_APPEALS = f"""
    SELECT a.to_office_id,
      count(*) FILTER (WHERE a.filed_at < %(start)s),
      count(*) FILTER (WHERE a.filed_at >= %(start)s),
      count(*) FILTER (WHERE a.decided_at >= %(start)s AND a.decided_at < %(end)s),
      count(*) FILTER (WHERE a.due_at < %(end)s AND coalesce(a.decided_at, 'infinity') > a.due_at),
      count(*) FILTER (WHERE coalesce(a.decided_at, 'infinity') >= %(end)s)
      FROM redress_appeal AS a
     WHERE a.filed_at < %(end)s AND coalesce(a.decided_at, 'infinity') >= %(start)s AND a.to_office_id IN ({_OFFICES})
     GROUP BY a.to_office_id
"""  # noqa: S608 – as above
_APPEAL_NAMES = ("appeals_carried", "appeals_filed", "appeals_decided", "appeals_expired", "appeals_running")
_CAUSES = f"""
    SELECT c.topic_id, o.type_id, count(*), count(*) FILTER (WHERE c.state = 'confirmed'), count(DISTINCT c.area_id)
      FROM cases_case AS c JOIN offices_office AS o ON o.code = c.office_id
     WHERE c.office_id IN ({_OFFICES}) AND c.received_at >= %(start)s AND c.received_at < %(end)s AND c.topic_id IS NOT NULL
     GROUP BY c.topic_id, o.type_id ORDER BY count(*) DESC, c.topic_id LIMIT 10
"""  # noqa: S608 – as above


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: an office with everything below it (or alone), and its month."""

    office: Office
    month: Month
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """What comes up again and again in a quarter: a topic at a kind of office. Counts only."""

    topic: str
    office_type: str
    cases: int
    confirmed: int
    areas: int


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """Return the first moment of a month and of the next one, by the country's clocks."""
    following = date(month.year + month.month // DECEMBER, month.month % DECEMBER + 1, 1)
    return _midnight(month.replace(day=1)), _midnight(following)


def report_of(office: Office, children: Iterable[Office], month: date) -> list[Row]:
    """Return the whole office first, then its own cases alone, then each office below it that had any. Six questions."""
    counted = _count(office, month)
    offices = Office.objects.in_bulk(list(counted))
    below = {child.code: child for child in children}
    of_child: dict[str, list[Month]] = defaultdict(list)
    for code, counts in counted.items():
        child = _child_above(offices[code], below)
        if child:
            of_child[child].append(counts)
    rows = [Row(office, together(counted.values()))]
    if below:
        rows.append(Row(office, counted.get(office.code, Month()), alone=True))
    rows += [Row(below[code], together(months)) for code, months in of_child.items()]
    return [*rows[:2], *sorted(rows[2:], key=lambda row: (-row.month.total, row.office.code))]


def causes_of(office: Office, first_month: date) -> list[Cause]:
    """Return the ten most frequent topics by kind of office in the quarter that begins with a month (R54). One question."""
    start, _ = month_bounds(first_month)
    last = date(first_month.year + (first_month.month + 1) // DECEMBER, (first_month.month + 1) % DECEMBER + 1, 1)
    parameters = {**_paths(office), "start": start, "end": _midnight(last)}
    with connection.cursor() as cursor:
        cursor.execute(_CAUSES, parameters)
        return [Cause(*row) for row in cursor.fetchall()]


def _count(office: Office, month: date) -> dict[str, Month]:
    start, end = month_bounds(month)
    parameters = {**_paths(office), "start": start, "end": end}
    months: dict[str, Month] = defaultdict(Month)
    with connection.cursor() as cursor:
        for statement, names in (
            (_CASES, _CASE_NAMES), (_SENT_ON, ("sent_on",)), (_EXTENDED, ("extended",)), (_APPEALS, _APPEAL_NAMES),
            (_HELPED, ("conventional",)),
        ):  # fmt: skip
            cursor.execute(statement, parameters)
            for code, *values in cursor.fetchall():
                for name, value in zip(names, values, strict=True):
                    setattr(months[code], name, value)
    for counts in months.values():
        counts.online = max(0, counts.online - counts.conventional)
    return dict(months)


def _child_above(office: Office, below: dict[str, Office]) -> str:
    """Return which of some offices stands above an office, or is it; "" for the office of the report itself."""
    codes = [code for path in (office.line_path, office.territory_path) for code in path.split("/") if code]
    return next((code for code in codes if code in below), "")


def _paths(office: Office) -> dict[str, Any]:
    return {"line": f"{office.line_path}%", "territory": f"{office.territory_path}%"}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
