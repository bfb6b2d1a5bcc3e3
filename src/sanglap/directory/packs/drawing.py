"""Outlines of a pack, ready for the database: exact enough to find places, light enough to draw."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FRAME_WIDTH = 1000  # units of the drawing, the country's full width
FINEST_STEP = 0.6  # units: detail that nobody sees is left out of drawings


@dataclass(frozen=True, slots=True)
class Outline:
    """One area's outline: well-known binary in degrees, and an SVG path in the country's drawing frame."""

    area_code: str
    level: int
    shape: bytes
    drawing: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns degrees into drawing units: west is 0, north is 0, and a kilometre is as long either way."""

    west: float
    north: float
    across: float  # units per degree of longitude
    down: float  # units per degree of latitude


def outlines(files: list[tuple[int, Path]]) -> Iterator[Outline]:
    """Yield the outlines of all levels, all drawn in one frame."""
    levels = [(level, list(_read(file))) for level, file in files]
    everything = [geometry for _, areas in levels for _, geometry in areas]
    if not everything:
        return
    frame = _frame(everything)
    for level, areas in levels:
        for code, geometry in areas:
            yield Outline(code, level, shapely.to_wkb(geometry), svg_path(geometry, frame))


def svg_path(geometry: BaseGeometry, frame: Frame) -> str:
    """Return the outer rings as an SVG path with whole-number tenths; specks smaller than a step are dropped."""
    simple = shapely.simplify(geometry, FINEST_STEP / frame.across, preserve_topology=True)
    parts = []
    polygons = [one for one in shapely.get_parts(simple) if one.geom_type == "Polygon"]
    largest = max((one.area for one in polygons), default=0.0)
    for polygon in polygons:
        if polygon.area < largest * 0.002 and polygon.area < (2 / frame.across) ** 2:
            continue
        points = [
            f"{(x - frame.west) * frame.across:.1f} {(frame.north - y) * frame.down:.1f}" for x, y in polygon.exterior.coords[:-1]
        ]
        parts.append(f"M{'L'.join(points)}Z")
    return "".join(parts)


def _read(file: Path) -> Iterator[tuple[str, BaseGeometry]]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        for feature in json.load(stream)["features"]:
            yield feature["properties"]["pcode"], shape(feature["geometry"])


def _frame(geometries: list[BaseGeometry]) -> Frame:
    west, south, east, north = shapely.total_bounds(geometries)
    across = FRAME_WIDTH / (east - west)
    return Frame(west, north, across, across / math.cos(math.radians((north + south) / 2)))
