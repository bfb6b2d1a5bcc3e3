"""What each level sees first (section N): five figures, so that half a minute is enough to know where to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from sanglap.foundation.text import format_number
from sanglap.oversight.dashboards.indicators import BY_CODE, SHARE, Indicator
from sanglap.oversight.dashboards.levels import Level
from sanglap.oversight.dashboards.selectors import MOST_COUNTED
from sanglap.oversight.dashboards.showing import Shown, language, show, show_indicator
from sanglap.oversight.dashboards.tables import cases_address

if TYPE_CHECKING:
    from sanglap.oversight.dashboards.screen import Screen

FIRST: dict[Level, tuple[str, ...]] = {
    Level.COUNTRY: ("gap", "overdue", "broken", "unconfirmed", "danger", "not_connected"),
    Level.MINISTRY: ("overdue", "broken_share", "reopened", "unconfirmed", "unblock"),
    Level.DIVISION: ("worse", "overdue", "unblock", "unconfirmed", "danger"),
    Level.DISTRICT: ("overdue", "unconfirmed", "broken", "silent", "unblock"),
    Level.UPAZILA: ("danger", "overdue", "unanswered", "silent_areas", "unblock"),
    Level.LINE: ("overdue", "unanswered", "broken", "reopened", "unblock"),
    Level.OFFICE: ("unanswered", "overdue", "danger", "unconfirmed", "unblock"),
}
ALWAYS = ("received", "reply_rate", "first_answer", "on_time", "resolved", "confirmed", "resolution", "reopened")
LISTED = frozenset({"overdue", "unanswered", "danger", "unconfirmed"})
CAPPED = frozenset({"silent", "unblock"})  # counted to a limit only
HAS_LIST = frozenset({"silent", "silent_areas", "unblock", "worse"})  # shown below on the same screen
WORRYING = frozenset({"overdue", "danger", "broken", "unblock", "worse"})


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its name, where it leads, and where it is defined."""

    indicator: Indicator
    shown: Shown
    tone: str
    href: str
    hint: str = ""

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code


def first_tiles(screen: Screen) -> list[Tile]:
    """Return the five figures that this level sees first."""
    return [_tile(screen, code) for code in FIRST[screen.level]]


def figure_tiles(screen: Screen) -> list[Tile]:
    """Return the figures that every level sees, with their change against the period before."""
    return [Tile(BY_CODE[code], show_indicator(code, screen.compared), "", "") for code in ALWAYS]


def _tile(screen: Screen, code: str) -> Tile:
    counted = _counted_here(screen, code)
    indicator = BY_CODE[code]
    if counted is not None:
        more = counted >= MOST_COUNTED and code in CAPPED
        shown = Shown(f"{format_number(MOST_COUNTED, language())}+" if more else show(counted, "count"), counted)
        return Tile(indicator, shown, _tone(code, counted), f"#{code}" if counted and code in HAS_LIST else "")
    shown = show_indicator(code, screen.compared)
    href = cases_address(screen.office.code, code) if code in LISTED and shown.raw else ""
    return Tile(indicator, shown, _tone(code, shown.raw), href, _hint(screen, code))


def _counted_here(screen: Screen, code: str) -> int | None:
    """Return figures that are not sums of counters."""
    if code == "silent":
        return len(screen.silent) + len(screen.pages_in_trouble)
    if code == "silent_areas":
        return len(screen.voiceless)
    if code == "unblock":
        return len(screen.escalated) + len(screen.opinions)
    if code == "not_connected":
        return screen.not_connected
    if code == "worse":
        return len(screen.worse)
    return None


def _tone(code: str, value: Any) -> str:
    if not value:
        return "good" if code in WORRYING and value == 0 else ""
    if BY_CODE[code].kind == SHARE:
        return ""
    return "danger" if code in WORRYING else "warning"


def _hint(screen: Screen, code: str) -> str:
    figures = screen.compared.now
    if code == "gap":
        words = {"resolved": show(figures.resolved_rate, SHARE), "confirmed": show(figures.confirmed_rate, SHARE)}
        return _("%(resolved)s say offices, %(confirmed)s say citizens") % words
    if code == "overdue" and figures["open"]:
        return _("of %(n)s open") % {"n": format_number(figures["open"], language())}
    return ""
