"""Questions to the counters. None reads a case; none costs more when there are more cases. One or two queries each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.journey.tallies.figures import Compared, Figures, Period, last_days
from sanglap.journey.tallies.rules import ALL_TOPICS, BUCKETS, MEASURES, NO_TOPIC, STANDING_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAYS_ON_PUBLIC_PAGES = 90
Tree = Literal["line", "territory"]
_TIMES = ("first_answer_times", "resolution_times")


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of a period."""

    day: date
    figures: Figures


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """One topic; None for cases whose topic nobody has named yet."""

    topic: Topic | None
    compared: Compared


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office with all below it."""

    office: Office
    compared: Compared


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What an office's public page says of its last ninety days, the offices below it included."""

    received: int
    reply_rate: float | None
    confirmed: int
    median_first_answer: timedelta | None
    last_answered_on: date | None


def summary(office_code: str, period: Period) -> Compared:
    """Return an office's figures, everything below it included, medians of both periods. One query."""
    found = Compared()
    for _, whence, figures in _sums("scope", [office_code], [ALL_TOPICS], period, times=_TIMES, times_before=True):
        _put(found, whence, figures)
    return found


def by_offices(office_codes: Iterable[str], period: Period) -> dict[str, Compared]:
    """Return the figures of several offices, with the median first answer of the present period. One query."""
    codes = sorted(set(office_codes))
    found: dict[str, Compared] = defaultdict(Compared)
    for code, when, figures in _sums("scope", codes, [ALL_TOPICS], period, times=_TIMES[:1]):
        _put(found[code], when, figures)
    return {code: found[code] for code in codes}


def by_child(office: Office, tree: Tree, period: Period) -> list[OfficeFigures]:
    """Return the figures of the offices directly below, by name. Two queries.

    An office's figures hold both its trees, so the sum over children may be more than their parent's.
    """
    parent = {"line_parent": office} if tree == "line" else {"coordinator": office}
    children = list(Office.objects.filter(is_active=True, **parent).select_related("area", "type").order_by("type_id", "name_en"))
    figures = by_offices([child.code for child in children], period)
    return [OfficeFigures(child, figures[child.code]) for child in children]


def by_topic(office_code: str, period: Period) -> list[TopicFigures]:
    """Return the figures of each topic that has any, the most received first. Two queries."""
    topics = {topic.code: topic for topic in Topic.objects.all()}
    found: dict[str, Compared] = defaultdict(Compared)
    for code, when, figures in _sums("topic", [office_code], [*topics, NO_TOPIC], period):
        _put(found[code], when, figures)
    rows = [TopicFigures(topics.get(code), compared) for code, compared in found.items()]
    rows = [row for row in rows if row.compared.now["received"] or row.compared.before["received"] or row.compared.now["open"]]
    return sorted(rows, key=lambda row: (-row.compared.now["received"], -row.compared.now["open"]))


def by_day(office_code: str, period: Period) -> list[DayFigures]:
    """Return every day of the period, the empty ones too. One query."""
    found = {
        day: figures for day, when, figures in _sums("day", [office_code], [ALL_TOPICS], period, with_before=False) if when == "now"
    }
    days = [period.since + timedelta(days=number) for number in range(period.days)]
    return [DayFigures(day, found.get(day, Figures())) for day in days]


def by_area(offices_of_areas: dict[str, Sequence[str]], period: Period) -> dict[str, Compared]:
    """Return the figures of areas, each the sum of the offices that stand for it. One query."""
    figures = by_offices([code for codes in offices_of_areas.values() for code in codes], period)
    return {area: added(figures[code] for code in codes) for area, codes in offices_of_areas.items()}


def public_record(office: Office, *, now: datetime) -> PublicRecord:
    """Return what everybody may know about an office. One query."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE_OF_PEOPLE)).date()
    period, found = last_days(DAYS_ON_PUBLIC_PAGES, today), Compared()
    for _, whence, sums in _sums("scope", [office.code], [ALL_TOPICS], period, times=_TIMES[:1], with_before=False):
        _put(found, whence, sums)
    figures = found.now
    return PublicRecord(
        received=figures["received"],
        reply_rate=figures.reply_rate,
        confirmed=figures["confirmed"],
        median_first_answer=figures.first_answer_median,
        last_answered_on=figures.last_answered_on,
    )


def added(several: Iterable[Compared]) -> Compared:
    """Return the sum of several."""
    total = Compared()
    for one in several:
        _add(total.now, one.now)
        _add(total.before, one.before)
    return total


def _sums(
    by: Literal["scope", "topic", "day"],
    scopes: Sequence[str],
    topics: Sequence[str],
    period: Period,
    *,
    times: Sequence[str] = (),
    times_before: bool = False,
    with_before: bool = True,
) -> list[tuple[Any, str, Figures]]:
    """Return sums by ``by`` and by "standing", "now" and "before". Durations cost most, so they are asked for by name."""
    chosen = [f"sum({name})" for name in MEASURES]
    chosen.append("max(day) FILTER (WHERE answered > 0)")
    chosen += [f"sum({name}[{bucket}])" for name in times for bucket in range(1, BUCKETS + 1)]
    taken = [*MEASURES, *(f"CASE WHEN day >= %(times_since)s THEN {name} END AS {name}" for name in times)]
    columns = f"scope, topic, day, {', '.join(taken)}"
    sql = f"""
        SELECT {by}, CASE WHEN day = %(standing)s THEN 'standing' WHEN day < %(since)s THEN 'before' ELSE 'now' END AS whence,
               {", ".join(chosen)}
          FROM (SELECT {columns} FROM tallies_tally
                 WHERE scope = ANY(%(scopes)s) AND topic = ANY(%(topics)s) AND day BETWEEN %(first)s AND %(last)s
                 UNION ALL
                SELECT {columns} FROM tallies_tally
                 WHERE scope = ANY(%(scopes)s) AND topic = ANY(%(topics)s) AND day = %(standing)s) AS t
         GROUP BY 1, 2
    """  # noqa: S608 – names of columns
    values: dict[str, Any] = {
        "scopes": list(scopes),
        "topics": list(topics),
        "standing": STANDING_DAY,
        "since": period.since,
        "first": period.before.since if with_before else period.since,
        "last": period.until,
        "times_since": period.before.since if times_before else period.since,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(row[0], row[1], _figures(row[2:])) for row in cursor.fetchall()]


def _figures(values: Sequence[Any]) -> Figures:
    counts = {name: value for name, value in zip(MEASURES, values, strict=False) if value}
    times = [value or 0 for value in values[len(MEASURES) + 1 :]]
    figures = Figures(counts, last_answered_on=values[len(MEASURES)])
    if times:
        figures.first_answer_times = times[:BUCKETS]
        figures.resolution_times = times[BUCKETS:] or [0] * BUCKETS
    return figures


def _put(compared: Compared, whence: str, figures: Figures) -> None:
    """Put a sum where it belongs; what stands now is part of the present."""
    if whence == "before":
        compared.before = figures
    else:
        _add(compared.now, figures)


def _add(total: Figures, more: Figures) -> None:
    for name, value in more.counts.items():
        total.counts[name] = total.counts.get(name, 0) + value
    total.first_answer_times = [a + b for a, b in zip(total.first_answer_times, more.first_answer_times, strict=True)]
    total.resolution_times = [a + b for a, b in zip(total.resolution_times, more.resolution_times, strict=True)]
    total.last_answered_on = max((day for day in (total.last_answered_on, more.last_answered_on) if day), default=None)
