"""An administrator decides which office types answer a topic: looked at before, dated, explained, and never lost (part 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.directory.offices.models import Office, OfficeType
from sanglap.journey.cases.models import Case
from sanglap.journey.dispatch.destinations import Wish, destinations_for
from sanglap.journey.dispatch.models import RoutingChange
from sanglap.journey.dispatch.rules import Option, choose_offices
from sanglap.reading.offices import RouteTo

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer

DAYS_LOOKED_AT = 30
MOST_LINES = 20
MOST_EXAMPLES = 8
HIGHEST_PRIORITY = 99
CERTAIN = 1.0


class UnableToRoute(ValueError):
    """The lines cannot stand: ``why`` is one of none, twice, type, level, priority, many, reason, changed."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class WouldMove:
    """Cases of the last month that another office type would have had, with how many of them."""

    from_type: str
    to_type: str
    cases: int


@dataclass(slots=True)
class RoutingPreview:
    """What would have been different on last month's posts; no name and no word of a citizen is in it."""

    cases: int = 0
    moved: list[WouldMove] = field(default_factory=list)
    examples: list[tuple[str, str, str, int]] = field(default_factory=list)  # codes of area, office then and now; cases
    put_right_by_hand: int = 0  # cases that people had moved to where the new routes send them at once
    put_wrong: int = 0  # cases that stand with the office that they would no longer have come to

    @property
    def changes(self) -> int:
        """Return how many cases would have gone elsewhere."""
        return sum(one.cases for one in self.moved)


def routes_of(topic: Topic) -> list[RouteTo]:
    """Return a topic's routes, the first owner first."""
    rows = Route.objects.filter(topic=topic).order_by("priority", "id")
    return [RouteTo(row.area_level, row.office_type, row.priority) for row in rows]


def check_routes(lines: Sequence[RouteTo]) -> None:
    """Raise :class:`UnableToRoute` unless the lines can stand as a topic's routes."""
    levels = dict(OfficeType.objects.values_list("code", "area_level"))
    problems = {
        "none": not lines,
        "many": len(lines) > MOST_LINES,
        "twice": len({(line.area_level, line.office_type) for line in lines}) < len(lines),
        "type": any(not _is_known(line, levels) for line in lines),
        "level": any(line.area_level and levels.get(line.office_type) != line.area_level for line in lines),
        "priority": any(not 1 <= line.priority <= HIGHEST_PRIORITY for line in lines),
    }
    for why, is_so in problems.items():
        if is_so:
            raise UnableToRoute(why)


def _is_known(line: RouteTo, levels: Mapping[str, int]) -> bool:
    """A route of the country (level 0) names an office itself (``acc``), all others a type."""
    return line.office_type in levels if line.area_level else Office.objects.filter(code=line.office_type).exists()


def change_routes(
    topic: Topic, lines: Sequence[RouteTo], *, officer: Officer, reason: str, now: datetime, expected_version: int
) -> RoutingChange | None:
    """Let a topic be answered by these office types from now on; None when nothing differs.

    Open cases stay where they are. Raises :class:`UnableToRoute`, also when somebody changed routes since
    ``expected_version``.
    """
    check_routes(lines)
    if not reason.strip():
        raise UnableToRoute("reason")
    with transaction.atomic():
        country = Country.objects.select_for_update().first()
        if country is None or country.routing_version != expected_version:
            raise UnableToRoute("changed")
        before, after = _as_rows(routes_of(topic)), _as_rows(lines)
        if before == after:
            return None
        Route.objects.filter(topic=topic).delete()
        Route.objects.bulk_create([Route(topic=topic, area_level=at, office_type=kind, priority=rank) for at, kind, rank in after])
        Topic.objects.filter(code=topic.code).update(routing_edited_at=now)
        Country.objects.filter(code=country.code).update(routing_version=F("routing_version") + 1)
        return RoutingChange.objects.create(
            topic=topic, at=now, officer=officer, reason=reason.strip()[:500], before=before, after=after
        )


def _as_rows(lines: Sequence[RouteTo]) -> list[list[int | str]]:
    rows = sorted((line.priority, line.area_level, line.office_type) for line in lines)
    return [[area_level, office_type, priority] for priority, area_level, office_type in rows]


def preview_routes(topic: Topic, lines: Sequence[RouteTo], now: datetime) -> RoutingPreview:
    """Return what these routes would have changed for the topic's cases of the last 30 days. Eight queries."""
    country = Country.objects.get()
    recent = Case.objects.filter(topic=topic, received_at__gte=now - timedelta(days=DAYS_LOOKED_AT))
    groups = list(recent.values("area_id", "office_id", asked=F("page__office_id")).annotate(number=Count("id")))
    areas = sorted({group["area_id"] or "" for group in groups})
    before = dict(zip(areas, destinations_for([Wish(area, routes_of(topic)) for area in areas], country.code), strict=True))
    after = dict(zip(areas, destinations_for([Wish(area, list(lines)) for area in areas], country.code), strict=True))
    found, moved = RoutingPreview(), Counter[tuple[str, str]]()
    for group in sorted(groups, key=lambda one: -one["number"]):
        was, will = (
            choose_offices(page_office=group["asked"], options=[Option(CERTAIN, routes[group["area_id"] or ""])], is_sure=True)[
                0
            ].office
            for routes in (before, after)
        )
        found.cases += group["number"]
        if was == will:
            continue
        moved[was, will] += group["number"]
        found.put_right_by_hand += group["number"] * (group["office_id"] == will)
        found.put_wrong += group["number"] * (group["office_id"] == was)
        if len(found.examples) < MOST_EXAMPLES:
            found.examples.append((group["area_id"] or "", was, will, group["number"]))
    found.moved = _by_type(moved)
    return found


def _by_type(moved: Counter[tuple[str, str]]) -> list[WouldMove]:
    codes = {code for pair in moved for code in pair}
    types = dict(Office.objects.filter(code__in=codes).values_list("code", "type_id"))
    counted = Counter[tuple[str, str]]()
    for (was, will), number in moved.items():
        counted[types.get(was, was), types.get(will, will)] += number
    return [WouldMove(was, will, number) for (was, will), number in counted.most_common()]
