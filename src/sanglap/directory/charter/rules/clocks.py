"""The promises: how long, counted how, from when on, by which paragraph, in force between which days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Unit(StrEnum):
    """What a clock is counted in. Working units stand still while offices are closed, the others never do."""

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A time limit as it stands between two days, both included, with the paragraph it comes from.

    Never edited: a new version begins when the old one ends, and a clock that runs keeps the version it began with.
    """

    code: str
    amount: int
    unit: str  # one of Unit
    valid_from: date
    valid_to: date | None = None
    starts_at: str = "receipt"
    paragraph: str = ""
    id: object = None  # of the row it was read from

    def holds(self, on: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class NoClock(LookupError):
    """No version of this clock is in force on that day."""


def rule_in_force(rules: Iterable[ClockRule], code: str, on: date) -> ClockRule:
    """Return the version in force on a day; of several, the newest. Raises :class:`NoClock`."""
    found = [rule for rule in rules if rule.code == code and rule.holds(on)]
    if not found:
        message = f"No clock {code} is in force on {on}."
        raise NoClock(message)
    return max(found, key=lambda rule: rule.valid_from)
