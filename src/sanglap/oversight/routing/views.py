"""The administrators' pages: every topic with its office types; one topic to change, with a preview and its versions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.visibility import administers_country
from sanglap.directory.people.guarding import officer_required
from sanglap.directory.places.models import Area
from sanglap.foundation import clock
from sanglap.journey.dispatch.models import RoutingChange
from sanglap.journey.dispatch.services.routing import (
    DAYS_LOOKED_AT,
    RoutingPreview,
    UnableToRoute,
    change_routes,
    check_routes,
    preview_routes,
    routes_of,
)
from sanglap.oversight.routing.choices import all_choices, names_of_types
from sanglap.oversight.routing.forms import EMPTY_LINES, from_rows, lines_of, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from sanglap.directory.people.models import Officer
    from sanglap.reading.offices import RouteTo

MOST_VERSIONS = 20
WORDS = {
    "none": lambda: _("At least one office type must answer a topic."),
    "twice": lambda: _("An office type stands there twice."),
    "type": lambda: _("There is no such office type."),
    "level": lambda: _("This office type does not stand at that area level."),
    "priority": lambda: _("The order is a number from 1 to 99."),
    "many": lambda: _("At most twenty lines."),
    "reason": lambda: _("Please say why, so that everybody understands the change later."),
    "changed": lambda: _("Somebody changed the routes meanwhile. Please look again; your lines are kept."),
}


@require_GET
@officer_required
def topics(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Every topic with the office types that answer it, the first owner first. Four queries."""
    _require_administrator(officer)
    names, routes = names_of_types(), defaultdict(list)
    for route in Route.objects.order_by("priority", "id"):
        routes[route.topic_id].append(names.get(route.office_type, route.office_type))
    rows = [(topic, routes[topic.code]) for topic in Topic.objects.order_by("number")]
    return render(request, "routing/topics.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@officer_required
def topic(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    """One topic: look, try on last month's posts, save with a reason."""
    _require_administrator(officer)
    found = get_object_or_404(Topic, code=code)
    if request.method == "GET":
        return _page(request, found, _lines_to_start_with(request, found))
    lines: Sequence[RouteTo] = routes_of(found)
    try:
        lines = lines_of(request.POST)
        check_routes(lines)
        preview = preview_routes(found, lines, clock.now())
        if "save" not in request.POST:
            return _page(request, found, lines, preview=preview)
        _save(request, officer, found, lines)
    except UnableToRoute as trouble:
        return _page(request, found, lines, problem=WORDS[trouble.why](), status=409 if trouble.why == "changed" else 422)
    return redirect("oversight:routing:topic", code=found.code)


def _save(request: HttpRequest, officer: Officer, topic: Topic, lines: Sequence[RouteTo]) -> None:
    version = request.POST.get("version", "")
    changed = change_routes(
        topic, lines, officer=officer, reason=request.POST.get("reason", ""), now=clock.now(),
        expected_version=int(version) if version.isdigit() else 0,
    )  # fmt: skip
    if changed:
        messages.success(request, _("Saved. New posts go this way from now on; open cases stay where they are."))
    else:
        messages.info(request, _("Nothing was different; nothing is changed."))


def _lines_to_start_with(request: HttpRequest, topic: Topic) -> list[RouteTo]:
    """Return the routes as they are, or those of the earlier version that should come back."""
    wanted = request.GET.get("version_of", "")
    change = next((one for one in _versions(topic) if str(one.id) == wanted), None)
    return from_rows(change.before) if change else routes_of(topic)


def _page(
    request: HttpRequest,
    topic: Topic,
    lines: Sequence[RouteTo],
    *,
    preview: RoutingPreview | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    names = names_of_types()
    areas = Area.objects.in_bulk([row[0] for row in (preview.examples if preview else [])])
    offices = Office.objects.in_bulk([code for row in (preview.examples if preview else []) for code in row[1:3]])
    filled = [{"value": value_of(line), "priority": line.priority} for line in lines]
    after_last = max((line.priority for line in lines), default=0)
    empty = [{"value": "", "priority": after_last + 1 + number} for number in range(EMPTY_LINES)]
    context: dict[str, Any] = {
        "topic": topic,
        "lines": [*filled, *empty],
        "choices": all_choices(),
        "version": Country.objects.values_list("routing_version", flat=True).first(),
        "reason": request.POST.get("reason", ""),
        "preview": preview,
        "moved": [(names.get(one.from_type, one.from_type), names.get(one.to_type, one.to_type), one.cases)
                  for one in (preview.moved if preview else [])],
        "examples": [(areas.get(area), offices.get(was), offices.get(will), number)
                     for area, was, will, number in (preview.examples if preview else [])],
        "days": DAYS_LOOKED_AT,
        "versions": [(one, [names.get(str(row[1]), row[1]) for row in one.after]) for one in _versions(topic)],
        "problem": problem,
    }  # fmt: skip
    return render(request, "routing/topic.html", context, status=status)


def _versions(topic: Topic) -> Sequence[RoutingChange]:
    return list(RoutingChange.objects.filter(topic=topic).select_related("officer").order_by("-at")[:MOST_VERSIONS])


def _require_administrator(officer: Officer) -> None:
    if not administers_country(officer):
        raise Http404
