"""Figures as words: formatted once, in the reader's language and digits, with the change against the period before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanglap.foundation.text import format_date, format_duration, format_number
from sanglap.oversight.dashboards.indicators import BY_CODE, COUNT, SHARE, TIME, Indicator

if TYPE_CHECKING:
    from sanglap.journey.tallies.figures import Compared

NOTHING = "–"
ALMOST_NOTHING = 0.005  # half a point: no change worth a sign
GOOD, BAD, PLAIN = "good", "danger", ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as people read it. ``raw`` is for machines (CSV, sorting)."""

    text: str
    raw: Any
    change: str = ""  # "▲ 4 points"
    tone: str = PLAIN  # of the change
    href: str = ""


def language() -> str:
    """Return the reader's language."""
    return get_language() or "bn"


def name_of(thing: Any) -> str:
    """Return the name of an office, area or topic in the reader's language."""
    first, second = ("name_bn", "name_en") if language() == "bn" else ("name_en", "name_bn")
    return str(getattr(thing, first) or getattr(thing, second))


def show_day(value: date) -> str:
    """Return a day, or the day of a moment in the country's time zone, in the reader's language."""
    return format_date(value, language(), settings.TIME_ZONE_OF_PEOPLE)


def show(value: Any, kind: str) -> str:
    """Return a figure in the reader's language; a dash when there is none."""
    if value is None:
        return NOTHING
    if kind == SHARE:
        return f"{format_number(value * 100, language())}\N{NO-BREAK SPACE}%"
    if kind == TIME:
        return format_duration(value, language())
    return format_number(value, language())


def show_indicator(code: str, compared: Compared, *, href: str = "") -> Shown:
    """Return an indicator's figure with its change against the period before."""
    indicator = BY_CODE[code]
    now, before = indicator.value(compared.now), indicator.value(compared.before)
    change, tone = _change(indicator, now, before)
    raw = round(now.total_seconds() / 60) if isinstance(now, timedelta) else now
    return Shown(show(now, indicator.kind), raw, change, tone, href)


def _change(indicator: Indicator, now: Any, before: Any) -> tuple[str, str]:
    """Return the sign and size of a change, and whether it is good. Nothing when there is nothing to compare."""
    if indicator.stands_now or not indicator.compares or now is None or before is None:
        return "", PLAIN
    difference = now - before
    if indicator.kind == SHARE:
        if abs(difference) < ALMOST_NOTHING:
            return "", PLAIN
        points = round(abs(difference) * 100)
        size = (_("%(n)s point") if points == 1 else _("%(n)s points")) % {"n": format_number(points, language())}
    elif indicator.kind == TIME:
        if abs(difference) < timedelta(minutes=1):
            return "", PLAIN
        size = format_duration(abs(difference), language())
    else:
        if difference == 0:
            return "", PLAIN
        size = show(abs(difference), COUNT)
    rises = difference > timedelta(0) if isinstance(difference, timedelta) else difference > 0
    judged = indicator.better * (1 if rises else -1)
    return f"{'▲' if rises else '▼'}\N{NO-BREAK SPACE}{size}", {1: GOOD, -1: BAD}.get(judged, PLAIN)
