"""The monthly report on the screen and as a file: everybody sees their own tree."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import OfficeType
from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.oversight.dashboards.selectors import home_of, office_for, offices_below
from sanglap.oversight.dashboards.showing import name_of
from sanglap.oversight.reports.columns import COLUMNS
from sanglap.oversight.reports.counting import Row, causes_of, report_of
from sanglap.oversight.reports.papers import as_csv, as_pdf, as_xlsx, cell, title_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer

MONTHS_OFFERED = 13
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFIDENTIAL = frozenset({"X", "XX"})


@require_GET
@officer_required
def home(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Lead to the report of the office where the officer is posted."""
    del request
    posted = home_of(officer)
    if posted is None:
        raise Http404
    return redirect("oversight:reports:office", code=posted.code)


@require_GET
@officer_required
def office(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Show a month of an office and of the offices below it."""
    found, month = _office(officer, code), _month(request)
    rows = report_of(found, offices_below(found), month)
    context: dict[str, Any] = {
        "office": found,
        "month": month,
        "months": _months(),
        "columns": COLUMNS,
        "lines": [(title_of(row), row, [cell(column, row) for column in COLUMNS]) for row in rows],
        "causes": _causes(found, month),
    }
    return render(request, "reports/office.html", context)


@require_GET
@officer_required
def download(request: HttpRequest, officer: Officer, code: str, kind: str) -> HttpResponse:
    """The report as ``pdf``, ``xlsx`` or ``csv``."""
    found, month = _office(officer, code), _month(request)
    rows = report_of(found, offices_below(found), month)
    title = _("Monthly report: %(office)s, %(month)s") % {"office": name_of(found), "month": f"{month:%Y-%m}"}
    made = _made(kind, rows, title)
    if made is None:
        raise Http404
    body, content_type = made
    headers = {
        "Content-Disposition": f'attachment; filename="{found.code}-{month:%Y-%m}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(body, content_type=content_type, headers=headers)


def _made(kind: str, rows: list[Row], title: str) -> tuple[bytes, str] | None:
    if kind == "pdf":
        return as_pdf(rows, title, now=clock.now()), "application/pdf"
    if kind == "xlsx":
        return as_xlsx(rows, title), XLSX
    return (as_csv(rows).encode(), "text/csv; charset=utf-8") if kind == "csv" else None


def _causes(found: Office, month: date) -> list[dict[str, Any]]:
    """Return the quarter's causes with their names; a confidential topic is counted, and its places are not told."""
    topics, types = Topic.objects.in_bulk(), OfficeType.objects.in_bulk()
    first = date(month.year, (month.month - 1) // 3 * 3 + 1, 1)
    return [
        {
            "topic": topics[one.topic],
            "type": types[one.office_type],
            "cases": one.cases,
            "confirmed": one.confirmed,
            "areas": None if topics[one.topic].sensitivity in CONFIDENTIAL else one.areas,
        }
        for one in causes_of(found, first)
    ]


def _office(officer: Officer, code: str) -> Office:
    found = office_for(officer, code)
    if found is None:
        raise Http404
    return found


def _month(request: HttpRequest) -> date:
    asked = request.GET.get("month", "")
    return next((one for one in _months() if f"{one:%Y-%m}" == asked), _months()[0])


def _months() -> list[date]:
    today = clock.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    count = today.year * 12 + today.month - 1
    return [date((count - back) // 12, (count - back) % 12 + 1, 1) for back in range(MONTHS_OFFERED)]
