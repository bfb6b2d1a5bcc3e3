"""What one case adds to the counters: a pure function of what the case is. Every figure on a screen is a sum of these.

There are four families of measures:

- *flow* measures stand on the day something happened, in the people's time zone (received, answered, resolved …);
- *cohort* measures, beginning with ``of_``, stand on the day the case was received, so that "of the cases received in
  this period, how many were answered" is never above 100 %. Only these and the standing ones are kept by topic as well;
- *standing* measures (open, overdue …) are what a case is now and stand on :data:`STANDING_DAY`;
- two *durations* are kept as counts in :data:`BUCKETS` buckets, each half an octave wide, which can be summed over
  days and offices and still answer a median (:func:`median_from_buckets`).

"On time" is always judged by the FIRST promised date: a later extension changes nothing (domain, section 4, "clock
gaming"). A case counts as resolved on time only if the citizen was answered too (R26). What a citizen disputed is no
longer resolved; "closed" and "confirmed" are different measures (domain, finding 4).

A contribution is one whole number, ``day * 1000 + index``: the day's ordinal (day 1 is 0001-01-01) and the place of the
measure in :data:`MEASURES`, or 100 + bucket and 200 + bucket for the durations.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from sanglap.journey.cases.states import ENDED_STATES, OPEN_STATES, CaseState
from sanglap.journey.cases.urgency import NO_DANGER, is_spoken_of_privately

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FLOW = (
    "received",
    "answered",
    "answered_on_time",
    "resolved",
    "resolved_on_time",
    "confirmed",
    "unconfirmed",
    "reopened",
    "escalated",
    "forwarded",
    "promise_broken",
)
COHORT = ("of_answered", "of_resolved", "of_on_time", "of_confirmed", "of_broken")
STANDING = ("open", "unanswered", "overdue", "waiting_citizen", "danger", "confidential")
MEASURES = (*FLOW, *COHORT, *STANDING)  # never reordered: a counted case remembers places in this list
BY_TOPIC = frozenset({"received", *COHORT, *STANDING})

STANDING_DAY = date(1, 1, 1)
ALL_TOPICS = ""
NO_TOPIC = "-"

BUCKETS = 32
FIRST_BUCKET_MINUTES = 4.0
FIRST_ANSWER, RESOLUTION = 100, 200

_INDEX = {name: index for index, name in enumerate(MEASURES)}
_STANDING_BASE = STANDING_DAY.toordinal() * 1000


@dataclass(slots=True)
class CaseSnapshot:
    """The few facts about a case that counters depend on. Moments are aware; the last five come from its history."""

    office: str | None
    topic: str | None
    state: str
    sensitivity: str
    received_at: datetime
    expected_at: datetime | None
    first_answered_at: datetime | None
    answered_at: datetime | None
    citizen_wrote_at: datetime
    resolved_at: datetime | None
    ended_at: datetime | None
    overdue_at: datetime | None
    said_yes_at: datetime | None = None
    fell_silent_at: datetime | None = None
    reopened_at: Sequence[datetime] = ()
    escalated_at: Sequence[datetime] = ()
    forwarded_at: Sequence[datetime] = ()
    danger: str = NO_DANGER


def contributions(case: CaseSnapshot, zone: tzinfo) -> list[int]:
    """Return what a case adds, sorted. Nothing while it has no office. Depends on nothing but the arguments."""
    if case.office is None:
        return []
    received = case.received_at.astimezone(zone).toordinal() * 1000
    found = [received + _INDEX["received"]]
    _count_answer(case, zone, received, found)
    _count_outcome(case, zone, received, found)
    for index, moments in (
        (_INDEX["reopened"], case.reopened_at),
        (_INDEX["escalated"], case.escalated_at),
        (_INDEX["forwarded"], case.forwarded_at),
    ):
        found.extend(at.astimezone(zone).toordinal() * 1000 + index for at in moments)
    _count_standing(case, found)
    found.sort()
    return found


def _count_answer(case: CaseSnapshot, zone: tzinfo, received: int, found: list[int]) -> None:
    at = case.first_answered_at
    if at is None:
        return
    day = at.astimezone(zone).toordinal() * 1000
    found.append(day + _INDEX["answered"])
    found.append(received + _INDEX["of_answered"])
    if case.expected_at is None or at <= case.expected_at:
        found.append(day + _INDEX["answered_on_time"])
    found.append(day + FIRST_ANSWER + bucket_of(_minutes(case.received_at, at)))


def _count_outcome(case: CaseSnapshot, zone: tzinfo, received: int, found: list[int]) -> None:
    at = case.resolved_at if case.state in ENDED_STATES else None
    promised = case.expected_at
    if at is not None:
        day = at.astimezone(zone).toordinal() * 1000
        found += (day + _INDEX["resolved"], received + _INDEX["of_resolved"])
        if case.first_answered_at is not None and (promised is None or at <= promised):
            found += (day + _INDEX["resolved_on_time"], received + _INDEX["of_on_time"])
        found.append(day + RESOLUTION + bucket_of(_minutes(case.received_at, at)))
        if case.state == CaseState.CONFIRMED:
            said = (case.said_yes_at or case.ended_at or at).astimezone(zone).toordinal() * 1000
            found += (said + _INDEX["confirmed"], received + _INDEX["of_confirmed"])
        elif case.state == CaseState.UNCONFIRMED:
            silent = (case.fell_silent_at or case.ended_at or at).astimezone(zone).toordinal() * 1000
            found.append(silent + _INDEX["unconfirmed"])
    broken_at = _promise_broken_at(case, at)
    if broken_at is not None:
        found.append(broken_at.astimezone(zone).toordinal() * 1000 + _INDEX["promise_broken"])
        found.append(received + _INDEX["of_broken"])


def _promise_broken_at(case: CaseSnapshot, resolved_at: datetime | None) -> datetime | None:
    """Return when the first promised date passed without a result, if it did (or the first moment known since)."""
    if resolved_at is not None and case.expected_at is not None and resolved_at > case.expected_at:
        return case.expected_at
    if case.overdue_at is not None:
        return case.expected_at or case.overdue_at
    return None


def _count_standing(case: CaseSnapshot, found: list[int]) -> None:
    if case.state == CaseState.RESOLVED:
        found.append(_STANDING_BASE + _INDEX["waiting_citizen"])
    if case.state not in OPEN_STATES:
        return
    found.append(_STANDING_BASE + _INDEX["open"])
    if case.answered_at is None or case.citizen_wrote_at > case.answered_at:
        found.append(_STANDING_BASE + _INDEX["unanswered"])
    if case.overdue_at is not None:
        found.append(_STANDING_BASE + _INDEX["overdue"])
    if is_spoken_of_privately(case.sensitivity, case.danger):
        found.append(_STANDING_BASE + _INDEX["danger"])
    if case.sensitivity in {"X", "XX"}:
        found.append(_STANDING_BASE + _INDEX["confidential"])


@lru_cache(maxsize=8192)
def read_contribution(code: int) -> tuple[date, int]:
    """Return the day and the index of a contribution."""
    return date.fromordinal(code // 1000), code % 1000


def counts_by_topic(index: int) -> bool:
    """Tell whether a measure is kept for each topic as well as for all together."""
    return index < len(MEASURES) and MEASURES[index] in BY_TOPIC


@lru_cache(maxsize=32768)
def offices_above(line_path: str, territory_path: str) -> tuple[str, ...]:
    """Return the office and every office above it on either tree, each once, sorted.

    Both paths are codes from the root down to the office itself, ``/cab/dc-BD3026/``. An office above on both trees
    counts the case once.
    """
    return tuple(sorted({code for path in (line_path, territory_path) for code in path.split("/") if code}))


def bucket_of(minutes: float) -> int:
    """Return the bucket of a duration: 0 is below four minutes, each further one half an octave, the last is open."""
    if minutes < FIRST_BUCKET_MINUTES:
        return 0
    return min(BUCKETS - 1, 1 + int(2 * math.log2(minutes / FIRST_BUCKET_MINUTES)))


def median_from_buckets(counts: Iterable[int]) -> float | None:
    """Return the median in minutes from summed buckets, interpolated within its bucket; None when nothing was counted.

    The error is at most half a bucket, about 20 %, and usually far less.
    """
    amounts = list(counts)
    half = sum(amounts) / 2
    if half <= 0:
        return None
    below = 0
    for bucket, amount in enumerate(amounts):
        if amount > 0 and below + amount >= half:
            share = (half - below) / amount
            if bucket == 0:
                return FIRST_BUCKET_MINUTES * share
            return float(FIRST_BUCKET_MINUTES * 2 ** ((bucket - 1 + share) / 2))
        below += amount
    return None


def _minutes(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds() / 60)
