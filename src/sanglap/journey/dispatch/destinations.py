"""From office types and areas to real offices: what the routing table names, and who coordinates where it is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area
from sanglap.journey.dispatch.rules import Destination
from sanglap.reading.offices import RouteTo


@dataclass(frozen=True, slots=True)
class Wish:
    """A case's area and the office types that answer its topic."""

    area_code: str
    routes: list[RouteTo]


def destinations_for(wishes: list[Wish], country: str) -> list[list[Destination]]:
    """Return, for each wish, the destinations in its area or the areas above. Three queries for any number of wishes."""
    paths = dict(Area.objects.filter(code__one_of={wish.area_code for wish in wishes}).values_list("code", "path"))
    codes: dict[int, list[tuple[RouteTo, str, str]]] = defaultdict(list)
    for index, wish in enumerate(wishes):
        areas = [code for code in paths.get(wish.area_code, "").split("/") if code]
        for route in wish.routes:
            if route.area_level == 0:
                codes[index].append((route, route.office_type, country))
            elif route.area_level < len(areas):
                area = areas[route.area_level]
                codes[index].append((route, f"{route.office_type}-{area}", area))
    wanted = {code for named in codes.values() for _, code, _ in named}
    found = _active(wanted)
    coordinators = _coordinators({area for named in codes.values() for _, code, area in named if code not in found})
    return [
        [
            Destination(found.get(code, code), code in found, route.priority, coordinators.get(area, ""))
            for route, code, area in codes.get(index, ())
        ]
        for index in range(len(wishes))
    ]


def _active(codes: set[str]) -> dict[str, str]:
    """Return each office that exists, or the one that has taken over from it."""
    rows = Office.objects.filter(code__one_of=codes).values_list("code", "is_active", "succeeded_by_id")
    return {code: (code if active else successor) for code, active, successor in rows if active or successor}


def _coordinators(areas: set[str]) -> dict[str, str]:
    """Return who brings an area's offices together: the coordinator that most of them name."""
    if not areas:
        return {}
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Office.objects.filter(area_id__one_of=areas, coordinator__isnull=False, coordinator__is_active=True)
    for area, coordinator in rows.values_list("area_id", "coordinator_id"):
        votes[area][str(coordinator)] += 1
    return {area: max(sorted(named), key=lambda code: named[code]) for area, named in votes.items()}
