"""The place finder of a country pack, made from its tables without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sanglap.directory.places.locating import Locator
from sanglap.reading.places.finding import KnownArea, PlaceFinder
from sanglap.reading.places.gazetteer import PlaceCue, PlaceName, make_gazetteer
from sanglap.reading.tables import rows_of

ORDINARY_WORDS = Path("reading") / "place_names_that_are_words.csv"
PLACE_WORDS = Path("reading") / "place_words.csv"
NEIGHBOURHOODS = Path("reading") / "neighbourhoods.csv"


class PlaceWords:
    """Words that stand beside names of places, and what a district's town is called."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """``rows`` have row (before, after, town, town-type, seat, spelling) and word."""
        told: dict[str, list[str]] = {}
        for row in rows:
            told.setdefault(row["row"], []).append(row["word"])
        self.before, self.after = told.get("before", []), told.get("after", [])
        self.town_words = told.get("town", [])
        self._types, self._seats = told.get("town-type", []), told.get("seat", [])
        self._spellings = [tuple(pair.split()) for pair in told.get("spelling", [])]

    def towns(self, areas: Iterable[Mapping[str, str]]) -> dict[str, str]:
        """Return the code of the town of each district that has exactly one: its city, else the area around its seat."""
        found: dict[tuple[str, bool], list[str]] = {}
        for area in areas:
            is_city = area["type"] in self._types
            if is_city or area["name"].split()[-1] in self._seats:
                found.setdefault((area["parent_pcode"], is_city), []).append(area["pcode"])
        cities = {district for district, is_city in found if is_city}
        return {
            district: codes[0]
            for (district, is_city), codes in found.items()
            if len(codes) == 1 and is_city == (district in cities)
        }

    def spellings(self, name: str) -> list[str]:
        """Return the same name with endings that are also written otherwise."""
        return [name[: -len(one)] + other for one, other in self._spellings if name.casefold().endswith(one)]


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
    words = PlaceWords(list(rows_of(pack / PLACE_WORDS)))
    ordinary = list(rows_of(pack / ORDINARY_WORDS))
    names = [
        PlaceName(row["name"], row["pcode"], areas[row["pcode"]].level, areas[row["pcode"]].path)
        for file in (pack / "names.csv", pack / NEIGHBOURHOODS)
        for row in rows_of(file)
    ]
    towns = words.towns([row for row in rows_of(pack / "areas.csv") if row["level"] == str(below)])
    names += [
        PlaceName(f"{name.name} {word}", town, below, areas[town].path)
        for name in names
        if name.level == district and (town := towns.get(name.code))
        for word in words.town_words
    ]
    names += [replace(name, name=spelt) for name in names if 0 < name.level <= below for spelt in words.spellings(name.name)]
    return PlaceFinder(
        make_gazetteer(names, [row["token"] for row in cues if row["position"] == "suffix"], below),
        areas,
        [PlaceCue(row["token"], int(row["level"]), row["position"] == "before") for row in cues if row["level"]],
        ordinary_words={row["name"]: row.get("beside") == "yes" for row in ordinary},
        beside=(words.before, words.after),
        locate=_outlines(pack, below).find,
        district_level=district,
    )


def _outlines(pack: Path, deepest: int) -> Locator:
    """Return what finds the area of a point: by the smallest areas of which the pack has outlines, or by none."""
    files = [pack / f"boundaries_adm{level}.geojson.gz" for level in range(deepest, 0, -1)]
    return next((Locator.from_geojson(file) for file in files if file.exists()), Locator([], []))
