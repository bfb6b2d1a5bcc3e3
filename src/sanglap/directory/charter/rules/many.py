"""The same counting for a million cases at once, with numpy: when the calendar changes, every open case is counted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sanglap.directory.charter.rules.calendars import DAYS, FIRST_YEAR, LAST_YEAR, UnableToCount
from sanglap.directory.charter.rules.clocks import Unit
from sanglap.directory.charter.rules.dues import due_at
from sanglap.directory.charter.rules.moments import HOUR, MINUTE, SECOND, to_microseconds, to_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from sanglap.directory.charter.rules.calendars import Calendar
    from sanglap.directory.charter.rules.clocks import ClockRule

    Moments = NDArray[np.datetime64]


def due_many(clock: ClockRule, calendar: Calendar, started_at: Moments | Sequence[datetime]) -> Moments:
    """Return when a clock falls due for each beginning, as ``datetime64[us]`` in UTC, without pauses and extensions.

    Equal to :func:`due_at` for each one; the few cases with pauses are counted there. Raises :class:`UnableToCount`.
    """
    starts = _microseconds(started_at)
    if clock.unit in {Unit.HOURS, Unit.MINUTES}:
        dues = starts + clock.amount * (HOUR if clock.unit == Unit.HOURS else MINUTE)
    elif clock.unit == Unit.WORKING_DAYS:
        dues = _working_days_later(calendar, starts, clock.amount)
    elif clock.unit == Unit.WORKING_HOURS:
        dues = _working_hours_later(calendar, starts, clock.amount)
    else:
        dues = _each_day_once(clock, calendar, starts)
    return dues.astype("datetime64[us]")


def working_seconds_many(
    calendar: Calendar, starts: Moments | Sequence[datetime], ends: Moments | Sequence[datetime]
) -> NDArray[np.float64]:
    """Return the office time between each pair of moments in seconds; 0 when the clock was set back between them."""
    passed = _open_until(calendar, _microseconds(ends)) - _open_until(calendar, _microseconds(starts))
    seconds: NDArray[np.float64] = np.maximum(passed, 0) / SECOND
    return seconds


def _microseconds(moments: Moments | Sequence[datetime]) -> NDArray[np.int64]:
    if isinstance(moments, np.ndarray):
        return moments.astype("datetime64[us]").astype(np.int64)
    return np.fromiter((to_microseconds(moment) for moment in moments), np.int64, len(moments))


def _days_of(calendar: Calendar, moments: NDArray[np.int64]) -> NDArray[np.intp]:
    places = np.searchsorted(np.array(calendar.table.midnights), moments, side="right") - 1
    if places.size and (places.min() < 0 or places.max() >= DAYS):
        raise UnableToCount(_BEYOND)
    return places


def _working_days_later(calendar: Calendar, starts: NDArray[np.int64], days: int) -> NDArray[np.int64]:
    table = calendar.table
    places = np.array(table.worked_before)[_days_of(calendar, starts) + 1] + days - 1
    if days < 1 or (places.size and places.max() >= len(table.days)):
        raise UnableToCount(_BEYOND)
    closes: NDArray[np.int64] = np.array(table.closes)[places]
    return closes


def _working_hours_later(calendar: Calendar, starts: NDArray[np.int64], hours: int) -> NDArray[np.int64]:
    table = calendar.table
    passed = _open_until(calendar, starts) + hours * HOUR
    open_before = np.array(table.open_before)
    days = np.maximum(0, np.searchsorted(open_before, passed, side="left") - 1)
    if days.size and days.max() >= len(table.days):
        raise UnableToCount(_BEYOND)
    moments: NDArray[np.int64] = np.array(table.opens)[days] + passed - open_before[days]
    return moments


def _open_until(calendar: Calendar, moments: NDArray[np.int64]) -> NDArray[np.int64]:
    _days_of(calendar, moments)
    table = calendar.table
    opens = np.array(table.opens)
    days = np.searchsorted(opens, moments, side="right") - 1
    known = np.maximum(days, 0)
    today = np.minimum(moments, np.array(table.closes)[known]) - opens[known]
    return np.where(days < 0, 0, np.array(table.open_before)[known] + today)


def _each_day_once(clock: ClockRule, calendar: Calendar, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days and months end with a day whatever the hour they began at: count each day that occurs once."""
    days, of_each = np.unique(_days_of(calendar, starts), return_inverse=True)
    begins = (to_moment(calendar.table.midnights[day]) for day in days)
    ends = np.array([to_microseconds(due_at(calendar, clock.amount, clock.unit, begin)) for begin in begins], np.int64)
    return ends[of_each]


_BEYOND = f"A calendar knows {FIRST_YEAR}–{LAST_YEAR}; a start or an end lies outside."
