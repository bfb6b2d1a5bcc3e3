"""The tables of a screen, for people and as CSV: the same rows, the same columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanglap.oversight.dashboards.indicators import BY_CODE
from sanglap.oversight.dashboards.levels import Level
from sanglap.oversight.dashboards.screen import OFFICES, TOPICS, Screen
from sanglap.oversight.dashboards.showing import Shown, name_of, show_indicator

if TYPE_CHECKING:
    from sanglap.journey.tallies.figures import Compared

COLUMNS = ("received", "reply_rate", "first_answer", "on_time", "resolved", "confirmed", "open", "overdue")
COLUMNS_OF_TOPICS = ("received", "reply_rate", "broken_share", "resolved", "confirmed", "open", "overdue")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a name that leads somewhere, and its figures."""

    name: str
    href: str
    cells: list[Shown]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and the sentence that says how to read it."""

    code: str
    title: str
    explanation: str
    columns: list[Any]  # indicators
    rows: list[Row]


def table_of(screen: Screen, tab: str) -> Table:
    """Return one table of a screen."""
    return _topics(screen) if tab == TOPICS else _offices(screen, tab)


def tab_name(screen: Screen, tab: str) -> str:
    """Return what a table is called."""
    if tab == TOPICS:
        return _("By topic")
    if tab == OFFICES:
        return _("By ministry and directorate") if screen.level is Level.COUNTRY else _("By office")
    return {Level.COUNTRY: _("By division"), Level.DIVISION: _("By district"), Level.DISTRICT: _("By upazila")}.get(
        screen.level, _("By area")
    )


def _offices(screen: Screen, tab: str) -> Table:
    rows = [
        Row(
            one.name,
            screen_address(one.office.code, screen.days),
            _cells(one.compared, COLUMNS, one.office.code),
        )
        for one in screen.below(tab)
    ]
    explanation = _("In the order of names. The small signs compare each with its own past, never with its neighbours.")
    if tab == OFFICES and screen.level is not Level.UPAZILA:
        explanation += " " + _("An office's figures hold all offices below it, so the lines may overlap.")
    return Table(tab, tab_name(screen, tab), explanation, [BY_CODE[code] for code in COLUMNS], rows)


def _topics(screen: Screen) -> Table:
    rows = []
    for one in screen.topics:
        code = one.topic.code if one.topic else ""
        link = f"{cases_address(screen.office.code, 'open')}&topic={code}" if code else ""
        cells = [_topic_cell(column, one.compared) for column in COLUMNS_OF_TOPICS]
        rows.append(Row(name_of(one.topic) if one.topic else _("No topic yet"), link, cells))
    columns = [BY_CODE[code] for code in COLUMNS_OF_TOPICS]
    explanation = _("What people write about, the most frequent first.")
    return Table(TOPICS, tab_name(screen, TOPICS), explanation, columns, rows)


def _topic_cell(column: str, compared: Compared) -> Shown:
    return show_indicator(column, compared)


def _cells(compared: Compared, columns: tuple[str, ...], office: str) -> list[Shown]:
    links = {code: cases_address(office, code) for code in ("open", "overdue")}
    return [show_indicator(code, compared, href=links.get(code, "") if compared.now[code] else "") for code in columns]


def screen_address(office: str, days: int) -> str:
    """Return where an office's screen is."""
    return f"{reverse('oversight:office', args=[office])}?days={days}"


def cases_address(office: str, which: str) -> str:
    """Return where the cases behind a figure are listed."""
    return f"{reverse('oversight:cases', args=[office])}?filter={which}"


def as_csv(table: Table) -> str:
    """Return a table for spreadsheets: raw numbers (shares from 0 to 1, times in minutes), names that start no formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("Name"), *(str(column.name) for column in table.columns)])
    for row in table.rows:
        writer.writerow([plain_cell(row.name), *("" if cell.raw is None else _rounded(cell.raw) for cell in row.cells)])
    return out.getvalue()


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, whoever wrote it."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
