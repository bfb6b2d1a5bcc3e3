"""Working time: when a promise falls due, in a country's own weekends, holidays and office hours.

Days are counted as the Bangladesh grievance guideline does (7.4.1): the day of filing is not counted, every working
day after it is, and the promise ends with office hours of the last one. Something filed on a Sunday with thirty working
days is due on a Sunday six weeks later. All moments are passed in; nothing here reads a clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2015, 2040
STAGES = (50, 80, 100)  # percent of a clock at which the next rung of the ladder is told (R22)


class UnableToCount(ValueError):
    """The unit is unknown, or the moment lies outside of the years the calendar knows."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours between two days, both included; ``last_day`` None means until further notice."""

    opens: time
    closes: time
    first_day: date
    last_day: date | None

    def holds(self, day: date) -> bool:
        """Tell whether these hours are in force on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def length(self) -> timedelta:
        """Return how long they are in force; the narrowest period wins (Ramadan inside the year)."""
        return (self.last_day or date.max) - self.first_day


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, from when until when. Made once per version of the country's data."""

    zone: str
    weekend: frozenset[int]  # ISO weekdays, Monday is 1
    holidays: frozenset[date] = frozenset()
    worked_anyway: frozenset[date] = frozenset()  # weekend days worked in exchange
    hours: tuple[Hours, ...] = (Hours(time(9), time(17), date(FIRST_YEAR, 1, 1), None),)
    version: int = 1
    _hours_by_day: dict[date, tuple[time, time]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def working_days(self) -> list[date]:
        """Every working day the calendar knows, in order: counting is looking up a place in this list."""
        day, last, days = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), []
        while day <= last:
            if self.is_worked(day):
                days.append(day)
            day += timedelta(days=1)
        return days

    @cached_property
    def tz(self) -> ZoneInfo:
        """The country's time zone."""
        return ZoneInfo(self.zone)

    def is_worked(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        if day in self.worked_anyway:
            return True
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def hours_on(self, day: date) -> tuple[time, time]:
        """Return when offices open and close on a day."""
        known = self._hours_by_day.get(day)
        if known is None:
            in_force = [one for one in self.hours if one.holds(day)]
            best = min(in_force, key=Hours.length, default=self.hours[0])
            known = self._hours_by_day[day] = (best.opens, best.closes)
        return known

    def closing(self, day: date) -> datetime:
        """Return the moment in UTC at which offices close on a day."""
        return datetime.combine(day, self.hours_on(day)[1], self.tz).astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """Return the moment in UTC at which offices open on a day."""
        return datetime.combine(day, self.hours_on(day)[0], self.tz).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a clock stood still; ``end`` None while it still does."""

    begin: datetime
    end: datetime | None


def add_working_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """Return the end of office hours on the ``days``-th working day after the day of ``start``."""
    local = start.astimezone(calendar.tz).date()
    place = bisect_left(calendar.working_days, local + timedelta(days=1)) + days - 1
    if days < 1 or place >= len(calendar.working_days) or local.year < FIRST_YEAR:
        message = f"{days} working days from {local} cannot be counted."
        raise UnableToCount(message)
    return calendar.closing(calendar.working_days[place])


def working_days_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return how many working days after the day of ``start`` are over or begun by ``end``; negative when reversed."""
    first, last = (moment.astimezone(calendar.tz).date() + timedelta(days=1) for moment in (start, end))
    return bisect_left(calendar.working_days, last) - bisect_left(calendar.working_days, first)


def working_time_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Return how much office time lies between two moments."""
    if end <= start:
        return timedelta(0)
    total = timedelta(0)
    first, last = start.astimezone(calendar.tz).date(), end.astimezone(calendar.tz).date()
    for place in range(bisect_left(calendar.working_days, first), len(calendar.working_days)):
        day = calendar.working_days[place]
        if day > last:
            break
        total += max(timedelta(0), min(end, calendar.closing(day)) - max(start, calendar.opening(day)))
    return total


def add_working_hours(calendar: Calendar, start: datetime, hours: float) -> datetime:
    """Return the moment at which so many hours of office time have passed."""
    left = timedelta(hours=hours)
    for place in range(bisect_left(calendar.working_days, start.astimezone(calendar.tz).date()), len(calendar.working_days)):
        day = calendar.working_days[place]
        begin, end = max(start, calendar.opening(day)), calendar.closing(day)
        if end > begin:
            if left <= end - begin:
                return begin + left
            left -= end - begin
    message = "So many hours are beyond the calendar."
    raise UnableToCount(message)


def due_at(calendar: Calendar, amount: int, unit: str, started_at: datetime, pauses: Sequence[Pause] = ()) -> datetime:
    """Return when a clock of ``amount`` ``unit`` that started then falls due.

    Pauses move the date by the time they took: whole working days for clocks in working days, as the guideline counts;
    the very time for clocks in hours. Units: working_days, working_hours, days, hours, minutes, months.
    """
    due = _unpaused(calendar, amount, unit, started_at)
    for pause in sorted((one for one in pauses if one.end), key=lambda one: one.begin):
        end = pause.end or pause.begin
        if pause.begin >= due:
            continue
        if unit == "working_days":
            lost = working_days_between(calendar, pause.begin, end)
            due = add_working_days(calendar, due, lost) if lost else due
        elif unit == "working_hours":
            due = add_working_hours(calendar, due, working_time_between(calendar, pause.begin, end) / timedelta(hours=1))
        else:
            due += end - pause.begin
    return due


def _unpaused(calendar: Calendar, amount: int, unit: str, started_at: datetime) -> datetime:
    if unit == "working_days":
        return add_working_days(calendar, started_at, amount)
    if unit == "working_hours":
        return add_working_hours(calendar, started_at, amount)
    if unit == "hours":
        return started_at + timedelta(hours=amount)
    if unit == "minutes":
        return started_at + timedelta(minutes=amount)
    if unit == "days":
        return started_at + timedelta(days=amount)
    if unit == "months":
        return _add_months(started_at, amount, calendar)
    message = f"A clock cannot be counted in {unit!r}."
    raise UnableToCount(message)


def _add_months(start: datetime, months: int, calendar: Calendar) -> datetime:
    local = start.astimezone(calendar.tz)
    month = local.month - 1 + months
    year, month = local.year + month // 12, month % 12 + 1
    for day in range(local.day, local.day - 4, -1):
        try:
            return local.replace(year=year, month=month, day=day).astimezone(UTC)
        except ValueError:
            continue  # the 31st of a shorter month is its last day
    message = "This month cannot be counted."
    raise UnableToCount(message)


def stage_moment(calendar: Calendar, started_at: datetime, due: datetime, percent: int, unit: str) -> datetime:
    """Return when ``percent`` of the time between start and due has passed: working time for working clocks."""
    if percent >= 100:  # noqa: PLR2004 – percent
        return due
    if unit in {"working_days", "working_hours"}:
        whole = working_time_between(calendar, started_at, due)
        return add_working_hours(calendar, started_at, whole / timedelta(hours=1) * percent / 100)
    return started_at + (due - started_at) * percent / 100


@dataclass(frozen=True, slots=True)
class ClockVersion:
    """A time limit as it stands between two days, with the paragraph it comes from."""

    code: str
    amount: int
    unit: str
    valid_from: date
    valid_to: date | None
    id: object = None
    paragraph: str = ""


class NoClock(LookupError):
    """No version of this clock is in force on that day."""


def clock_in_force(versions: Iterable[ClockVersion], code: str, on: date) -> ClockVersion:
    """Return the version in force on a day. Raises :class:`NoClock`."""
    for version in versions:
        if version.code == code and version.valid_from <= on and (version.valid_to is None or on <= version.valid_to):
            return version
    message = f"No clock {code} is in force on {on}."
    raise NoClock(message)
