"""What the charter announces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Holidays or office hours have changed: every running promise has to be computed again."""

    version: int
