"""Everything that writes to the cases' tables. Other stages import from here."""

from __future__ import annotations

from sanglap.journey.cases.services.changing import (
    Happening,
    UnableToChange,
    change_case,
    history_values,
    lock_case,
)
from sanglap.journey.cases.services.changing_many import Change, change_cases
from sanglap.journey.cases.services.filing import accused_offices
from sanglap.journey.cases.services.following import follow_changes
from sanglap.journey.cases.services.opening import open_or_join

__all__ = [
    "Change",
    "Happening",
    "UnableToChange",
    "accused_offices",
    "change_case",
    "change_cases",
    "follow_changes",
    "history_values",
    "lock_case",
    "open_or_join",
]
