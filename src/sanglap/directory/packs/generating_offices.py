"""Offices by rule: office types by areas, with both parents, both paths, grievance office and appeal office.

Two edges leave every office: the *line parent* orders and disciplines, the *coordinator* convenes in the territory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sanglap.directory.packs.reading_pack import CountryPack
from sanglap.directory.packs.rows import AreaRow, NationalOfficeRow, OfficeRow, OfficeTypeRow

ITSELF = "self"
LINE_ANCESTOR = "line_ancestor:"
LINE_PARENT_OF_GRIEVANCE_OFFICE = "line_parent_of_grievance_office"


class UnableToPlaceOffice(Exception):
    """An office's parents form a circle, or a rule of the pack is not known."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """The two parents by office code; empty at a root."""

    line: dict[str, str]
    territory: dict[str, str]


def generate_offices(pack: CountryPack) -> list[OfficeRow]:
    """Return every office, parents before children on the line.

    National offices stand as written; each generated type stands once in every area of its level and kinds. Parents
    are looked up by type on the office's own area and then upwards; a national office may be named outright.
    """
    areas = {area.code: area for area in pack.areas()}
    types = {kind.code: kind for kind in pack.office_types()}
    offices = [
        *(_national(row, types[row.type_code], pack.code) for row in pack.national_offices()),
        *_generated(types.values(), areas, pack),
    ]
    edges = _find_parents(offices, types, areas)
    placed = [_with_paths(office, edges) for office in offices]
    complete = _with_grievance_offices(placed, types, areas, pack)
    return sorted(complete, key=lambda office: (office.line_path.count("/"), office.code))


def office_code(type_code: str, area_code: str) -> str:
    """Return the lasting code of a generated office: ``uno-BD30260090``."""
    return f"{type_code}-{area_code}"


def _national(row: NationalOfficeRow, kind: OfficeTypeRow, country_code: str) -> OfficeRow:
    return OfficeRow(
        code=row.code,
        type_code=row.type_code,
        area_code=country_code,
        district_code=country_code,
        name_en=row.name_en,
        name_local=row.name_local,
        head_title_en=kind.head_title_en,
        head_title_local=kind.head_title_local,
        line_parent=row.line_parent,
        coordinator=row.coordinator,
        line_path="",
        territory_path="",
        grievance_office="",
        appeal_office="",
        website=row.website,
    )


def _generated(types: Iterable[OfficeTypeRow], areas: dict[str, AreaRow], pack: CountryPack) -> list[OfficeRow]:
    keepers_of_website = frozenset(pack.rules["area_website_of"])
    by_level: dict[int, list[AreaRow]] = {}
    for area in areas.values():
        by_level.setdefault(area.level, []).append(area)
    return [
        OfficeRow(
            code=office_code(kind.code, area.code),
            type_code=kind.code,
            area_code=area.code,
            district_code=district_of(area, areas, pack),
            name_en=kind.office_name_en.format(area=area.name_en),
            name_local=kind.office_name_local.format(area=area.name_local),
            head_title_en=kind.head_title_en,
            head_title_local=kind.head_title_local,
            line_parent="",
            coordinator="",
            line_path="",
            territory_path="",
            grievance_office="",
            appeal_office="",
            website=area.website if kind.code in keepers_of_website else "",
        )
        for kind in types
        if kind.generated
        for area in by_level.get(kind.area_level, ())
        if not kind.area_kinds or area.kind in kind.area_kinds
    ]


def district_of(area: AreaRow, areas: dict[str, AreaRow], pack: CountryPack) -> str:
    """Return the code of the district the area is or lies in; above districts, the country's code."""
    if area.level < pack.district_level:
        return pack.code
    while area.level > pack.district_level:
        area = areas[area.parent_code]
    return area.code


def _find_parents(offices: list[OfficeRow], types: dict[str, OfficeTypeRow], areas: dict[str, AreaRow]) -> _Edges:
    codes = {office.code for office in offices}
    edges = _Edges({}, {})
    for office in offices:
        kind = types[office.type_code]
        coordinator = office.coordinator
        line_parent = office.line_parent
        if kind.generated:
            coordinator = _nearest(kind.coordinators, office, areas, codes)
            line_parent = _nearest(kind.line_parents, office, areas, codes) or coordinator
        edges.line[office.code] = line_parent
        edges.territory[office.code] = coordinator
    return edges


def _nearest(wanted: tuple[str, ...], office: OfficeRow, areas: dict[str, AreaRow], codes: set[str]) -> str:
    for name in wanted:
        if name in codes:
            return name
        area_code = office.area_code
        while area_code:
            candidate = office_code(name, area_code)
            if candidate in codes and candidate != office.code:
                return candidate
            area_code = areas[area_code].parent_code
    return ""


def _with_paths(office: OfficeRow, edges: _Edges) -> OfficeRow:
    return replace(
        office,
        line_parent=edges.line[office.code],
        coordinator=edges.territory[office.code],
        line_path=_path(office.code, edges.line),
        territory_path=_path(office.code, edges.territory),
    )


def _path(code: str, parents: dict[str, str]) -> str:
    """Return ``/root/…/code/``."""
    steps = [code]
    while parent := parents.get(steps[-1], ""):
        if parent in steps:
            message = f"{code} is its own superior: {' → '.join([*steps, parent])}"
            raise UnableToPlaceOffice(message)
        steps.append(parent)
    return f"/{'/'.join(reversed(steps))}/"


def _with_grievance_offices(
    offices: list[OfficeRow], types: dict[str, OfficeTypeRow], areas: dict[str, AreaRow], pack: CountryPack
) -> list[OfficeRow]:
    by_code = {office.code: office for office in offices}
    levels = {office.code: areas[office.area_code].level for office in offices}
    rules = pack.rules
    final = set(rules["appeal_office_itself"])
    done: list[OfficeRow] = []
    for office in offices:
        rule = types[office.type_code].grievance_rule or rules["grievance_office"][str(levels[office.code])]
        grievance = by_code[_grievance_office(office, rule, levels)]
        appeal = grievance.code if grievance.type_code in final else _appeal_office(grievance, rules["appeal_office"])
        done.append(replace(office, grievance_office=grievance.code, appeal_office=appeal))
    return done


def _grievance_office(office: OfficeRow, rule: str, levels: dict[str, int]) -> str:
    """Return the office whose head or nominee hears grievances: itself, or the nearest superior at a level."""
    if rule == ITSELF:
        return office.code
    if not rule.startswith(LINE_ANCESTOR):
        message = f"the grievance rule {rule!r} of {office.code} is not known"
        raise UnableToPlaceOffice(message)
    highest_level = int(rule.removeprefix(LINE_ANCESTOR))
    superiors = [code for code in office.line_path.strip("/").split("/") if levels[code] <= highest_level]
    return superiors[-1] if superiors else office.code


def _appeal_office(grievance: OfficeRow, rule: str) -> str:
    """Return the next higher office on the line; at a root, the office itself."""
    if rule != LINE_PARENT_OF_GRIEVANCE_OFFICE:
        message = f"the appeal rule {rule!r} is not known"
        raise UnableToPlaceOffice(message)
    return grievance.line_parent or grievance.code
