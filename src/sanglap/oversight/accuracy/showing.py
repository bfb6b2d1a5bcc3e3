"""The screen's figures in words and lines, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.foundation.text import format_number
from sanglap.oversight.accuracy.rules import SURPRISING, Share, chance_of_fall
from sanglap.oversight.accuracy.selectors import Judged
from sanglap.oversight.dashboards.showing import language, show_day
from sanglap.ui.charts import Point, line_chart

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from sanglap.oversight.accuracy.selectors import Record

WEEKS_CALLED_NOW = 4
AXIS = 4
WHOLE = 100


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share as people read it: with how many it was judged by, and between which figures it truly lies."""

    text: str
    of: str
    between: str


def show_share(share: Share) -> ShownShare:
    """Return a share in words; of too few, only how many there were."""
    of = _("of %(n)s") % {"n": format_number(share.of, language())}
    if share.value is None or not share.is_enough:
        return ShownShare("–", of, _("too few to say") if share.of else "")
    low, high = share.between()
    between = _("between %(low)s and %(high)s") % {"low": _percent(low), "high": _percent(high)}
    return ShownShare(_percent(share.value), of, between)


def _percent(value: float) -> str:
    return f"{format_number(round(value * WHOLE), language())}\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a script or an office, with its shares."""

    name: str
    href: str
    judged: int
    shares: list[ShownShare]


def line_of(name: str, judged: Judged, href: str = "") -> Line:
    """Return the line of a table."""
    shares = [judged.automatic, judged.topic_by_itself, judged.topic_offered, judged.place, judged.office]
    return Line(name, href, judged.all, [show_share(share) for share in shares])


def script_name(script: str) -> str:
    """Return what a script is called."""
    names = {
        "bn": _("Bangla"),
        "bn-Latn": _("Bangla in Latin letters"),
        "en": _("English"),
        "mixed": _("Mixed"),
        "other": _("Other"),
    }
    return names.get(script, script)


def weekly_line(record: Record) -> SafeString:
    """Draw week by week how many topics that were taken by themselves were left as they were."""
    points = [Point(show_day(week), _of_a_hundred(judged.topic_by_itself)) for week, judged in sorted(record.by_week.items())]
    axis = [_percent(step / AXIS) for step in range(AXIS + 1)]
    return line_chart(points, title=_("Topics left as they were read, week by week"), highest=WHOLE, axis=axis)


def _of_a_hundred(share: Share) -> float | None:
    return None if share.value is None else share.value * WHOLE


def drift_sentence(record: Record, today: date) -> str:
    """Say whether the last four weeks were worse than those before, and how surely."""
    begin = today - timedelta(weeks=WEEKS_CALLED_NOW)
    before, now = Share(0, 0), Share(0, 0)
    for week, judged in record.by_week.items():
        if week <= begin:
            before += judged.topic_by_itself
        else:
            now += judged.topic_by_itself
    if not (before.is_enough and now.is_enough):
        return _("There is too little yet to say whether reading becomes better or worse.")
    told = {"now": show_share(now).text, "before": show_share(before).text}
    if chance_of_fall(before, now) < SURPRISING:
        return (
            _("Reading has become worse: %(now)s in the last four weeks, %(before)s before. People write of something new.") % told
        )
    return _("Reading is as good as before: %(now)s in the last four weeks, %(before)s before.") % told
