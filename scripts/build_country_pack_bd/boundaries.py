"""Simplify the outlines as a coverage: neighbours keep one common border, without gaps or overlaps."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from sources import CodedPlace

DECIMALS = 5  # about one metre
TOLERANCE = {1: 0.003, 2: 0.0015, 3: 0.0004}  # degrees; level 3 finds places, 1 and 2 are for drawing
SMALLEST_ISLAND = {1: 0.0004, 2: 0.0001, 3: 0.0}  # square degrees; smaller ones are left out of drawings
SAMPLES = 200_000
SEED = 20250601


def full_outlines(places: list[CodedPlace]) -> np.ndarray:
    """Return outlines with coordinates rounded to the metre, so that neighbours still share every vertex."""
    outlines = np.array([shape(place.geometry) for place in places], dtype=object)
    return shapely.transform(outlines, lambda points: np.round(points, DECIMALS))


def dissolve(outlines: np.ndarray, codes: list[str]) -> tuple[list[str], np.ndarray]:
    """Join outlines of the same code."""
    distinct = sorted(set(codes))
    joined = [shapely.union_all(outlines[[index for index, code in enumerate(codes) if code == wanted]]) for wanted in distinct]
    return distinct, np.array(joined, dtype=object)


def simplify(outlines: np.ndarray, level: int) -> np.ndarray:
    """Simplify as a coverage and drop islands too small to draw (never at level 3, and never the last one)."""
    simple = shapely.coverage_simplify(outlines, TOLERANCE[level])
    limit = SMALLEST_ISLAND[level]
    if not limit:
        return simple
    return np.array([_without_small_islands(outline, limit) for outline in simple], dtype=object)


def _without_small_islands(outline: shapely.Geometry, limit: float) -> shapely.Geometry:
    parts = sorted(shapely.get_parts(outline), key=lambda part: -part.area)
    return shapely.MultiPolygon([parts[0], *(part for part in parts[1:] if part.area >= limit)])


def agreement(full: np.ndarray, simple: np.ndarray) -> float:
    """Return the share of random land points that both outlines put into the same area."""
    generator = np.random.default_rng(SEED)
    west, south, east, north = shapely.total_bounds(full)
    points = shapely.points(generator.uniform(west, east, SAMPLES), generator.uniform(south, north, SAMPLES))
    places = _first_hits(full, points)
    on_land = places >= 0
    return float((places[on_land] == _first_hits(simple, points)[on_land]).mean())


def _first_hits(outlines: np.ndarray, points: np.ndarray) -> np.ndarray:
    found = np.full(len(points), -1)
    point_index, area_index = shapely.STRtree(outlines).query(points, predicate="intersects")
    found[point_index] = area_index
    return found


def write_geojson(path: Path, codes: list[str], outlines: np.ndarray) -> None:
    """Write gzipped GeoJSON without a time stamp, so that the same outlines give the same bytes."""
    features = [
        {
            "type": "Feature",
            "properties": {"pcode": code},
            "geometry": _rounded(mapping(shapely.normalize(outline))),
        }
        for code, outline in sorted(zip(codes, outlines, strict=True))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, tuple | list):
        return [_rounded(part) for part in value]
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return value
