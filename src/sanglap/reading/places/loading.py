"""The place finder of a country pack, made from its tables without a database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sanglap.directory.places.locating import Locator
from sanglap.reading.places.finding import KnownArea, PlaceFinder
from sanglap.reading.places.gazetteer import PlaceCue, PlaceName, make_gazetteer

DEEPEST_BY_SOUND = 3  # upazilas and cities
ORDINARY_WORDS = Path("reading") / "place_names_that_are_words.csv"
NEIGHBOURHOODS = Path("reading") / "neighbourhoods.csv"


def known_areas(pack: Path) -> dict[str, KnownArea]:
    """Return every area of a country pack by its code, with the path of codes from the country down to it."""
    rows = {row["pcode"]: row for row in _rows(pack / "areas.csv")}
    paths: dict[str, str] = {}

    def path(code: str) -> str:
        if code not in paths:
            parent = rows[code]["parent_pcode"]
            paths[code] = f"{path(parent) if parent else '/'}{code}/"
        return paths[code]

    return {code: KnownArea(code, int(row["level"]), path(code), row["name"]) for code, row in rows.items()}


def load_place_finder(pack: Path) -> PlaceFinder:
    """Return the finder of a country pack. Outlines are read only when a point is first asked for."""
    areas = known_areas(pack)
    cues = list(_rows(pack / "place_cues.csv"))
    names = [
        PlaceName(row["name"], row["pcode"], areas[row["pcode"]].level, areas[row["pcode"]].path)
        for file in (pack / "names.csv", pack / NEIGHBOURHOODS)
        for row in _rows(file)
    ]
    return PlaceFinder(
        make_gazetteer(names, [row["token"] for row in cues if row["position"] == "suffix"], DEEPEST_BY_SOUND),
        areas,
        [PlaceCue(row["token"], int(row["level"]), row["position"] == "before") for row in cues if row["level"]],
        ordinary_words=[row["name"] for row in _rows(pack / ORDINARY_WORDS)],
        locate=Locator.from_geojson(pack / "boundaries_adm3.geojson.gz").find,
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    if file.exists():
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
