"""What the templates show, ready to print: no template asks the database or formats a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sanglap.directory.offices.visibility import administers_country
from sanglap.foundation.text import format_number, to_digits
from sanglap.journey.handling.rules import DISPUTED
from sanglap.oversight.dashboards.case_pages import CaseLine, Choice, case_line
from sanglap.oversight.dashboards.charts import daily_line
from sanglap.oversight.dashboards.first_look import Tile, figure_tiles, first_tiles
from sanglap.oversight.dashboards.indicators import BY_CODE
from sanglap.oversight.dashboards.levels import Level
from sanglap.oversight.dashboards.maps import Map, map_of
from sanglap.oversight.dashboards.screen import MAP_MEASURES, PERIODS, Below, Screen
from sanglap.oversight.dashboards.selectors import MOST_SHOWN
from sanglap.oversight.dashboards.showing import language, name_of, show, show_day
from sanglap.oversight.dashboards.tables import Table, cases_address, screen_address, tab_name, table_of
from sanglap.ui.charts import Bar, bar_list

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


def why_told(stage: int) -> str:
    """Return why a case was told to this office, in words."""
    if stage == DISPUTED:
        return _("The citizen says that it is not solved")
    return _("%(n)s %% of its time has passed") % {"n": to_digits(stage, language())}


@dataclass(frozen=True, slots=True)
class Quiet:
    """An office or page that is silent, with the reason."""

    name: str
    href: str
    why: str


class OfficePage:
    """An office's screen as it is printed."""

    def __init__(self, screen: Screen) -> None:
        """Keep the screen; its parts are asked for when they are shown."""
        self.screen = screen
        self.office = screen.office
        self.level = str(screen.level)

    @property
    def name(self) -> str:
        """The office's name."""
        return name_of(self.office)

    @cached_property
    def may_route(self) -> bool:
        """Tell whether the officer may change who answers what."""
        return self.screen.level == Level.COUNTRY and administers_country(self.screen.officer)

    @property
    def crumbs(self) -> list[Choice]:
        """The way up."""
        return [Choice(name_of(one), screen_address(one.code, self.screen.days), is_shown=False) for one in self.screen.crumbs]

    @property
    def period(self) -> str:
        """The days shown."""
        words = {
            "since": show_day(self.screen.period.since),
            "until": show_day(self.screen.period.until),
        }
        return _("%(since)s to %(until)s, beside as many days before") % words

    @property
    def periods(self) -> list[Choice]:
        """The periods to choose from."""
        return [
            Choice(_("%(n)s days") % {"n": to_digits(days, language())}, self.address(days=days), days == self.screen.days)
            for days in PERIODS
        ]

    @property
    def tabs(self) -> list[Choice]:
        """The tables to choose from."""
        return [
            Choice(tab_name(self.screen, tab), f"{self.address(by=tab)}#tables", tab == self.screen.tab) for tab in self.screen.tabs
        ]

    @property
    def map_measures(self) -> list[Choice]:
        """The measures the map may show."""
        return [
            Choice(str(BY_CODE[code].name), f"{self.address(map=code)}#map", code == self.screen.measure) for code in MAP_MEASURES
        ]

    def address(self, **changes: Any) -> str:
        """Return this screen's address with some questions changed."""
        asked = {"days": self.screen.days, "by": self.screen.tab, "map": self.screen.measure, **changes}
        return f"{reverse('oversight:office', args=[self.office.code])}?{urlencode(asked)}"

    def part_address(self, part: str) -> str:
        """Return where a part reads itself again."""
        asked = {"days": self.screen.days, "by": self.screen.tab}
        return f"{reverse('oversight:part', args=[self.office.code, part])}?{urlencode(asked)}"

    @property
    def first_address(self) -> str:
        """Where the first part reads itself again."""
        return self.part_address("first")

    @property
    def table_address(self) -> str:
        """Where the table reads itself again."""
        return self.part_address("table")

    @property
    def csv_address(self) -> str:
        """Where the table is for spreadsheets."""
        asked = {"days": self.screen.days, "by": self.screen.tab}
        return f"{reverse('oversight:table_csv', args=[self.office.code])}?{urlencode(asked)}"

    @cached_property
    def first(self) -> list[Tile]:
        """What this level sees first."""
        return first_tiles(self.screen)

    @cached_property
    def figures(self) -> list[Tile]:
        """What every level sees."""
        return figure_tiles(self.screen)

    @cached_property
    def unblock(self) -> list[CaseLine]:
        """The cases that wait for this office above all."""
        told = [case_line(one.case, self.screen.now, why_told(one.stage)) for one in self.screen.escalated[:MOST_SHOWN]]
        asked = [
            case_line(one.case, self.screen.now, _("Your opinion is wanted by %(day)s") % {"day": show_day(one.due_at)})
            for one in self.screen.opinions[:MOST_SHOWN]
        ]
        return [*told, *asked]

    @property
    def shows_unblock(self) -> bool:
        """The country and the ministries look elsewhere first."""
        return self.screen.level is not Level.COUNTRY

    @cached_property
    def behind(self) -> SafeString | None:
        """The offices below with the most that is overdue, as bars; divisions and districts are never ranked."""
        if self.screen.level in {Level.COUNTRY, Level.DIVISION} or not self.screen.behind:
            return None
        return bar_list([_bar(one) for one in self.screen.behind], tone="danger")

    @cached_property
    def worse(self) -> list[Quiet]:
        """The areas that do worse than they themselves did."""
        return [
            Quiet(
                one.name,
                screen_address(one.office.code, self.screen.days),
                _("kept %(now)s, before %(before)s")
                % {"now": show(one.compared.now.on_time_rate, "share"), "before": show(one.compared.before.on_time_rate, "share")},
            )
            for one in self.screen.worse
        ]

    @cached_property
    def silent(self) -> list[Quiet]:
        """The offices where citizens wait and nobody answers, and the pages that cannot speak."""
        offices = [
            Quiet(
                one.name,
                screen_address(one.office.code, self.screen.days),
                _("%(n)s wait for an answer") % {"n": format_number(one.compared.now["unanswered"], language())},
            )
            for one in self.screen.silent[:MOST_SHOWN]
        ]
        pages = [
            Quiet(
                page.name, screen_address(page.office_id, self.screen.days), _("The page cannot speak: it must be connected again")
            )
            for page in self.screen.pages_in_trouble[:MOST_SHOWN]
        ]
        return [*offices, *pages]

    @cached_property
    def voiceless(self) -> list[Quiet]:
        """The areas from which nothing comes."""
        return [Quiet(one.name, screen_address(one.office.code, self.screen.days), "") for one in self.screen.voiceless[:40]]

    @cached_property
    def causes(self) -> SafeString | None:
        """The topics with the most that is overdue: what to change so that fewer people must write."""
        topics = [one for one in self.screen.topics if one.compared.now["overdue"] or one.compared.now["open"]]
        top = sorted(topics, key=lambda one: (-one.compared.now["overdue"], -one.compared.now["open"]))[:MOST_SHOWN]
        if not top:
            return None
        return bar_list(
            [
                Bar(
                    name_of(one.topic) if one.topic else _("No topic yet"),
                    one.compared.now["overdue"],
                    format_number(one.compared.now["overdue"], language()),
                    f"{cases_address(self.office.code, 'overdue')}&topic={one.topic.code}" if one.topic else "",
                )
                for one in top
            ],
            tone="warning",
        )

    @cached_property
    def map(self) -> Map | None:
        """The map."""
        return map_of(self.screen)

    @property
    def received_line(self) -> SafeString:
        """What came in, day by day."""
        return daily_line(self.screen, "received", _("Received"))

    @property
    def answered_line(self) -> SafeString:
        """First answers, day by day."""
        return daily_line(self.screen, "answered", _("First answers"))

    @property
    def days(self) -> list[tuple[str, str, str, str]]:
        """The lines' table, newest first: day, received, answered, resolved."""
        return [
            (show_day(one.day), _count(one.figures["received"]), _count(one.figures["answered"]), _count(one.figures["resolved"]))
            for one in reversed(self.screen.daily)
        ]

    @cached_property
    def table(self) -> Table:
        """The table that is chosen."""
        return table_of(self.screen, self.screen.tab)


def _count(value: int) -> str:
    return format_number(value, language())


def _bar(one: Below) -> Bar:
    overdue = one.compared.now["overdue"]
    return Bar(one.name, overdue, format_number(overdue, language()), cases_address(one.office.code, "overdue"))
