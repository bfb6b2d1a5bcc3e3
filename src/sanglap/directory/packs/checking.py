"""Is a country pack sound? Tables against each other, outlines, checksums, and an office for every topic anywhere.

``python -m sanglap.directory.packs.checking countrypacks/BD`` prints what is wrong and ends with 1, or is silent.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import shape

from sanglap.directory.packs.generating_offices import UnableToPlaceOffice, generate_offices
from sanglap.directory.packs.reading_pack import CountryPack, open_pack
from sanglap.directory.packs.rows import AreaRow, OfficeTypeRow
from sanglap.directory.packs.tables import UnableToReadPack

SENSITIVITIES = frozenset({"P", "N", "X", "XX"})
NAME_KINDS = frozenset({"official", "variant", "former", "part"})
UNITS = frozenset({"working_days", "days", "hours", "working_hours", "months", "minutes"})
HOLIDAY_KINDS = frozenset({"general", "executive", "optional", "exchange"})
POSITIONS = frozenset({"before", "after", "suffix"})
LARGEST_OVERLAP = 1e-6  # square degrees, about a hectare


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, in words that lead to the row."""

    table: str
    about: str
    what: str

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.table}: {self.about} {self.what}"


def check_pack(pack: CountryPack) -> list[Problem]:
    """Return every problem found; an empty list is a sound pack. Raises nothing that a wrong row could cause."""
    checks: tuple[Callable[[CountryPack], Iterable[Problem]], ...] = (
        _check_areas,
        _check_names,
        _check_office_types,
        _check_offices,
        _check_topics,
        _check_routes_reach_everyone,
        _check_clocks_and_calendar,
        _check_boundaries,
        _check_checksums,
    )
    problems: list[Problem] = []
    for check in checks:
        try:
            problems.extend(check(pack))
        except (UnableToReadPack, UnableToPlaceOffice) as error:
            problems.append(Problem(check.__name__.removeprefix("_check_"), "the check stopped:", str(error)))
        except KeyError as error:
            problems.append(Problem(check.__name__.removeprefix("_check_"), str(error), "is named but not defined"))
    return problems


def _twice(table: str, codes: Iterable[object]) -> Iterator[Problem]:
    seen: set[object] = set()
    for code in codes:
        if code in seen:
            yield Problem(table, str(code), "is there twice")
        seen.add(code)


def _check_areas(pack: CountryPack) -> Iterator[Problem]:
    areas = list(pack.areas())
    levels = {level.level for level in pack.levels}
    known: dict[str, AreaRow] = {}
    yield from _twice("areas", (area.code for area in areas))
    for area in areas:
        if area.level not in levels:
            yield Problem("areas", area.code, f"has level {area.level}, which the pack does not declare")
        if area.level == 0:
            if area.parent_code or area.code != pack.code:
                yield Problem("areas", area.code, "is at level 0 but is not the country")
        elif area.parent_code not in known:
            yield Problem("areas", area.code, f"has a parent that does not come before it: {area.parent_code!r}")
        elif known[area.parent_code].level != area.level - 1:
            yield Problem("areas", area.code, "is not one level below its parent")
        known[area.code] = area
    if pack.code not in known:
        yield Problem("areas", pack.code, "is missing: the country itself is an area of level 0")


def _check_names(pack: CountryPack) -> Iterator[Problem]:
    codes = {area.code for area in pack.areas()}
    official: set[tuple[str, str]] = set()
    yield from _twice("names", ((row.area_code, row.language, row.name) for row in pack.names()))
    for row in pack.names():
        if row.area_code not in codes:
            yield Problem("names", row.area_code, "is not an area")
        if row.kind not in NAME_KINDS:
            yield Problem("names", row.name, f"has an unknown kind: {row.kind}")
        if row.kind == "official":
            official.add((row.area_code, row.language))
    for language in ("en", pack.local_language):
        for code in sorted(codes):
            if (code, language) not in official:
                yield Problem("names", code, f"has no official name in {language}")


def _check_office_types(pack: CountryPack) -> Iterator[Problem]:
    types = {kind.code: kind for kind in pack.office_types()}
    national = {office.code for office in pack.national_offices()}
    yield from _twice("office_types", (kind.code for kind in pack.office_types()))
    for kind in types.values():
        for parent in (*kind.line_parents, *kind.coordinators):
            if parent not in types and parent not in national:
                yield Problem("office_types", kind.code, f"has an unknown parent: {parent}")
            elif parent in types and types[parent].area_level > kind.area_level:
                yield Problem("office_types", kind.code, f"has a parent on a lower level: {parent}")
    for office in pack.national_offices():
        if office.type_code not in types:
            yield Problem("offices", office.code, f"has an unknown type: {office.type_code}")
        for parent in (office.line_parent, office.coordinator):
            if parent and parent not in national:
                yield Problem("offices", office.code, f"has an unknown parent: {parent}")


def _check_offices(pack: CountryPack) -> Iterator[Problem]:
    offices = generate_offices(pack)
    areas = {area.code for area in pack.areas()}
    codes = {office.code for office in offices}
    yield from _twice("offices", (office.code for office in offices))
    for office in offices:
        if office.area_code not in areas:
            yield Problem("offices", office.code, "has no area")
        for other in (office.line_parent, office.coordinator, office.grievance_office, office.appeal_office):
            if other and other not in codes:
                yield Problem("offices", office.code, f"points to an office that does not exist: {other}")


def _check_topics(pack: CountryPack) -> Iterator[Problem]:
    topics = {topic.code for topic in pack.topics()}
    clocks = {clock.code for clock in pack.clocks()}
    types = {kind.code for kind in pack.office_types()} | {office.code for office in pack.national_offices()}
    yield from _twice("topics", (topic.code for topic in pack.topics()))
    yield from _twice("topics", (topic.number for topic in pack.topics()))
    yield from _twice("routing", ((row.topic_code, row.area_level, row.office_type) for row in pack.routes()))
    yield from _twice("cues", ((row.topic_code, row.language, row.words) for row in pack.cues()))
    for topic in pack.topics():
        if topic.clock_code not in clocks:
            yield Problem("topics", topic.code, f"has an unknown clock: {topic.clock_code}")
        if topic.sensitivity not in SENSITIVITIES:
            yield Problem("topics", topic.code, f"has an unknown sensitivity: {topic.sensitivity}")
    for route in pack.routes():
        if route.topic_code not in topics or route.office_type not in types:
            yield Problem("routing", f"{route.topic_code} → {route.office_type}", "names an unknown topic or office type")
    cued = {cue.topic_code for cue in pack.cues()}
    for code in sorted(topics ^ cued):
        yield Problem("cues", code, "has no cues, or is not a topic")


def _check_routes_reach_everyone(pack: CountryPack) -> Iterator[Problem]:
    """Every topic must find an office for every area of the district level and below: no case without an owner."""
    areas = {area.code: area for area in pack.areas()}
    types = {kind.code: kind for kind in pack.office_types()}
    office_types_at: dict[str, set[str]] = defaultdict(set)
    for office in generate_offices(pack):
        office_types_at[office.area_code].add(office.type_code)
    national = {office.code for office in pack.national_offices()}
    wanted: dict[str, set[str]] = defaultdict(set)
    for route in pack.routes():
        wanted[route.topic_code].add(route.office_type)
    reachable = _types_reachable(areas, office_types_at)
    for topic in pack.topics():
        if wanted[topic.code] & national:
            continue
        without = [
            code for code, found in reachable.items() if areas[code].level >= pack.district_level and not wanted[topic.code] & found
        ]
        if without:
            yield Problem("routing", topic.code, f"finds no office in {len(without)} areas, such as {without[0]}")
    yield from _levels_of_routes(pack, types)


def _levels_of_routes(pack: CountryPack, types: dict[str, OfficeTypeRow]) -> Iterator[Problem]:
    for route in pack.routes():
        level = types[route.office_type].area_level if route.office_type in types else 0
        if level != route.area_level:
            yield Problem("routing", f"{route.topic_code} → {route.office_type}", f"says level {route.area_level}, not {level}")


def _types_reachable(areas: dict[str, AreaRow], at: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the office types in each area and in all areas above it; parents come first."""
    found: dict[str, set[str]] = {}
    for code, area in areas.items():
        found[code] = at[code] | found.get(area.parent_code, set())
    return found


def _check_clocks_and_calendar(pack: CountryPack) -> Iterator[Problem]:
    yield from _twice("clocks", ((clock.code, clock.valid_from) for clock in pack.clocks()))
    for clock in pack.clocks():
        if clock.unit not in UNITS:
            yield Problem("clocks", clock.code, f"has an unknown unit: {clock.unit}")
        if clock.valid_to is not None and clock.valid_to < clock.valid_from:
            yield Problem("clocks", clock.code, "ends before it begins")
    yield from _twice("holidays", ((day.day, day.name_en) for day in pack.holidays()))
    for day in pack.holidays():
        if day.kind not in HOLIDAY_KINDS:
            yield Problem("holidays", str(day.day), f"has an unknown kind: {day.kind}")
        if day.works and day.day.isoweekday() not in pack.weekend:
            yield Problem("holidays", str(day.day), "is worked in exchange, but is not in the weekend")
    if not any(hours.valid_to is None for hours in pack.hours()):
        yield Problem("hours", "the year round", "is missing: one row without an end")
    for cue in pack.place_cues():
        if cue.position not in POSITIONS:
            yield Problem("place_cues", cue.token, f"has an unknown position: {cue.position}")


def _check_boundaries(pack: CountryPack) -> Iterator[Problem]:
    for level in pack.levels:
        file = pack.boundary_file(level.level)
        if file is None:
            continue
        features = json.loads(gzip.decompress(file.read_bytes()))["features"]
        codes = [feature["properties"]["pcode"] for feature in features]
        expected = {area.code for area in pack.areas() if area.level == level.level}
        yield from _twice(file.name, codes)
        for code in sorted(expected ^ set(codes)):
            yield Problem(file.name, code, "has an outline but is no area of the level, or has none")
        outlines = [shape(feature["geometry"]) for feature in features]
        yield from _wrong_outlines(file.name, codes, outlines)


def _wrong_outlines(table: str, codes: list[str], outlines: list[shapely.Geometry]) -> Iterator[Problem]:
    for code, outline in zip(codes, outlines, strict=True):
        if not outline.is_valid or outline.is_empty:
            yield Problem(table, code, f"has a wrong outline: {shapely.is_valid_reason(outline)}")
    tree = shapely.STRtree(outlines)
    for first, second in tree.query(outlines, predicate="overlaps").T:
        if first < second:
            shared = outlines[first].intersection(outlines[second]).area
            if shared > LARGEST_OVERLAP:
                yield Problem(table, f"{codes[first]} and {codes[second]}", f"overlap by {shared:.2g} square degrees")


def _check_checksums(pack: CountryPack) -> Iterator[Problem]:
    listed = {resource["path"]: resource["hash"] for resource in pack.manifest.get("resources", ())}
    for path in sorted(pack.folder.iterdir()):
        if path.suffix in {".csv", ".gz"} and path.name not in listed:
            yield Problem("datapackage.json", path.name, "is not listed")
    for name, expected in listed.items():
        file = pack.folder / name
        if not file.is_file():
            yield Problem("datapackage.json", name, "is listed but not there")
        elif f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}" != expected:
            yield Problem("datapackage.json", name, "is not the file that was packed: its checksum differs")


def main(arguments: list[str]) -> int:
    """Check the packs named on the command line; return 1 when anything is wrong."""
    wrong = 0
    for argument in arguments:
        for problem in check_pack(open_pack(Path(argument))):
            sys.stdout.write(f"{argument}: {problem}\n")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
