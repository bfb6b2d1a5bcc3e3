"""The area of the page a post was written on, from the names or codes somebody gave for it."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from rapidfuzz import fuzz, process

from sanglap.foundation.text import fold
from sanglap.reading.places.loading import district_level

ALIKE_ENOUGH = 80  # of 100: Chattogram is Chittagong by a listed name, Comila is Cumilla by likeness


class PageAreas:
    """Finds areas by code or name; a misspelt name is found by likeness, an unknown one is no area."""

    def __init__(self, pack: Path) -> None:
        """Read the country pack's areas and all their names."""
        with (pack / "areas.csv").open(encoding="utf-8", newline="") as stream:
            areas = {row["pcode"]: (int(row["level"]), row["parent_pcode"]) for row in csv.DictReader(stream)}
        district = district_level(pack)
        self._codes = frozenset(areas)
        self._within: dict[str, dict[str, str]] = defaultdict(dict)  # "" holds the districts, each district its upazilas
        with (pack / "names.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                level, parent = areas.get(row["pcode"], (0, ""))
                if level in {district, district + 1}:
                    self._within["" if level == district else parent].setdefault(fold(row["name"]).strip(), row["pcode"])
        self._known: dict[tuple[str, str], str | None] = {}

    def code_of(self, district: str, upazila: str = "") -> str | None:
        """Return the code of the upazila, of the district when the upazila is not known, or None."""
        asked = (district[:100], upazila[:100])
        if asked not in self._known:
            if len(self._known) > len(self._codes):
                self._known.clear()
            self._known[asked] = self._find(*asked)
        return self._known[asked]

    def _find(self, district: str, upazila: str) -> str | None:
        if upazila in self._codes:
            return upazila
        area = district if district in self._codes else self._named(district, "")
        if upazila and area is not None:
            return self._named(upazila, area) or area
        return area

    def _named(self, name: str, parent: str) -> str | None:
        names = self._within.get(parent, {})
        wanted = fold(name).strip()
        if not wanted:
            return None
        if wanted in names:
            return names[wanted]
        best = process.extractOne(wanted, list(names), scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH)
        return names[best[0]] if best else None
