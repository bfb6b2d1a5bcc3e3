"""The calendar and the clocks in force, kept in memory until the country's data changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from sanglap.directory.charter.models import Clock, Country, Holiday, OfficeHours
from sanglap.directory.charter.rules import (
    NINE_TO_FIVE,
    Calendar,
    ClockRule,
    Due,
    Hours,
    NoClock,
    due_at,
    promise_of,
    rule_in_force,
)

if TYPE_CHECKING:
    from datetime import datetime

GRIEVANCE_CLOCK = "G"  # what holds where a topic names no clock of its own: 30 working days, 7.4.1 ক
FALLBACK_CALENDAR = Calendar(zone="Asia/Dhaka", weekend=frozenset({5, 6}))


@dataclass(frozen=True)
class DueDates:
    """A calendar and its clocks: answers when something is due without asking the database again."""

    calendar: Calendar
    versions: tuple[ClockRule, ...]

    def clock(self, code: str, on: datetime) -> ClockRule:
        """Return the clock of a code in force at a moment; the general grievance clock for an unknown code."""
        day = on.astimezone(self.calendar.tz).date()
        try:
            return rule_in_force(self.versions, code, day)
        except NoClock:
            return rule_in_force(self.versions, GRIEVANCE_CLOCK, day)

    def due(self, code: str, started_at: datetime) -> Due:
        """Return the promise of a clock that starts then, with its stages."""
        return promise_of(self.clock(code, started_at), self.calendar, started_at)

    def for_clock(self, code: str, started_at: datetime) -> datetime:
        """Return when a clock that starts then falls due."""
        clock = self.clock(code, started_at)
        return due_at(self.calendar, clock.amount, clock.unit, started_at)


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
        hours=hours or (NINE_TO_FIVE,),
        version=country.calendar_version,
    )


def _versions() -> tuple[ClockRule, ...]:
    return tuple(
        ClockRule(
            code=row.code,
            amount=row.amount,
            unit=row.unit,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            starts_at=row.starts_at,
            paragraph=row.paragraph,
            id=row.id,
        )
        for row in Clock.objects.order_by("code", "-valid_from")
    )


def level_names() -> dict[int, str]:
    """Return what the levels of areas are called in the reader's language; 0 is the country by its name. One query."""
    is_own = get_language() == "bn"
    country = Country.objects.get()
    names = {int(one["level"]): str(one["bn" if is_own else "en"]) for one in country.levels}
    return {0: country.name_bn if is_own else country.name_en, **names}
