"""The lines of a screen: the period day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.foundation.text import format_number
from sanglap.oversight.dashboards.showing import language, show_day
from sanglap.ui.charts import Point, line_chart

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from sanglap.oversight.dashboards.screen import Screen

STEPS = 4


def daily_line(screen: Screen, measure: str, title: str) -> SafeString:
    """Draw one measure over the whole days of the period."""
    whole_days = screen.daily[:-1] if len(screen.daily) > 1 else screen.daily  # today is not over
    values = [day.figures[measure] for day in whole_days]
    highest = _round_up(max(values, default=0))
    points = [Point(show_day(day.day), value) for day, value in zip(whole_days, values, strict=True)]
    axis = [format_number(highest * step / STEPS, language()) for step in range(STEPS + 1)]
    total = _("%(n)s in all") % {"n": format_number(sum(values), language())}
    return line_chart(points, title=title, description=total, highest=highest, axis=axis)


def _round_up(value: int) -> int:
    """Return a round number at or above a value that four steps divide evenly."""
    unit = STEPS
    while unit * 10 <= value:
        unit *= 10
    return max(STEPS, -(-value // unit) * unit)
