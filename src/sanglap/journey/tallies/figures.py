"""Figures as people read them: sums of counters, the rates made from them, and two periods side by side.

Plain Python. Every rate is written here once, with its formula; the screens' dictionary of indicators points here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sanglap.journey.tallies.rules import BUCKETS, median_from_buckets

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Period:
    """Some days, both ends included, to be compared with as many days before them."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1

    @property
    def before(self) -> Period:
        """The same number of days just before."""
        return Period(self.since - timedelta(days=self.days), self.since - timedelta(days=1))


def last_days(days: int, today: date) -> Period:
    """Return the period of so many days that ends today."""
    return Period(today - timedelta(days=days - 1), today)


@dataclass(slots=True)
class Figures:
    """The sums of a period (and, for what stands now, of this moment), with the rates made from them."""

    counts: dict[str, int] = field(default_factory=dict)
    first_answer_times: Sequence[int] = field(default_factory=lambda: [0] * BUCKETS)
    resolution_times: Sequence[int] = field(default_factory=lambda: [0] * BUCKETS)
    last_answered_on: date | None = None

    def __getitem__(self, measure: str) -> int:
        """Return a measure's sum; nought when nothing was counted."""
        return self.counts.get(measure, 0)

    @property
    def reply_rate(self) -> float | None:
        """Of the cases received in the period, the share that the office has answered by now."""
        return share(self["of_answered"], self["received"])

    @property
    def resolved_rate(self) -> float | None:
        """Of the cases received in the period, the share that stands officially resolved now."""
        return share(self["of_resolved"], self["received"])

    @property
    def confirmed_rate(self) -> float | None:
        """Of the cases received in the period, the share whose citizen says it is solved."""
        return share(self["of_confirmed"], self["received"])

    @property
    def on_time_rate(self) -> float | None:
        """Of the promises kept or broken in the period, the share kept: resolved, and the citizen told, by the first date.

        A promise is broken on the day it falls due, whether a result comes later or never, so that cases without any
        result count too.
        """
        return share(self["resolved_on_time"], self["resolved_on_time"] + self["promise_broken"])

    @property
    def broken_rate(self) -> float | None:
        """Of the cases received in the period, the share whose first promised date passed without a result."""
        return share(self["of_broken"], self["received"])

    @property
    def unconfirmed_rate(self) -> float | None:
        """Of the cases that ended in the period, the share whose citizen said nothing for fifteen days."""
        return share(self["unconfirmed"], self["confirmed"] + self["unconfirmed"] + self["reopened"])

    @property
    def reopened_rate(self) -> float | None:
        """Of what citizens were asked about in the period, the share to which they said "not solved"."""
        return share(self["reopened"], self["confirmed"] + self["unconfirmed"] + self["reopened"])

    @property
    def forwarded_rate(self) -> float | None:
        """Moves by a person in the period, for each case received."""
        return share(self["forwarded"], self["received"])

    @property
    def first_answer_median(self) -> timedelta | None:
        """The median time from the citizen's post to the office's first answer, of answers given in the period."""
        return _span(median_from_buckets(self.first_answer_times))

    @property
    def resolution_median(self) -> timedelta | None:
        """The median time from the citizen's post to the official result, of results in the period."""
        return _span(median_from_buckets(self.resolution_times))


@dataclass(slots=True)
class Compared:
    """A period and the one before it. What stands now belongs to the present one."""

    now: Figures = field(default_factory=Figures)
    before: Figures = field(default_factory=Figures)


def share(part: int, whole: int) -> float | None:
    """Return a share between 0 and 1; None when there is nothing to share."""
    return part / whole if whole > 0 else None


def _span(minutes: float | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)
