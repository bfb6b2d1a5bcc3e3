"""Which upazila or city does a point lie in? Outlines in memory, answers in microseconds, a hundred thousand a second.

Near a border the simplified outlines may err by some ten metres; they are never a legal boundary.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

POINTS_AT_A_TIME = 50_000  # keeps a batch of millions small in memory
NEAR = 0.02  # degrees, about two kilometres: a pin on the beach or in the river belongs to the nearest bank


class Locator:
    """Finds the area that holds a point. Built from a file, it reads the outlines only when first asked."""

    def __init__(self, codes: Sequence[str], outlines: Sequence[shapely.Geometry]) -> None:
        """Take area codes and their outlines, in the same order, in degrees (EPSG:4326)."""
        self._codes: NDArray[np.str_] = np.array(list(codes), dtype=str)
        self._outlines = list(outlines)
        self._tree: shapely.STRtree | None = None
        self._file: Path | None = None
        self._loading = Lock()

    @classmethod
    def from_geojson(cls, file: Path) -> Locator:
        """Return a locator over a (gzipped) GeoJSON file whose features carry ``pcode``; nothing is read yet."""
        locator = cls([], [])
        locator._file = file
        return locator

    @classmethod
    def from_well_known_binary(cls, rows: Iterable[tuple[str, bytes]]) -> Locator:
        """Return a locator over pairs of area code and well-known binary, as the database keeps them."""
        pairs = list(rows)
        return cls([code for code, _ in pairs], list(shapely.from_wkb([outline for _, outline in pairs])))

    @property
    def codes(self) -> list[str]:
        """The codes of all areas known."""
        self._load()
        return [str(code) for code in self._codes]

    def find(self, latitude: float, longitude: float) -> str | None:
        """Return the code of the area that holds the point or lies within ``NEAR`` of it; None elsewhere."""
        return self.find_many([latitude], [longitude])[0]

    def find_many(self, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str | None]:
        """Return the area of each point, as :meth:`find` does.

        Raises :class:`ValueError` when there are not as many latitudes as longitudes.
        """
        tree = self._load()
        north, east = np.asarray(latitudes, dtype=float), np.asarray(longitudes, dtype=float)
        if north.shape != east.shape:
            message = "find_many needs as many latitudes as longitudes"
            raise ValueError(message)
        found: list[str | None] = []
        for start in range(0, len(north), POINTS_AT_A_TIME):
            part = slice(start, start + POINTS_AT_A_TIME)
            found.extend(self._find_part(tree, north[part], east[part]))
        return found

    def _find_part(self, tree: shapely.STRtree, north: NDArray[np.float64], east: NDArray[np.float64]) -> list[str | None]:
        on_earth = np.isfinite(north) & np.isfinite(east)
        points = shapely.points(np.where(on_earth, east, 0.0), np.where(on_earth, north, 0.0))
        positions = np.full(len(points), -1)
        # Read backwards, so that a point on a common border goes to the area that comes first.
        point_index, area_index = tree.query(points, predicate="intersects")
        positions[point_index[::-1]] = area_index[::-1]
        outside = np.flatnonzero(positions < 0)
        if len(outside):
            point_index, area_index = tree.query_nearest(points[outside], max_distance=NEAR, all_matches=False)
            positions[outside[point_index]] = area_index
        positions[~on_earth] = -1
        return [str(self._codes[position]) if position >= 0 else None for position in positions]

    def _load(self) -> shapely.STRtree:
        """Read the file and build the tree, once, whichever thread comes first."""
        if self._tree is None:
            with self._loading:
                if self._tree is None:
                    self._read_file()
                    shapely.prepare(self._outlines)
                    self._tree = shapely.STRtree(self._outlines)
        return self._tree

    def _read_file(self) -> None:
        if self._file is None:
            return
        content = self._file.read_bytes()
        text = gzip.decompress(content) if self._file.suffix == ".gz" else content
        features = json.loads(text)["features"]
        self._codes = np.array([feature["properties"]["pcode"] for feature in features], dtype=str)
        self._outlines = [shape(feature["geometry"]) for feature in features]
