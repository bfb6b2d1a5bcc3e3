"""What the screens ask besides the counters: offices, maps, silent pages, and what only this office can unblock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from sanglap.channels.models import Page
from sanglap.directory.charter.models import Country
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.visibility import offices_seen_by, posted_offices
from sanglap.directory.places.models import Area, Boundary
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.states import OPEN_STATES
from sanglap.journey.handling.models import Escalation, Opinion
from sanglap.journey.handling.rules import DISPUTED
from sanglap.oversight.dashboards.levels import Level

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer

MOST_SHOWN = 8
MOST_COUNTED = 100  # beyond this a list says "100+"
ESCALATIONS_MATTER = timedelta(days=120)


def office_for(officer: Officer, code: str) -> Office | None:
    """Return an office of the officer's own trees; None for every other, as if it did not exist. Two queries."""
    return offices_seen_by(officer).filter(code=code, is_active=True).select_related("area", "type").first()


def home_of(officer: Officer) -> Office | None:
    """Return where the officer is posted, the highest place first; None without a posting."""
    codes = [office.code for office in posted_offices(officer)]
    return Office.objects.filter(code__in=codes).order_by("area__level", "code").first()


def district_level() -> int:
    """Return at which level of areas the country has its districts."""
    return Country.objects.values_list("district_level", flat=True).first() or 0


def offices_below(office: Office) -> list[Office]:
    """Return the offices directly below on either tree, by name. One query."""
    below = Office.objects.filter(Q(line_parent=office) | Q(coordinator=office), is_active=True)
    return list(below.select_related("area", "type").order_by("area__level", "type_id", "name_en"))


def offices_of_map(office: Office, level: Level, areas_level: int) -> dict[str, list[str]]:
    """Return which offices stand for each area of the map. One query.

    On the territory it is the office that answers to a larger area's coordinator; on the line it is the line's own.
    """
    offices = Office.objects.filter(area__level=areas_level, is_active=True)
    if level in {Level.MINISTRY, Level.LINE, Level.OFFICE}:
        offices = offices.filter(line_path__startswith=office.line_path).exclude(line_parent__area__level=areas_level)
    else:
        offices = offices.filter(territory_path__startswith=office.territory_path, coordinator__area__level__lt=areas_level)
    found: dict[str, list[str]] = {}
    for code, area in offices.order_by("code").values_list("code", "area_id"):
        found.setdefault(area, []).append(code)
    return found


@dataclass(frozen=True, slots=True)
class Outline:
    """An area of the map with its drawing."""

    area: Area
    drawing: str


def outlines_of(office: Office, areas_level: int) -> list[Outline]:
    """Return the drawings of the areas of a level inside the office's own area. One query."""
    inside = Boundary.objects.filter(level=areas_level, area__path__startswith=office.area.path).select_related("area")
    return [Outline(row.area, row.drawing) for row in inside.only("drawing", "area").order_by("area_id") if row.drawing]


@dataclass(frozen=True, slots=True)
class Told:
    """A case that was told to an office because so many percent of its time had passed."""

    case: Case
    stage: int


def escalated_to(office: Office, now: datetime) -> list[Told]:
    """Return the open cases that were told to this office, disputed ones first, then the latest stage. Two queries."""
    still_open = Case.objects.filter(district_id=OuterRef("district_id"), id=OuterRef("case_id"), state__in=sorted(OPEN_STATES))
    told = Escalation.objects.filter(Exists(still_open), office=office, at__gte=now - ESCALATIONS_MATTER, seen_at__isnull=True)
    newest = told.order_by("-at").values_list("district_id", "case_id", "stage")[:MOST_COUNTED]
    stages: dict[tuple[str, UUID], int] = {}
    for district_id, case_id, stage in newest:
        stages[district_id, case_id] = max(stage, stages.get((district_id, case_id), 0))
    cases = Case.objects.filter(district_id__in={key[0] for key in stages}, id__in=[key[1] for key in stages])
    found = [Told(case, stages[case.key]) for case in cases.select_related("topic", "office")]
    return sorted(found, key=lambda one: (one.stage != DISPUTED, -one.stage, one.case.received_at))


def opinions_waited_for(office: Office) -> list[Opinion]:
    """Return the questions other offices have put to this one, the most urgent first. One query."""
    asked = Opinion.objects.filter(asked_office=office, answered_at__isnull=True)
    return list(asked.select_related("case__topic", "case__office").order_by("due_at")[:MOST_COUNTED])


def count_below(office: Office) -> int:
    """Count the offices at and below an office. One query."""
    below = Q(line_path__startswith=office.line_path) | Q(territory_path__startswith=office.territory_path)
    return Office.objects.filter(below).count()


def count_not_connected(office: Office) -> int:
    """Count the offices at and below an office without a page on any network. One query over offices, none over cases."""
    below = Q(line_path__startswith=office.line_path) | Q(territory_path__startswith=office.territory_path)
    has_page = Exists(Page.objects.filter(office=OuterRef("pk")).exclude(status=Page.FAKE))
    return Office.objects.filter(~has_page, below, is_active=True).count()


def pages_in_trouble(office: Office) -> list[Page]:
    """Return the pages at and below an office that cannot speak or may have missed posts. One query."""
    below = Q(office__line_path__startswith=office.line_path) | Q(office__territory_path__startswith=office.territory_path)
    trouble = Q(status__in=[Page.BROKEN, Page.LOST, Page.DORMANT]) | Q(uncovered_since__isnull=False)
    return list(Page.objects.filter(below, trouble).select_related("office").order_by("office_id")[:MOST_COUNTED])


def crumbs_of(office: Office, officer: Officer) -> list[Office]:
    """Return the offices above on the territory (or, without one, the line) that the officer may open. Two queries."""
    path = office.territory_path if office.coordinator_id else office.line_path
    above = [code for code in path.split("/") if code and code != office.code]
    found = {one.code: one for one in offices_seen_by(officer).filter(code__in=above)}
    return [found[code] for code in above if code in found]


def case_by_key(officer: Officer, keys: list[tuple[str, UUID]]) -> list[Case]:
    """Return cases by their keys, in that order, through the one door to cases. Two queries."""
    visible = Case.objects.visible_to(officer)
    chosen = visible.filter(district_id__in={district for district, _ in keys}, id__in=[one for _, one in keys])
    found = {case.id: case for case in chosen.select_related("topic", "office", "area")}
    return [found[one] for _, one in keys if one in found]
