"""The doors of those who oversee: each sees their own tree; everything else does not exist for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.foundation.live import live_token
from sanglap.oversight.dashboards import indicators as dictionary
from sanglap.oversight.dashboards.case_lists import FILTERS, list_cases
from sanglap.oversight.dashboards.case_pages import CasesPage
from sanglap.oversight.dashboards.pages import OfficePage
from sanglap.oversight.dashboards.screen import MAP_MEASURES, PERIODS, Screen
from sanglap.oversight.dashboards.selectors import home_of, office_for
from sanglap.oversight.dashboards.tables import as_csv, table_of

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer

PARTS = {"first": "dashboards/first.html", "table": "dashboards/table.html"}


@require_GET
@officer_required
def home(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Lead to the screen of the place where the officer is posted."""
    posted = home_of(officer)
    if posted is None:
        return render(request, "dashboards/no_posting.html", status=403)
    return redirect("oversight:office", code=posted.code)


@require_GET
@officer_required
def indicators(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Explain every figure."""
    del officer
    return render(request, "dashboards/indicators.html", {"indicators": dictionary.ALL})


@require_GET
@officer_required
def office(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Show an office's screen."""
    screen = _screen(request, officer, code)
    token = live_token({screen.office.line_path, screen.office.territory_path}, screen.now)
    return render(request, "dashboards/office.html", {"page": OfficePage(screen), "live_token": token})


@require_GET
@officer_required
def part(request: HttpRequest, officer: Officer, code: str, part: str) -> HttpResponse:
    """Show one part of a screen again; live screens ask for it when something has changed."""
    if part not in PARTS:
        raise Http404
    return render(request, PARTS[part], {"page": OfficePage(_screen(request, officer, code))})


@require_GET
@officer_required
def cases(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """List the cases behind a figure."""
    chosen = request.GET.get("filter", "open")
    if chosen not in FILTERS:
        raise Http404
    found = _office(officer, code)
    topic = request.GET.get("topic", "")[:48]
    listed = list_cases(officer, found, chosen, topic=topic, begin_after=request.GET.get("after", ""))
    return render(request, "dashboards/cases.html", {"page": CasesPage(found, chosen, topic, listed, clock.now())})


@require_GET
@officer_required
def table_csv(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Give the table that a screen shows to a spreadsheet."""
    screen = _screen(request, officer, code)
    name = f"{slugify(screen.office.code)}-{screen.tab}-{screen.period.since}-{screen.period.until}.csv"
    answer = HttpResponse(as_csv(table_of(screen, screen.tab)).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _screen(request: HttpRequest, officer: Officer, code: str) -> Screen:
    days = request.GET.get("days", "")
    measure = request.GET.get("map", "")
    return Screen(
        officer=officer,
        office=_office(officer, code),
        now=clock.now(),
        days=int(days) if days in {str(one) for one in PERIODS} else 30,
        by=request.GET.get("by", ""),
        measure=measure if measure in MAP_MEASURES else MAP_MEASURES[0],
    )


def _office(officer: Officer, code: str) -> Office:
    found = office_for(officer, code)
    if found is None:
        raise Http404
    return found
