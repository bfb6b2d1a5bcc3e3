"""Questions about places: where is this point, which place has this name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from sanglap.directory.places.locating import Locator
from sanglap.directory.places.models import Area, AreaName, Boundary
from sanglap.directory.places.naming import NameIndex, PlaceName


@dataclass(frozen=True, slots=True)
class Map:
    """What is kept in memory of the country's map, until newer boundaries are loaded."""

    loaded_at: datetime | None
    locator: Locator
    names: NameIndex


_map: list[Map] = []


def current_map() -> Map:
    """Return the map in memory; one small query tells whether it is still the newest."""
    newest = Boundary.objects.aggregate(newest=Max("loaded_at"))["newest"]
    if not _map or _map[0].loaded_at != newest:
        _map[:] = [Map(newest, _locator(), _name_index())]
    return _map[0]


def area_at(latitude: float, longitude: float) -> Area | None:
    """Return the smallest area with a boundary that holds the point; None outside of the country."""
    code = current_map().locator.find(latitude, longitude)
    return Area.objects.filter(code=code).first() if code else None


def areas_named(words: str, most: int = 6) -> list[Area]:
    """Return the areas that these words may name, the likeliest first, namesakes apart."""
    matches = current_map().names.search(words, most)
    rows = Area.objects.select_related("parent").in_bulk([match.code for match in matches])
    return [rows[match.code] for match in matches if match.code in rows]


def _locator() -> Locator:
    finest = Boundary.objects.aggregate(finest=Max("level"))["finest"]
    rows = Boundary.objects.filter(level=finest).order_by("area").values_list("area_id", "shape")
    return Locator.from_well_known_binary((code, bytes(shape)) for code, shape in rows)


def _name_index() -> NameIndex:
    named = AreaName.objects.filter(area__level__gte=1).order_by("id")
    rows = named.values_list("area_id", "name", "kind", "area__level", "area__path")
    return NameIndex.from_rows(PlaceName(*row) for row in rows.iterator(5_000))
