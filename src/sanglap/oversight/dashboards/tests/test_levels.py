"""Which screen an office gets."""

from __future__ import annotations

import pytest

from sanglap.oversight.dashboards.levels import Level, level_of, map_level


@pytest.mark.parametrize(
    ("area_level", "has_areas_below", "has_line_below", "expected"),
    [
        (0, True, True, Level.COUNTRY),
        (0, False, True, Level.MINISTRY),
        (1, True, True, Level.DIVISION),
        (1, False, True, Level.LINE),
        (2, True, True, Level.DISTRICT),
        (2, False, True, Level.LINE),
        (3, True, False, Level.UPAZILA),
        (3, False, False, Level.OFFICE),
        (4, False, False, Level.OFFICE),
    ],
)
def test_in_a_country_with_divisions(area_level: int, has_areas_below: bool, has_line_below: bool, expected: Level) -> None:  # noqa: FBT001
    found = level_of(area_level=area_level, district_level=2, has_areas_below=has_areas_below, has_line_below=has_line_below)
    assert found is expected


def test_in_a_country_whose_districts_lie_directly_below_it() -> None:
    assert level_of(area_level=1, district_level=1, has_areas_below=True, has_line_below=True) is Level.DISTRICT
    assert map_level(area_level=0, district_level=1) == 1
    assert map_level(area_level=1, district_level=1) == 2
