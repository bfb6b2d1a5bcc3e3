"""Adding and subtracting working time.

Days are counted as the Bangladesh grievance guideline does (2015, rev. 2018, 7.4.1): the day of filing is not counted,
every working day after it is, and the promise ends with office hours of the last one. Filed on a Sunday with thirty
working days, it is due on a Sunday six weeks later. A filing at night, at the weekend or on a holiday is filed on that
day all the same; the next working day is the first that counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sanglap.directory.charter.rules.calendars import FIRST_YEAR, LAST_YEAR, UnableToCount
from sanglap.directory.charter.rules.moments import HOUR, to_microseconds, to_moment

if TYPE_CHECKING:
    from sanglap.directory.charter.rules.calendars import Calendar, WorkingTable


def add_working_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """Return the end of office hours on the ``days``-th working day after the day of ``start``.

    Raises :class:`UnableToCount` for less than one day and beyond the years the calendar knows.
    """
    table = calendar.table
    place = table.worked_before[table.day_of(to_microseconds(start)) + 1] + days - 1
    if days < 1 or place >= len(table.days):
        raise UnableToCount(_beyond(f"{days} working days after {start:%Y-%m-%d}"))
    return to_moment(table.closes[place])


def add_working_hours(calendar: Calendar, start: datetime, hours: float) -> datetime:
    """Return the moment at which so many hours of office time have passed. Raises :class:`UnableToCount`."""
    if hours < 0:
        raise UnableToCount(_beyond(f"{hours} working hours after {start:%Y-%m-%d}"))
    table = calendar.table
    return to_moment(moment_of_open(table, open_until(table, to_microseconds(start)) + round(hours * HOUR)))


def add_hours(start: datetime, hours: float) -> datetime:
    """Return the moment so many hours later, by day and night, at weekends too (clocks of danger: K0, K1)."""
    return start + timedelta(microseconds=round(hours * HOUR))


def working_days_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return how many working days after the day of ``start`` have begun by ``end``; negative when reversed."""
    table = calendar.table
    first, last = (table.day_of(to_microseconds(moment)) + 1 for moment in (start, end))
    return table.worked_before[last] - table.worked_before[first]


def working_time_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Return how much office time lies between two moments; none when the clock was set back between them."""
    table = calendar.table
    passed = open_until(table, to_microseconds(end)) - open_until(table, to_microseconds(start))
    return timedelta(microseconds=max(0, passed))


def working_seconds_between(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Return the office time between two moments in seconds; 0 when the clock was set back between them."""
    return working_time_between(calendar, start, end).total_seconds()


def open_until(table: WorkingTable, moment: int) -> int:
    """Return how many microseconds offices have been open before a moment, since the calendar begins."""
    table.day_of(moment)  # refuses moments outside of the calendar
    day = bisect_right(table.opens, moment) - 1
    return 0 if day < 0 else table.open_before[day] + min(moment, table.closes[day]) - table.opens[day]


def moment_of_open(table: WorkingTable, passed: int) -> int:
    """Return the first moment before which offices have been open so long: a full day ends at closing, not at dawn."""
    day = max(0, bisect_left(table.open_before, passed) - 1)
    if day >= len(table.days):
        raise UnableToCount(_beyond("The end of this clock"))
    return table.opens[day] + passed - table.open_before[day]


def office_days_until(table: WorkingTable, moment: int) -> int:
    """Return how many office days are over at a moment, in ``table.parts`` of a day: a short day of Ramadan is one too."""
    table.day_of(moment)
    day = bisect_right(table.opens, moment) - 1
    if day < 0:
        return 0
    opens, closes = table.opens[day], table.closes[day]
    return day * table.parts + (min(moment, closes) - opens) * (table.parts // (closes - opens))


def moment_of_office_days(table: WorkingTable, parts: int) -> int:
    """Return the first moment at which so many parts of office days are over."""
    day = max(0, -(-parts // table.parts) - 1)
    if day >= len(table.days):
        raise UnableToCount(_beyond("The end of this clock"))
    opens, closes = table.opens[day], table.closes[day]
    return opens - (day * table.parts - parts) * (closes - opens) // table.parts  # rounded up to the microsecond


def _beyond(what: str) -> str:
    return f"{what} cannot be counted; a calendar knows {FIRST_YEAR}–{LAST_YEAR}."
