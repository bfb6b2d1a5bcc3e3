"""Which screen an office gets. Decided by the two trees alone, so that any country's pack has its screens."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What kind of screen: what stands first on it is in section N of the requirements."""

    COUNTRY = "country"
    MINISTRY = "ministry"
    DIVISION = "division"
    DISTRICT = "district"
    UPAZILA = "upazila"
    LINE = "line"
    OFFICE = "office"


def level_of(*, area_level: int, district_level: int, has_areas_below: bool, has_line_below: bool) -> Level:
    """Return the level of an office's screen.

    ``has_areas_below``: it coordinates offices of smaller areas; ``has_line_below``: offices take their orders from it.
    """
    if has_areas_below:
        if area_level == 0:
            return Level.COUNTRY
        if area_level < district_level:
            return Level.DIVISION
        return Level.DISTRICT if area_level == district_level else Level.UPAZILA
    if area_level == 0:
        return Level.MINISTRY
    return Level.LINE if has_line_below else Level.OFFICE


def map_level(*, area_level: int, district_level: int) -> int:
    """Return the level of the areas on the map: districts for all above them, else the next smaller areas."""
    return district_level if area_level < district_level else area_level + 1
