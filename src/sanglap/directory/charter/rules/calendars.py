"""Which days are worked, from when until when: a country's calendar and the tables that make counting a look-up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from math import lcm
from zoneinfo import ZoneInfo

from sanglap.directory.charter.rules.moments import DAY, MICROSECOND, to_microseconds, to_moment

FIRST_YEAR, LAST_YEAR = 2010, 2045
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
DAYS = date(LAST_YEAR, 12, 31).toordinal() - FIRST_DAY + 1


class UnableToCount(ValueError):
    """The unit is unknown, hours make no sense, or the moment lies outside of the years a calendar knows."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours between two days, both included; ``last_day`` None means until further notice."""

    opens: time
    closes: time
    first_day: date
    last_day: date | None

    def __post_init__(self) -> None:
        """Refuse hours in which nobody works. Raises :class:`UnableToCount`."""
        if self.opens >= self.closes:
            message = f"An office that opens at {self.opens} cannot close at {self.closes}."
            raise UnableToCount(message)

    def holds(self, day: date) -> bool:
        """Tell whether these hours are in force on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def length(self) -> timedelta:
        """Return how long they are in force; the narrowest period wins (Ramadan inside the year)."""
        return (self.last_day or date.max) - self.first_day


NINE_TO_FIVE = Hours(time(9), time(17), date(FIRST_YEAR, 1, 1), None)


@dataclass(frozen=True, slots=True)
class WorkingTable:
    """Every day and every working day of a calendar, in order. Positions are plain integers, moments microseconds.

    ``midnights[i]`` begins day ``i``; ``worked_before[i]`` counts the working days before it. Working day ``k`` is day
    ``days[k]``, open from ``opens[k]`` to ``closes[k]``, after ``open_before[k]`` microseconds of earlier office time.
    ``parts`` make one office day, long or short: a number that every length divides, so that no part is ever rounded.
    """

    midnights: tuple[int, ...]
    worked_before: tuple[int, ...]
    days: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    open_before: tuple[int, ...]
    parts: int

    def day_of(self, moment: int) -> int:
        """Return the place of the local day that holds a moment. Raises :class:`UnableToCount`."""
        place = bisect_right(self.midnights, moment) - 1
        if not 0 <= place < DAYS:
            message = f"{to_moment(moment):%Y-%m-%d} is outside of {FIRST_YEAR}–{LAST_YEAR}, the years a calendar knows."
            raise UnableToCount(message)
        return place


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, from when until when. Made once per version of the country's data, and never changed.

    Two calendars are equal when all their parts are; ``version`` names them, and makes them quick to look up.
    """

    zone: str
    weekend: frozenset[int]  # ISO weekdays, Monday is 1
    holidays: frozenset[date] = frozenset()
    worked_anyway: frozenset[date] = frozenset()  # weekend days worked in exchange
    hours: tuple[Hours, ...] = (NINE_TO_FIVE,)
    version: int = 1

    def __hash__(self) -> int:
        """Use zone and version: holidays by the hundred need not be looked at."""
        return hash((self.zone, self.version))

    @cached_property
    def tz(self) -> ZoneInfo:
        """The country's time zone."""
        return ZoneInfo(self.zone)

    @cached_property
    def table(self) -> WorkingTable:
        """All working days of the known years, counted once (a few milliseconds); then counting is a look-up."""
        return _table(self)

    def is_worked(self, day: date) -> bool:
        """Tell whether offices work on a day. A day worked in exchange is worked whatever else it is."""
        if day in self.worked_anyway:
            return True
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def hours_on(self, day: date) -> tuple[time, time]:
        """Return when offices open and close on a day; of several hours in force, those of the narrowest period."""
        best = min((one for one in self.hours if one.holds(day)), key=Hours.length, default=self.hours[0])
        return best.opens, best.closes

    def opening(self, day: date) -> datetime:
        """Return the moment in UTC at which offices open on a day."""
        return datetime.combine(day, self.hours_on(day)[0], self.tz).astimezone(UTC)

    def closing(self, day: date) -> datetime:
        """Return the moment in UTC at which offices close on a day."""
        return datetime.combine(day, self.hours_on(day)[1], self.tz).astimezone(UTC)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether offices are open at a moment; the moment of closing is no longer open."""
        local = moment.astimezone(self.tz)
        opens, closes = self.hours_on(local.date())
        return self.is_worked(local.date()) and opens <= local.time() < closes


@lru_cache(maxsize=8)
def _midnights(zone: str) -> tuple[int, ...]:
    """Return the beginning of every known day, and of the one after the last."""
    tz = ZoneInfo(zone)
    days = (datetime.combine(date.fromordinal(FIRST_DAY + place), time(), tz) for place in range(DAYS + 1))
    return tuple(to_microseconds(day.astimezone(UTC)) for day in days)


def _table(calendar: Calendar) -> WorkingTable:
    midnights = _midnights(calendar.zone)
    dates = [date.fromordinal(FIRST_DAY + place) for place in range(DAYS)]
    worked = [calendar.is_worked(day) for day in dates]
    days = tuple(place for place, is_worked in enumerate(worked) if is_worked)
    opens, closes = [], []
    for place in days:
        begin, end = _office_day(calendar, dates[place], midnights[place], midnights[place + 1])
        opens.append(begin)
        closes.append(end)
    lengths = [end - begin for begin, end in zip(opens, closes, strict=True)]
    return WorkingTable(
        midnights=midnights,
        worked_before=tuple(accumulate(worked, initial=0)),
        days=days,
        opens=tuple(opens),
        closes=tuple(closes),
        open_before=tuple(accumulate(lengths, initial=0)),
        parts=lcm(*set(lengths)),
    )


def _office_day(calendar: Calendar, day: date, midnight: int, next_midnight: int) -> tuple[int, int]:
    if next_midnight - midnight != DAY:  # clocks go forward or back that day: only the time zone knows
        return to_microseconds(calendar.opening(day)), to_microseconds(calendar.closing(day))
    opens, closes = calendar.hours_on(day)
    return midnight + _since_midnight(opens), midnight + _since_midnight(closes)


@lru_cache(maxsize=64)
def _since_midnight(at: time) -> int:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond) // MICROSECOND
