"""The same rows as a table on paper, a spreadsheet and plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import xlsxwriter
from django.utils.translation import gettext as _

from sanglap.foundation.text import format_number
from sanglap.oversight.dashboards.showing import NOTHING, language, name_of
from sanglap.oversight.dashboards.tables import plain_cell
from sanglap.oversight.reports.columns import COLUMNS, Column
from sanglap.ui.paper import Paper

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.oversight.reports.counting import Row

WIDTH_OF_NAMES, WIDTH_OF_FIGURES = 5, 2


def cell(column: Column, row: Row) -> str:
    """Return a figure in the reader's language."""
    value = column.value(row.month)
    if value is None:
        return NOTHING
    return (
        f"{format_number(round(value * 100), language())}\N{NO-BREAK SPACE}%" if column.share else format_number(value, language())
    )


def title_of(row: Row) -> str:
    """Return the name of a line."""
    return f"{name_of(row.office)} {_('(itself)')}" if row.alone else name_of(row.office)


def as_pdf(rows: Sequence[Row], title: str, *, now: datetime) -> bytes:
    """Return the report on paper, with a place to sign."""
    paper = Paper(title, language=language(), made_at=now, wide=True)
    paper.heading(title)
    head = [_("Office"), *(str(column.title) for column in COLUMNS)]
    widths = [WIDTH_OF_NAMES] + [WIDTH_OF_FIGURES] * len(COLUMNS)
    paper.table(head, [[title_of(row), *(cell(column, row) for column in COLUMNS)] for row in rows], widths=widths)
    paper.hint(_("Counted from the cases themselves; nobody typed a figure. The share that citizens confirmed comes first."))
    paper.words("\n\n____________________________")
    paper.hint(_("Signature, name, date"))
    return paper.as_bytes()


def as_xlsx(rows: Sequence[Row], title: str) -> bytes:
    """Return the report as a spreadsheet; shares are numbers between 0 and 1, shown in percent."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, percent = book.add_worksheet("report"), book.add_format({"bold": True}), book.add_format({"num_format": "0 %"})
    sheet.write_string(0, 0, title, bold)
    for place, head in enumerate([_("Office"), *(str(column.title) for column in COLUMNS)]):
        sheet.write_string(1, place, head, bold)
    for line, row in enumerate(rows, start=2):
        sheet.write_string(line, 0, title_of(row))
        for place, column in enumerate(COLUMNS, start=1):
            value = column.value(row.month)
            if value is not None:
                sheet.write_number(line, place, value, percent if column.share else None)
    sheet.freeze_panes(2, 1)
    sheet.autofit()
    book.close()
    return written.getvalue()


def as_csv(rows: Sequence[Row]) -> str:
    """Return the report as plain text for other programs: codes as heads, figures as they are."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["office", "name", *(column.code for column in COLUMNS)])
    for row in rows:
        figures = (column.value(row.month) for column in COLUMNS)
        shown = ["" if value is None else round(value, 4) for value in figures]
        table.writerow([plain_cell(row.office.code), plain_cell(title_of(row)), *shown])
    return written.getvalue()
