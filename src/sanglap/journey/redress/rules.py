"""Who may inquire, when an appeal may be filed, whether two cases are one matter. Plain Python."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

APPEAL, CELL = "appeal", "cell"
LEVELS = (APPEAL, CELL)
CITIZEN, SERVICE_OFFICER, ACCUSED = "citizen", "service_officer", "accused"
FILERS = (CITIZEN, SERVICE_OFFICER, ACCUSED)
UPHELD, ORDERED, CORRECTED, DISCIPLINE = "upheld", "ordered", "corrected", "discipline"
DECISIONS = (UPHELD, ORDERED, CORRECTED, DISCIPLINE)
PROVED, NOT_PROVED, PARTLY = "proved", "not_proved", "partly"
FINDINGS = (PROVED, NOT_PROVED, PARTLY)
MOST_MEMBERS = 3  # of a committee of inquiry: 7.1.2
SIDES = ("citizen", "office")

# The codes of the country's clocks (clocks.csv of its pack), each with its paragraph there.
CLOCK_OF_LEVEL = {APPEAL: "APPEAL", CELL: "CELL"}
TIME_TO_APPEAL = "APPEAL-FILE"
INQUIRY_CLOCK, MORE_FOR_INQUIRY = "INQUIRY", "G-INQUIRY"
AFTER_ORDER = {APPEAL: "G", CELL: "CELL-ADVICE"}


@dataclass(frozen=True, slots=True)
class Place:
    """An office where an officer works, with its places in both trees, and whether they lead it."""

    code: str
    line_path: str
    territory_path: str
    leads: bool


def is_senior(member: Collection[Place], about: Collection[Place]) -> bool:
    """Tell whether somebody stands at least one step above everybody whom an inquiry is about (7.1.2).

    Above is an office higher on either tree; ``leads`` of a place that it is about says that its head is meant, so its own
    other officers are not above it, while the head is above one of their officers.
    """
    return all(any(_is_above(mine, place) for mine in member) for place in about)


def _is_above(mine: Place, place: Place) -> bool:
    if mine.code == place.code:
        return mine.leads and not place.leads
    return place.line_path.startswith(mine.line_path) or place.territory_path.startswith(mine.territory_path)


def why_no_appeal(*, is_open: bool, overdue_at: datetime | None, last_day: datetime | None, now: datetime) -> str:
    """Return why no appeal can be filed now: "" when it can, else ``too_early`` or ``too_late`` (6.2).

    A decision can be appealed until ``last_day``, a month after the citizen was told; an open case also when its date has
    passed without a result.
    """
    if (last_day is not None and now <= last_day) or (is_open and overdue_at is not None):
        return ""
    return "too_early" if is_open else "too_late"


@dataclass(frozen=True, slots=True)
class Matter:
    """What decides whether two cases may become one."""

    district: str
    citizen: object
    privacy: str
    kind: str
    received_at: datetime
    is_open: bool


def why_not_one(newer: Matter, older: Matter) -> str:
    """Return why two cases cannot be merged, "" when they can: one citizen, one way of privacy, into the older one.

    Across privacy modes nothing is ever merged: the public one would tell whose the hidden one is.
    """
    if newer.district != older.district or newer.citizen is None or newer.citizen != older.citizen:
        return "another_citizen"
    if newer.privacy != older.privacy or newer.kind != older.kind:
        return "another_privacy"
    if not newer.is_open or not older.is_open:
        return "ended"
    return "" if older.received_at <= newer.received_at else "older"
