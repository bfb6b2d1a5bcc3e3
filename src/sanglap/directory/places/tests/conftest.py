"""The map and the names of Bangladesh, straight from the pack's files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanglap.directory.places.locating import Locator
from sanglap.directory.places.naming import NameIndex, PlaceName, PlaceWord

BANGLADESH = Path(__file__).resolve().parents[5] / "countrypacks" / "BD"


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table."""
    with (BANGLADESH / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="session")
def areas() -> dict[str, dict[str, str]]:
    """Return area rows by code."""
    return {row["pcode"]: row for row in rows("areas.csv")}


@pytest.fixture(scope="session")
def locator() -> Locator:
    """Return a locator over upazilas and cities."""
    return Locator.from_geojson(BANGLADESH / "boundaries_adm3.geojson.gz")


@pytest.fixture(scope="session")
def index(areas: dict[str, dict[str, str]]) -> NameIndex:
    """Return an index over every spelling."""
    paths: dict[str, str] = {}
    for code, area in areas.items():
        paths[code] = f"{paths.get(area['parent_pcode'], '/')}{code}/"
    return NameIndex.from_rows(
        (
            PlaceName(row["pcode"], row["name"], row["kind"], int(areas[row["pcode"]]["level"]), paths[row["pcode"]])
            for row in rows("names.csv")
        ),
        (PlaceWord(row["token"], int(row["level"]) if row["level"] else None, row["position"]) for row in rows("place_cues.csv")),
    )
