"""One office's screen: everything that stands on it, each part asked for only when a page shows it.

The number of queries depends on the kind of screen, never on how many cases or offices there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from sanglap.journey.tallies.figures import Compared, Period, last_days
from sanglap.journey.tallies.selectors import DayFigures, TopicFigures, added, by_day, by_offices, by_topic, summary
from sanglap.oversight.dashboards import selectors
from sanglap.oversight.dashboards.levels import Level, level_of, map_level
from sanglap.oversight.dashboards.showing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sanglap.channels.models import Page
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.handling.models import Opinion

PERIODS = (7, 30, 90)
QUIET = timedelta(days=7)
WORSE = 0.05  # five points
AREAS, OFFICES, TOPICS = "areas", "offices", "topics"
MAP_MEASURES = ("late_share", "reply_rate", "confirmed")


@dataclass(frozen=True, slots=True)
class Below:
    """An office below with its figures, or an area with the sum of its offices (the first of which it leads to)."""

    office: Office
    compared: Compared
    name: str

    @property
    def is_behind(self) -> bool:
        """Citizens wait there beyond a promised date."""
        return self.compared.now["overdue"] > 0

    @property
    def is_worse(self) -> bool:
        """Its share on time fell against its own past."""
        now, before = self.compared.now.on_time_rate, self.compared.before.on_time_rate
        return now is not None and before is not None and before - now >= WORSE

    @property
    def is_voiceless(self) -> bool:
        """Nothing came from there, in this period or the one before."""
        return not self.compared.now["received"] and not self.compared.before["received"]


@dataclass
class Screen:
    """An office's screen for one officer and one period."""

    officer: Officer
    office: Office
    now: datetime
    days: int = 30
    by: str = ""
    measure: str = MAP_MEASURES[0]

    @cached_property
    def period(self) -> Period:
        """The period, in the country's days."""
        return last_days(self.days, self.now.astimezone(ZoneInfo(settings.TIME_ZONE_OF_PEOPLE)).date())

    @cached_property
    def district_level(self) -> int:
        """The level of districts in this country."""
        return selectors.district_level()

    @cached_property
    def offices_below(self) -> list[Office]:
        """The offices directly below on either tree."""
        return selectors.offices_below(self.office)

    @cached_property
    def level(self) -> Level:
        """The kind of screen."""
        here = self.office.area.level
        on_territory = [one for one in self.offices_below if one.coordinator_id == self.office.code]
        return level_of(
            area_level=here,
            district_level=self.district_level,
            has_areas_below=any(one.area.level > here for one in on_territory),
            has_line_below=any(one.line_parent_id == self.office.code for one in self.offices_below),
        )

    @cached_property
    def tabs(self) -> list[str]:
        """The tables this screen has."""
        tabs = [tab for tab in (AREAS, OFFICES) if self._offices_of(tab)]
        return [*tabs, TOPICS]

    @cached_property
    def tab(self) -> str:
        """The table that is shown."""
        return self.by if self.by in self.tabs else self.tabs[0]

    def _offices_of(self, tab: str) -> list[Office]:
        """Areas: the offices of smaller areas below. Offices: the others, and on a line all of them."""
        if self.level in {Level.MINISTRY, Level.LINE, Level.OFFICE}:
            return self.offices_below if tab == OFFICES else []
        here = self.office
        if tab == AREAS:
            return [one for one in self.offices_below if one.coordinator_id == here.code and one.area.level > here.area.level]
        return [one for one in self.offices_below if one.coordinator_id != here.code or one.area.level <= here.area.level]

    @cached_property
    def compared(self) -> Compared:
        """The office's own figures, everything below it included."""
        return summary(self.office.code, self.period)

    @cached_property
    def map_offices(self) -> dict[str, list[str]]:
        """The offices that stand for the areas of the map."""
        if self.office.area.level > self.district_level or self.level is Level.OFFICE:
            return {}
        areas_level = map_level(area_level=self.office.area.level, district_level=self.district_level)
        return selectors.offices_of_map(self.office, self.level, areas_level)

    @cached_property
    def figures_below(self) -> dict[str, Compared]:
        """The figures of the offices of the first screen and the table: one query for all."""
        wanted = {one.code for one in self._offices_of(AREAS)}
        if self.level is not Level.COUNTRY or self.tab == OFFICES:
            wanted |= {one.code for one in self._offices_of(OFFICES)}
        return by_offices(wanted, self.period)

    @cached_property
    def figures_of_map(self) -> dict[str, Compared]:
        """The figures of the areas of the map."""
        if self._map_is_table:
            figures = self.figures_below
        else:
            figures = by_offices((code for codes in self.map_offices.values() for code in codes), self.period)
        return {area: added(figures[code] for code in codes) for area, codes in self.map_offices.items()}

    @cached_property
    def _map_is_table(self) -> bool:
        below = {one.code for one in self._offices_of(AREAS)}
        return all(code in below for codes in self.map_offices.values() for code in codes)

    def below(self, tab: str) -> list[Below]:
        """Return the lines of a table, those already asked for only. An area's line is the sum of its offices."""
        figures = self.figures_below
        asked = [one for one in self._offices_of(tab) if one.code in figures]
        if tab != AREAS:
            return [Below(one, figures[one.code], name_of(one)) for one in asked]
        by_area: dict[str, list[Office]] = {}
        for one in sorted(asked, key=lambda one: one.code):
            by_area.setdefault(one.area_id, []).append(one)
        lines = [
            Below(offices[0], added(figures[one.code] for one in offices), name_of(offices[0].area)) for offices in by_area.values()
        ]
        return sorted(lines, key=lambda line: line.name)

    @cached_property
    def all_below(self) -> list[Below]:
        """Every office directly below whose figures this screen has."""
        return [*self.below(AREAS), *self.below(OFFICES)]

    @cached_property
    def behind(self) -> list[Below]:
        """The offices below with the most that is overdue."""
        late = [one for one in self.all_below if one.is_behind]
        return sorted(late, key=lambda one: -one.compared.now["overdue"])[: selectors.MOST_SHOWN]

    @cached_property
    def worse(self) -> list[Below]:
        """The areas that do worse than they themselves did."""
        return [one for one in self.below(AREAS) if one.is_worse]

    @cached_property
    def voiceless(self) -> list[Below]:
        """The areas from which nothing comes."""
        return [one for one in self.below(AREAS) if one.is_voiceless]

    @cached_property
    def silent(self) -> list[Below]:
        """The offices below where citizens wait and nobody has answered for seven days."""
        since = self.period.until - QUIET
        quiet = [one for one in self.all_below if one.compared.now["unanswered"] and _last_answer_before(one.compared, since)]
        return sorted(quiet, key=lambda one: -one.compared.now["unanswered"])

    @cached_property
    def pages_in_trouble(self) -> list[Page]:
        """The pages at and below that cannot speak."""
        return selectors.pages_in_trouble(self.office)

    @cached_property
    def not_connected(self) -> int:
        """How many offices below have no page."""
        return selectors.count_not_connected(self.office)

    @cached_property
    def escalated(self) -> list[selectors.Told]:
        """The cases told to this office because time ran out."""
        return selectors.escalated_to(self.office, self.now)

    @cached_property
    def opinions(self) -> list[Opinion]:
        """The opinions others wait for."""
        return selectors.opinions_waited_for(self.office)

    @cached_property
    def daily(self) -> Sequence[DayFigures]:
        """Every day of the period."""
        return by_day(self.office.code, self.period)

    @cached_property
    def topics(self) -> list[TopicFigures]:
        """The topics, the most frequent first."""
        return by_topic(self.office.code, self.period)

    @cached_property
    def crumbs(self) -> Iterable[Office]:
        """The offices above that this officer may open."""
        return selectors.crumbs_of(self.office, self.officer)


def _last_answer_before(compared: Compared, day: object) -> bool:
    last = max((one for one in (compared.now.last_answered_on, compared.before.last_answered_on) if one), default=None)
    return last is None or last < day  # type: ignore[operator]
