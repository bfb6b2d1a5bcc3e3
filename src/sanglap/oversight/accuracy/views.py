"""The screen of accuracy: everybody sees their own tree."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanglap.directory.charter.models import Topic
from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.oversight.accuracy.selectors import (
    confusion_of,
    corrections_of,
    labels_of,
    record_of,
    records_of,
    summed_up_at,
    weeks_back,
)
from sanglap.oversight.accuracy.showing import drift_sentence, line_of, script_name, weekly_line
from sanglap.oversight.dashboards.selectors import home_of, office_for, offices_below
from sanglap.oversight.dashboards.showing import name_of
from sanglap.oversight.dashboards.tables import plain_cell

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer

PERIODS = (5, 13, 52)  # weeks
MOST_LABELS = 5_000


@require_GET
@officer_required
def home(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Lead to the screen of the place where the officer is posted."""
    del request
    posted = home_of(officer)
    if posted is None:
        raise Http404
    return redirect("oversight:accuracy:office", code=posted.code)


@require_GET
@officer_required
def office(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """How well the posts of an office and everything below it are read. At most fourteen queries."""
    found, weeks = _office(officer, code), _weeks(request)
    today = _today()
    since = weeks_back(today, weeks)
    record = record_of(found.code, since)
    below = offices_below(found)
    judged = records_of([one.code for one in below], since)
    topics = {topic.code: topic for topic in Topic.objects.all()}
    context: dict[str, Any] = {
        "office": found,
        "weeks": weeks,
        "periods": PERIODS,
        "since": since,
        "summed_up_at": summed_up_at(),
        "together": line_of(name_of(found), record.together),
        "scripts": [line_of(script_name(code), one) for code, one in sorted(record.by_script.items(), key=lambda row: -row[1].all)],
        "offices": [
            line_of(name_of(one), judged[one.code], reverse("oversight:accuracy:office", args=[one.code]))
            for one in sorted(below, key=lambda one: -judged[one.code].all if one.code in judged else 0)
            if one.code in judged
        ],
        "drift": drift_sentence(record, today) if record.together.all else "",
        "chart": weekly_line(record) if record.together.all else "",
        "by_week": [(week, line_of("", one)) for week, one in sorted(record.by_week.items())],
        "confusion": [(topics.get(read), topics.get(meant), times) for read, meant, times in confusion_of(found.code, since)],
        "corrections": [
            (row.case, topics.get(row.topic_read), topics.get(row.topic), row.changed_at)
            for row in corrections_of(found, officer, since)
        ],
    }
    return render(request, "accuracy/office.html", context)


@require_GET
@officer_required
def labels(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """Give the corrections as a table to learn from: the masked first words, what was read, what was meant."""
    found, since = _office(officer, code), weeks_back(_today(), _weeks(request))
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("script", "topic_read", "topic", "area", "words"))
    for case, judged in labels_of(found, officer, since, MOST_LABELS):
        table.writerow(
            [plain_cell(one) for one in (judged.script, judged.topic_read, judged.topic, case.area_id or "", case.excerpt)]
        )
    answer = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="corrections-{since}.csv"'
    return answer


def _office(officer: Officer, code: str) -> Office:
    found = office_for(officer, code)
    if found is None:
        raise Http404
    return found


def _weeks(request: HttpRequest) -> int:
    asked = request.GET.get("weeks", "")
    return int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[1]


def _today() -> date:
    return clock.now().astimezone(ZoneInfo(settings.TIME_ZONE_OF_PEOPLE)).date()
