"""The place finder of a country pack, made from its tables without a database."""

from __future__ import annotations

import json
from pathlib import Path

from sanglap.directory.places.locating import Locator
from sanglap.reading.places.finding import KnownArea, PlaceFinder
from sanglap.reading.places.gazetteer import PlaceCue, PlaceName, make_gazetteer
from sanglap.reading.tables import rows_of

ORDINARY_WORDS = Path("reading") / "place_names_that_are_words.csv"
NEIGHBOURHOODS = Path("reading") / "neighbourhoods.csv"


def known_areas(pack: Path) -> dict[str, KnownArea]:
    """Return every area of a country pack by its code, with the path of codes from the country down to it."""
    rows = {row["pcode"]: row for row in rows_of(pack / "areas.csv")}
    paths: dict[str, str] = {}

    def path(code: str) -> str:
        if code not in paths:
            parent = rows[code]["parent_pcode"]
            paths[code] = f"{path(parent) if parent else '/'}{code}/"
        return paths[code]

    return {code: KnownArea(code, int(row["level"]), path(code), row["name"]) for code, row in rows.items()}


def district_level(pack: Path) -> int:
    """Return the level at which a country pack has its districts; 0 is the country."""
    return int(json.loads((pack / "datapackage.json").read_text(encoding="utf-8"))["country"]["district_level"])


def load_place_finder(pack: Path) -> PlaceFinder:
    """Return the finder of a country pack. Outlines are read only when a point is first asked for."""
    areas = known_areas(pack)
    district = district_level(pack)
    below = district + 1  # upazilas and cities: the smallest areas whose names are found by their sound
    cues = list(rows_of(pack / "place_cues.csv"))
    names = [
        PlaceName(row["name"], row["pcode"], areas[row["pcode"]].level, areas[row["pcode"]].path)
        for file in (pack / "names.csv", pack / NEIGHBOURHOODS)
        for row in rows_of(file)
    ]
    return PlaceFinder(
        make_gazetteer(names, [row["token"] for row in cues if row["position"] == "suffix"], below),
        areas,
        [PlaceCue(row["token"], int(row["level"]), row["position"] == "before") for row in cues if row["level"]],
        ordinary_words=[row["name"] for row in rows_of(pack / ORDINARY_WORDS)],
        locate=_outlines(pack, below).find,
        district_level=district,
    )


def _outlines(pack: Path, deepest: int) -> Locator:
    """Return what finds the area of a point: by the smallest areas of which the pack has outlines, or by none."""
    files = [pack / f"boundaries_adm{level}.geojson.gz" for level in range(deepest, 0, -1)]
    return next((Locator.from_geojson(file) for file in files if file.exists()), Locator([], []))
