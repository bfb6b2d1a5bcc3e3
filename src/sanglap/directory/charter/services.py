"""Everything that writes to the calendar after the country pack was loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sanglap.directory.charter.events import CalendarChanged
from sanglap.directory.charter.models import Country, Holiday
from sanglap.foundation.announcements import announce


class UnableToChangeCalendar(LookupError):
    """No country is loaded, or a day that should go is not a holiday."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A dated day off; with ``works`` a day of the weekend that is worked in exchange."""

    day: date
    name_en: str
    name_bn: str
    kind: str = "executive"  # general | executive | optional | exchange
    works: bool = False
    note: str = ""


def change_holidays(*, declare: Sequence[DayOff] = (), withdraw: Sequence[date] = ()) -> int:
    """Declare days off and withdraw others; return the calendar's new version.

    Lunar holidays are declared days before, executive orders add and swap days: every open promise is computed again,
    with both dates in its history (lesson 11). Raises :class:`UnableToChangeCalendar`, and then changes nothing.
    """
    with transaction.atomic():
        country = Country.objects.select_for_update().first()
        if country is None:
            message = "No country is loaded."
            raise UnableToChangeCalendar(message)
        for day in withdraw:
            if not Holiday.objects.filter(day=day).delete()[0]:
                message = f"{day} is not a holiday."
                raise UnableToChangeCalendar(message)
        for one in declare:
            Holiday.objects.update_or_create(
                day=one.day,
                name_en=one.name_en,
                defaults={"name_bn": one.name_bn, "kind": one.kind, "works": one.works, "note": one.note},
            )
        country.calendar_version += 1
        country.save(update_fields=["calendar_version"])
        announce(CalendarChanged(country.calendar_version))
    return country.calendar_version
