"""When a promise falls due: started, paused with a reason, extended once, counted again when the calendar changes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sanglap.directory.charter.rules.calendars import DAYS, FIRST_DAY, UnableToCount
from sanglap.directory.charter.rules.clocks import Unit
from sanglap.directory.charter.rules.counting import (
    add_working_days,
    moment_of_office_days,
    moment_of_open,
    office_days_until,
    open_until,
)
from sanglap.directory.charter.rules.moments import HOUR, MINUTE, SECOND, to_microseconds, to_moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sanglap.directory.charter.rules.calendars import Calendar, WorkingTable
    from sanglap.directory.charter.rules.clocks import ClockRule

STAGES = (50, 80, 100)  # percent of a clock at which the next rung of the ladder is told (R22)
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a clock stood still, and why; ``end`` None while it still does."""

    begin: datetime
    end: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, given once and with a public reason: so many more of the clock's own units (7.4.1 ক: 10 for an inquiry)."""

    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A running promise: ``first_at`` is what was promised first and never changes, ``at`` is what holds now."""

    clock: ClockRule
    calendar: Calendar
    started_at: datetime
    first_at: datetime
    at: datetime
    pauses: tuple[Pause, ...] = ()  # ended ones, in order, none overlapping another
    extension: Extension | None = None
    paused_since: datetime | None = None  # while the clock stands still

    @property
    def has_moved(self) -> bool:
        """Tell whether the date is another than the one promised first."""
        return self.at != self.first_at

    def stage_at(self, percent: int) -> datetime:
        """Return when so many percent of the clock have run, pauses not counted; 100 is :attr:`at`."""
        if percent >= WHOLE:
            return self.at
        axis = _Axis(self.calendar, self.clock.unit)
        start = axis.position(to_microseconds(self.started_at))
        end = _unpaused(self.calendar, _amount(self.clock, self.extension), self.clock.unit, self.started_at)
        whole = axis.position(to_microseconds(end)) - start
        target = start - whole * percent // -WHOLE  # rounded up
        return to_moment(axis.moment(_later(axis, start, target, self.pauses)))

    def next_stage(self, after: int = 0) -> tuple[int, datetime] | None:
        """Return the next stage above ``after`` with its moment; None when none is left or the clock stands still."""
        if self.paused_since is not None:
            return None
        stage = next((one for one in STAGES if one > after), None)
        return None if stage is None else (stage, self.stage_at(stage))

    def stage_reached(self, now: datetime) -> int:
        """Return the last stage that is over: 0, 50, 80 or 100."""
        return max((stage for stage in STAGES if self.stage_at(stage) <= now), default=0)


@dataclass(frozen=True, slots=True)
class Moved:
    """One promise counted with two calendars. Whoever tells the citizen has both dates."""

    before: Due
    after: Due

    @property
    def has_moved(self) -> bool:
        """Tell whether the new calendar gives another moment."""
        return self.before.at != self.after.at


def due_at(calendar: Calendar, amount: int, unit: str, started_at: datetime, pauses: Sequence[Pause] = ()) -> datetime:
    """Return when ``amount`` ``unit`` that began then are over; see :func:`promise_of` for how they are counted."""
    return _paused(calendar, amount, unit, started_at, _in_order(pauses, None))


def promise_of(
    clock: ClockRule,
    calendar: Calendar,
    started_at: datetime,
    pauses: Sequence[Pause] = (),
    *,
    extension: Extension | None = None,
    first_at: datetime | None = None,
    now: datetime | None = None,
) -> Due:
    """Return the promise of a clock that started then: its date, the first date, its stages.

    Clocks in working days end with office hours of the last day, clocks in days or months at the end of the last day,
    clocks in hours and minutes at the very moment. A pause gives back exactly the time it took, in the clock's own
    unit: office time for working clocks (half an office day is half a day, in Ramadan too), hours of any kind for
    others. Pauses that lie before the start, after the due moment or backwards give nothing back.

    ``first_at`` is the date promised first, where it is on record; else it is counted here, with this calendar.
    A pause without an end counts until ``now``; without ``now`` the answer is the date if the clock went on at once.

    Raises :class:`UnableToCount` for an unknown unit and beyond the years the calendar knows.
    """
    promised = _unpaused(calendar, clock.amount, clock.unit, started_at)
    if not pauses and extension is None:
        return Due(clock, calendar, started_at, first_at or promised, promised)
    ended = _in_order(pauses, now)
    return Due(
        clock,
        calendar,
        started_at,
        first_at or promised,
        _paused(calendar, _amount(clock, extension), clock.unit, started_at, ended),
        ended,
        extension,
        min((pause.begin for pause in pauses if pause.end is None), default=None),
    )


def recount(due: Due, calendar: Calendar) -> Moved:
    """Return a promise before and after a change of the calendar; what was promised first stays on record."""
    at = _paused(calendar, _amount(due.clock, due.extension), due.clock.unit, due.started_at, due.pauses)
    return Moved(due, replace(due, calendar=calendar, at=at))


def stage_moment(calendar: Calendar, started_at: datetime, due: datetime, percent: int, unit: str) -> datetime:
    """Return when so many percent of the time between two moments have run, in the clock's own time.

    For a clock known by its two ends only; :meth:`Due.stage_at` also knows its pauses.
    """
    if percent >= WHOLE:
        return due
    axis = _Axis(calendar, unit)
    start, end = (axis.position(to_microseconds(moment)) for moment in (started_at, due))
    return max(started_at, to_moment(axis.moment(start - (end - start) * percent // -WHOLE)))


def _amount(clock: ClockRule, extension: Extension | None) -> int:
    return clock.amount + (extension.amount if extension else 0)


def _paused(calendar: Calendar, amount: int, unit: str, started_at: datetime, pauses: tuple[Pause, ...]) -> datetime:
    unpaused = _unpaused(calendar, amount, unit, started_at)
    if not pauses:
        return unpaused
    axis = _Axis(calendar, unit)
    start, target = (axis.position(to_microseconds(moment)) for moment in (started_at, unpaused))
    later = _later(axis, start, target, pauses)
    return unpaused if later == target else to_moment(axis.moment(later))


def _unpaused(calendar: Calendar, amount: int, unit: str, started_at: datetime) -> datetime:
    if unit == Unit.WORKING_DAYS:
        return add_working_days(calendar, started_at, amount)
    if amount < 0:
        message = f"A clock cannot run for {amount} {unit}."
        raise UnableToCount(message)
    start, table = to_microseconds(started_at), calendar.table
    if unit == Unit.WORKING_HOURS:
        return to_moment(moment_of_open(table, open_until(table, start) + amount * HOUR))
    if unit in {Unit.HOURS, Unit.MINUTES}:
        return to_moment(start + amount * (HOUR if unit == Unit.HOURS else MINUTE))
    if unit == Unit.DAYS:
        return _end_of_day(table, table.day_of(start) + amount)
    if unit == Unit.MONTHS:
        return _end_of_day(table, _months_later(table.day_of(start), amount))
    message = f"A clock cannot be counted in {unit!r}."
    raise UnableToCount(message)


def _end_of_day(table: WorkingTable, day: int) -> datetime:
    if not 0 <= day < DAYS:
        message = "The end of this clock is beyond the years a calendar knows."
        raise UnableToCount(message)
    return to_moment(table.midnights[day + 1] - SECOND)  # 23:59:59: shown, it is still that day


def _months_later(place: int, months: int) -> int:
    """Return the same day of a later month, or that month's last: a month from 31 January ends in February."""
    day = date.fromordinal(FIRST_DAY + place)
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last)).toordinal() - FIRST_DAY


@dataclass(frozen=True, slots=True)
class _Axis:
    """What a clock counts along: office days, office time or all time. Positions never go back as moments go on."""

    calendar: Calendar
    unit: str

    def position(self, moment: int) -> int:
        if self.unit == Unit.WORKING_DAYS:
            return office_days_until(self.calendar.table, moment)
        return open_until(self.calendar.table, moment) if self.unit == Unit.WORKING_HOURS else moment

    def moment(self, position: int) -> int:
        if self.unit == Unit.WORKING_DAYS:
            return moment_of_office_days(self.calendar.table, position)
        return moment_of_open(self.calendar.table, position) if self.unit == Unit.WORKING_HOURS else position


def _later(axis: _Axis, start: int, target: int, pauses: tuple[Pause, ...]) -> int:
    """Return the target moved by every pause that begins before it is reached."""
    for pause in pauses:
        begin = max(start, axis.position(to_microseconds(pause.begin)))
        if begin >= target:
            break
        target += max(0, axis.position(to_microseconds(pause.end or pause.begin)) - begin)
    return target


def _in_order(pauses: Sequence[Pause], now: datetime | None) -> tuple[Pause, ...]:
    """Return pauses that have an end, by their beginning, overlapping ones as one; backward ones are left out."""
    ended = [pause if pause.end is not None else replace(pause, end=now) for pause in pauses]
    whole: list[Pause] = []
    for pause in sorted((one for one in ended if one.end is not None and one.end > one.begin), key=lambda one: one.begin):
        last = whole[-1] if whole else None
        if last is None or last.end is None or pause.end is None or pause.begin > last.end:
            whole.append(pause)
        elif pause.end > last.end:
            whole[-1] = replace(last, end=pause.end)
    return tuple(whole)
