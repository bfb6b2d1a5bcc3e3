"""Working time: when a promise falls due, in a country's own weekends, holidays and office hours.

Start with ``dues.py``: :func:`due_at` answers "when?"; the :class:`Due` of :func:`promise_of` knows its first date, its
pauses and "when is half of it over?" as well.
``calendars.py`` says which days are worked, ``counting.py`` adds and subtracts working time, ``clocks.py`` holds the
promises with their paragraphs, ``many.py`` (numpy, imported by itself) counts for a million cases at once.

All moments are passed in, with their time zone; nothing here reads a clock or the database.
"""

from __future__ import annotations

from sanglap.directory.charter.rules.calendars import NINE_TO_FIVE, Calendar, Hours, UnableToCount
from sanglap.directory.charter.rules.clocks import ClockRule, NoClock, Unit, rule_in_force
from sanglap.directory.charter.rules.counting import (
    add_hours,
    add_working_days,
    add_working_hours,
    working_days_between,
    working_seconds_between,
    working_time_between,
)
from sanglap.directory.charter.rules.dues import STAGES, Due, Extension, Moved, Pause, due_at, promise_of, recount, stage_moment

__all__ = [
    "NINE_TO_FIVE",
    "STAGES",
    "Calendar",
    "ClockRule",
    "Due",
    "Extension",
    "Hours",
    "Moved",
    "NoClock",
    "Pause",
    "UnableToCount",
    "Unit",
    "add_hours",
    "add_working_days",
    "add_working_hours",
    "due_at",
    "promise_of",
    "recount",
    "rule_in_force",
    "stage_moment",
    "working_days_between",
    "working_seconds_between",
    "working_time_between",
]
