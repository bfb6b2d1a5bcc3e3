"""The calendar and the clocks in force, kept in memory until the country's data changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sanglap.directory.charter.models import Clock, Country, Holiday, OfficeHours
from sanglap.directory.charter.rules import Calendar, ClockVersion, Hours, NoClock, clock_in_force, due_at

GRIEVANCE_CLOCK = "G"  # what holds where a topic names no clock of its own: 30 working days, 7.4.1 ক
FALLBACK_CALENDAR = Calendar(zone="Asia/Dhaka", weekend=frozenset({5, 6}))


@dataclass(frozen=True)
class DueDates:
    """A calendar and its clocks: answers when something is due without asking the database again."""

    calendar: Calendar
    versions: tuple[ClockVersion, ...]

    def clock(self, code: str, on: datetime) -> ClockVersion:
        """Return the clock of a code in force at a moment; the general grievance clock for an unknown code."""
        day = on.astimezone(self.calendar.tz).date()
        try:
            return clock_in_force(self.versions, code, day)
        except NoClock:
            return clock_in_force(self.versions, GRIEVANCE_CLOCK, day)

    def for_clock(self, code: str, started_at: datetime) -> datetime:
        """Return when a clock that starts now falls due."""
        version = self.clock(code, started_at)
        return due_at(self.calendar, version.amount, version.unit, started_at)


_remembered: dict[tuple[int, datetime], DueDates] = {}


def due_dates() -> DueDates:
    """Return the calendar and clocks in force; one small query tells whether they have changed."""
    country = Country.objects.first()
    if country is None:
        return DueDates(FALLBACK_CALENDAR, ())
    key = (country.calendar_version, country.loaded_at)
    found = _remembered.get(key)
    if found is None:
        _remembered.clear()
        found = _remembered[key] = DueDates(_calendar(country), _versions())
    return found


def _calendar(country: Country) -> Calendar:
    days = list(Holiday.objects.all())
    hours = tuple(Hours(row.opens, row.closes, row.valid_from, row.valid_to) for row in OfficeHours.objects.all())
    return Calendar(
        zone=country.time_zone,
        weekend=frozenset(country.weekend),
        holidays=frozenset(day.day for day in days if not day.works and day.kind != "optional"),
        worked_anyway=frozenset(day.day for day in days if day.works),
        version=country.calendar_version,
        **({"hours": hours} if hours else {}),
    )


def _versions() -> tuple[ClockVersion, ...]:
    return tuple(
        ClockVersion(row.code, row.amount, row.unit, row.valid_from, row.valid_to, row.id, row.paragraph)
        for row in Clock.objects.order_by("code", "-valid_from")
    )
