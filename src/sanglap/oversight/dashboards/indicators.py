"""The dictionary of indicators (R61): every figure on every screen, with its formula, unit and source, in one table.

A test says that none is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from sanglap.journey.tallies.figures import share

if TYPE_CHECKING:
    from collections.abc import Callable

    from sanglap.journey.tallies.figures import Figures

COUNT, SHARE, TIME = "count", "share", "time"


CASES, HISTORY, REGISTER = _("Register of cases"), _("History of the cases"), _("Register of offices and pages")
FROM_HISTORY = frozenset({"confirmed", "silent_endings", "reopened", "moved", "escalated"})
FROM_REGISTER = frozenset({"not_connected", "silent"})


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: how it is named, made, measured and judged. ``better`` is +1 when more is better, -1 when less is, else 0."""

    code: str
    name: Any
    formula: Any
    kind: str
    requirement: str
    value: Callable[[Figures], Any]
    better: int = 0
    note: Any = ""
    compares: bool = True  # False: young cases have had less time than old ones, so the period before would mislead
    stands_now: bool = False

    @property
    def source(self) -> str:
        """Where the figure comes from, in words."""
        return str(REGISTER if self.code in FROM_REGISTER else HISTORY if self.code in FROM_HISTORY else CASES)


def _sum(measure: str) -> Callable[[Figures], int]:
    return lambda figures: figures[measure]


ALL: tuple[Indicator, ...] = (
    Indicator(
        "received",
        _("Received"),
        _("Cases that citizens brought in the period: posts, comments, messages and forms, each matter once."),
        COUNT,
        "R8, R12",
        _sum("received"),
        note=_("Many cases are no bad sign: people write where they are answered. Areas are never ranked by it."),
    ),
    Indicator(
        "reply_rate",
        _("Answered"),
        _("Of the cases received in the period, the share answered by the office by now. The automatic receipt is no answer."),
        SHARE,
        "R4, R61",
        lambda figures: figures.reply_rate,
        better=1,
        note=_("Young cases have had less time, so no change against the period before is shown."),
        compares=False,
    ),
    Indicator(
        "first_answer",
        _("First answer, half within"),
        _("Median time from the citizen's post to the office's first answer, of the period's answers, holidays included."),
        TIME,
        "R4, R61",
        lambda figures: figures.first_answer_median,
        better=-1,
        note=_("Made from summed steps of time, so it may be off by a few percent."),
    ),
    Indicator(
        "on_time",
        _("Promises kept"),
        _("Of the promises kept or broken in the period, the share kept: resolved, and the citizen told, by the first date."),
        SHARE,
        "R16, R26",
        lambda figures: figures.on_time_rate,
        better=1,
        note=_("A later extension changes nothing. What never gets a result is a broken promise on the day it falls due."),
    ),
    Indicator(
        "resolved",
        _("Resolved, say offices"),
        _("Of the cases received in the period, the share that stands officially resolved now."),
        SHARE,
        "R20, R55",
        lambda figures: figures.resolved_rate,
        better=1,
        note=_("What a citizen disputes is open again and no longer resolved."),
        compares=False,
    ),
    Indicator(
        "confirmed",
        _("Solved, say citizens"),
        _("Of the cases received in the period, the share whose citizen has said that it is solved."),
        SHARE,
        "R21, R61",
        lambda figures: figures.confirmed_rate,
        better=1,
        note=_("Silence is never counted as yes."),
        compares=False,
    ),
    Indicator(
        "gap",
        _("Gap between offices and citizens"),
        _("The share resolved, say offices, less the share solved, say citizens."),
        SHARE,
        "R53, R55",
        lambda figures: None if figures.resolved_rate is None else figures.resolved_rate - (figures.confirmed_rate or 0.0),
        better=-1,
        compares=False,
    ),
    Indicator(
        "resolution",
        _("Result, half within"),
        _("Median time from the citizen's post to the official result, of the results of the period."),
        TIME,
        "R61",
        lambda figures: figures.resolution_median,
        better=-1,
        note=_("Made from summed steps of time, so it may be off by a few percent."),
    ),
    Indicator(
        "broken",
        _("Promises broken"),
        _("Cases whose first promised date fell in the period and passed without a result."),
        COUNT,
        "R53, R61",
        _sum("promise_broken"),
        better=-1,
    ),
    Indicator(
        "broken_share",
        _("Promise broken"),
        _("Of the cases received in the period, the share whose first promised date has passed without a result."),
        SHARE,
        "R53, R61",
        lambda figures: figures.broken_rate,
        better=-1,
        compares=False,
    ),
    Indicator(
        "unconfirmed",
        _("Unconfirmed"),
        _("Cases of which an office says that they are resolved, while the citizen has not said so yet."),
        COUNT,
        "R21, R53",
        _sum("waiting_citizen"),
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "silent_endings",
        _("Ended in silence"),
        _("Of the cases on which citizens were asked in the period, the share to which nobody answered within fifteen days."),
        SHARE,
        "R21, R61",
        lambda figures: figures.unconfirmed_rate,
        better=-1,
    ),
    Indicator(
        "reopened",
        _("“Not solved”"),
        _("Of the cases on which citizens were asked in the period, the share to which they said: not solved."),
        SHARE,
        "R21, R61",
        lambda figures: figures.reopened_rate,
        better=-1,
    ),
    Indicator(
        "moved",
        _("Sent to another office"),
        _("Moves by a person in the period, for each case received: a sign of wrong first addresses."),
        SHARE,
        "R11, R61",
        lambda figures: figures.forwarded_rate,
        better=-1,
    ),
    Indicator(
        "open",
        _("Open now"),
        _("Cases that an office still owes something at this moment."),
        COUNT,
        "R53",
        _sum("open"),
        stands_now=True,
    ),
    Indicator(
        "unanswered",
        _("Waiting for an answer"),
        _("Open cases without an answer, or in which the citizen wrote last."),
        COUNT,
        "R53",
        _sum("unanswered"),
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "overdue",
        _("Overdue now"),
        _("Open cases whose promised date has passed."),
        COUNT,
        "R16, R22",
        _sum("overdue"),
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "late_share",
        _("Overdue, of open"),
        _("Of the cases open now, the share whose promised date has passed."),
        SHARE,
        "R53",
        lambda figures: share(figures["overdue"], figures["open"]),
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "danger",
        _("Danger to somebody"),
        _("Open cases in which somebody may be in danger: child marriage, violence, abuse, rumour."),
        COUNT,
        "R53, K0",
        _sum("danger"),
        better=-1,
        note=_("Counted everywhere, shown only by number and kind."),
        stands_now=True,
    ),
    Indicator(
        "escalated",
        _("Told to the next level"),
        _("How often in the period a clock passed half, four fifths or all of its time and the next level was told by itself."),
        COUNT,
        "R22",
        _sum("escalated"),
        better=-1,
    ),
    Indicator(
        "silent",
        _("Silent pages"),
        _("Offices below where citizens wait and nobody has answered for seven days, and pages that cannot speak."),
        COUNT,
        "R4, R53",
        lambda _figures: None,
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "silent_areas",
        _("Areas without a voice"),
        _("Areas below from which no case came in this period nor in the one before. Silence is no sign that all is well."),
        COUNT,
        "R53",
        lambda _figures: None,
        better=-1,
    ),
    Indicator(
        "unblock",
        _("Only you can unblock"),
        _("Open cases that were told to this office because time ran out, and opinions that others wait for."),
        COUNT,
        "R22, R53",
        lambda _figures: None,
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "not_connected",
        _("Offices not connected"),
        _("Offices below, and this one, without a page of their own on any network: nobody can write to them there."),
        COUNT,
        "R2, R53",
        lambda _figures: None,
        better=-1,
        stands_now=True,
    ),
    Indicator(
        "worse",
        _("Worse than before"),
        _("Areas below whose share of promises kept fell by five points or more against their own period before."),
        COUNT,
        "R53",
        lambda _figures: None,
        better=-1,
    ),
)

BY_CODE = {indicator.code: indicator for indicator in ALL}
