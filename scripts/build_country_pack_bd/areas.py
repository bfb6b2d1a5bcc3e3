"""Put the areas and their names together: codes and English names from COD-AB, Bangla names from the portal."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matching import CITY, direction_and_rest, match_one_to_one, union_codes, unions_by_upazila, upazila_codes
from shapely.geometry import shape
from sources import CodedPlace, PortalPlace, coded_places, coded_unions, portal_places

COUNTRY = "BD"
KINDS = {0: "country", 1: "division", 2: "district", 3: "upazila", 4: "union"}
OWN_CODE = "N"  # unions without a P-code: the upazila's code, N, and the portal's number
AREA_COLUMNS = ("pcode", "level", "parent_pcode", "name", "name_bn", "type", "lat", "lon", "valid_on", "url")
NAME_COLUMNS = ("pcode", "lang", "name", "kind")
_BANGLA = re.compile("[ঀ-৿]")


@dataclass
class Gazetteer:
    """Areas by code, and their spellings once each."""

    areas: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add_area(self, place: CodedPlace, level: int, name_bn: str, url: str) -> None:
        """Add an area with the centre of its outline; its two names become official spellings."""
        point = shape(place.geometry).representative_point() if place.geometry else None
        kind = "city_corporation" if CITY in place.name else KINDS[level]
        self.areas[place.code] = {
            "pcode": place.code,
            "level": level,
            "parent_pcode": place.parent_code,
            "name": _tidy(place.name),
            "name_bn": _tidy(name_bn),
            "type": kind,
            "lat": f"{point.y:.5f}" if point else "",
            "lon": f"{point.x:.5f}" if point else "",
            "valid_on": place.valid_on,
            "url": f"https://{url}" if url else "",
        }
        self.add_name(place.code, "en", place.name, "official")
        if name_bn:
            self.add_name(place.code, "bn", name_bn, "official")

    def add_name(self, code: str, language: str, name: str, kind: str) -> None:
        """Add a spelling unless it is there."""
        self.names.setdefault((code, language, _tidy(name)), kind)

    def set_official(self, code: str, language: str, name: str) -> None:
        """Make a hand-checked spelling the official one; the one before becomes a variant."""
        column = "name" if language == "en" else "name_bn"
        before = self.areas[code][column]
        if before and before != name:
            self.names[code, language, before] = "variant"
        self.areas[code][column] = name
        self.names[code, language, name] = "official"

    def replace_kind(self, code: str, language: str, name: str, kind: str) -> None:
        """Record a hand-checked spelling."""
        if self.names.get((code, language, name)) != "official":
            self.names[code, language, name] = kind


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()


def build_gazetteer(written: Path) -> Gazetteer:
    """Return every area and spelling of Bangladesh."""
    gazetteer = Gazetteer()
    country = CodedPlace(COUNTRY, "", "Bangladesh", "2023-05-21", {})
    gazetteer.add_area(country, 0, "বাংলাদেশ", "bangladesh.gov.bd")
    divisions, districts, upazilas = (coded_places(level) for level in (1, 2, 3))
    _add_level(gazetteer, divisions, 1, portal_places("divisions", ""))
    district_of = _add_level(gazetteer, districts, 2, portal_places("districts", "division_id"))
    portal_upazilas = portal_places("upazilas", "district_id")
    upazila_of = upazila_codes(portal_upazilas, district_of, upazilas)
    _add_named(gazetteer, upazilas, 3, portal_upazilas, upazila_of)
    _add_unions(gazetteer, upazilas, upazila_of)
    _apply_written(gazetteer, written)
    return gazetteer


def _add_level(gazetteer: Gazetteer, coded: list[CodedPlace], level: int, portal: list[PortalPlace]) -> dict[str, str]:
    codes = match_one_to_one(portal, coded)
    _add_named(gazetteer, coded, level, portal, codes)
    return codes


def _add_named(gazetteer: Gazetteer, coded: list[CodedPlace], level: int, portal: list[PortalPlace], codes: dict[str, str]) -> None:
    by_code = {codes[place.number]: place for place in portal if place.number in codes}
    for place in coded:
        found = by_code.get(place.code)
        gazetteer.add_area(place, level, found.name_bn if found else "", found.url if found else "")
        if found:
            gazetteer.add_name(place.code, "en", found.name, "variant")


def _add_unions(gazetteer: Gazetteer, upazilas: list[CodedPlace], upazila_of: dict[str, str]) -> None:
    coded = unions_by_upazila(coded_unions(), upazilas)
    by_code = {place.code: place for places in coded.values() for place in places}
    portal = portal_places("unions", "upazilla_id")
    matched = union_codes(portal, upazila_of, coded)
    for union in sorted(portal, key=lambda place: int(place.number)):
        if union.number in matched:
            code, upazila = matched[union.number]
            source = by_code[code]
        else:
            upazila = upazila_of[union.parent_number]
            code = f"{upazila}{OWN_CODE}{union.number}"
            source = CodedPlace(code, upazila, union.name, "", {})
        name = _english_union_name(union, source.name)
        place = CodedPlace(code, upazila, name, source.valid_on, source.geometry)
        gazetteer.add_area(place, 4, union.name_bn, union.url)
        for other in (union.name, source.name):
            gazetteer.add_name(code, "en", other, "variant")


def _english_union_name(union: PortalPlace, coded_name: str) -> str:
    """Return the portal's name; where it lost the direction that its Bangla name has, add it."""
    direction, _ = direction_and_rest(union.name_bn)
    portal_direction, rest = direction_and_rest(union.name)
    if not direction or portal_direction == direction:
        return union.name
    coded_direction, coded_rest = direction_and_rest(coded_name)
    return f"{direction.title()} {coded_rest if coded_direction == direction else rest}"


def _apply_written(gazetteer: Gazetteer, written: Path) -> None:
    by_path = _codes_by_path(gazetteer)
    with written.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["place"] if row["place"] in gazetteer.areas else by_path[row["place"]]
            name = _tidy(row["name"])
            if row["kind"] == "official":
                gazetteer.set_official(code, row["lang"], name)
            else:
                gazetteer.replace_kind(code, row["lang"], name, row["kind"])


def _codes_by_path(gazetteer: Gazetteer) -> dict[str, str]:
    """Return "Pabna" and "Pabna/Ishwardi" → code."""
    districts = {code: area["name"] for code, area in gazetteer.areas.items() if area["level"] == 2}  # noqa: PLR2004
    found = {name: code for code, name in districts.items()}
    for code, area in gazetteer.areas.items():
        if area["parent_pcode"] in districts:
            found[f"{districts[area['parent_pcode']]}/{area['name']}"] = code
    return found


def write_areas(gazetteer: Gazetteer, folder: Path) -> None:
    """Write areas.csv and names.csv, parents before children."""
    areas = sorted(gazetteer.areas.values(), key=lambda area: (area["level"], area["pcode"]))
    _write(folder / "areas.csv", AREA_COLUMNS, ([area[column] for column in AREA_COLUMNS] for area in areas))
    order = {area["pcode"]: position for position, area in enumerate(areas)}
    kinds = ("official", "variant", "former", "part")
    names = sorted(gazetteer.names.items(), key=lambda item: (order[item[0][0]], kinds.index(item[1]), item[0]))
    _write(folder / "names.csv", NAME_COLUMNS, ([*key, kind] for key, kind in names))


def _write(path: Path, columns: tuple[str, ...], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
