"""Open a country pack and stream its tables as typed rows. Plain Python: no Django, no database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sanglap.directory.packs.rows import (
    AreaRow,
    ClockRow,
    CueRow,
    HolidayRow,
    HoursRow,
    LevelRow,
    NameRow,
    NationalOfficeRow,
    OfficeTypeRow,
    PlaceCueRow,
    RouteRow,
    TopicRow,
)
from sanglap.directory.packs.tables import Table, UnableToReadPack

MANIFEST = "datapackage.json"


@dataclass(frozen=True, slots=True)
class CountryPack:
    """A country as data: what ``datapackage.json`` says, and a method for each table."""

    folder: Path
    code: str
    version: str
    name_en: str
    name_local: str
    languages: tuple[str, ...]
    time_zone: str
    digits: str
    weekend: tuple[int, ...]
    currency: str
    phone_country_code: str
    levels: tuple[LevelRow, ...]
    district_level: int
    valid_on: date
    attribution: str
    rules: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def local_language(self) -> str:
        """The country's first language."""
        return self.languages[0]

    def areas(self) -> Iterator[AreaRow]:
        """Yield areas, parents before children."""
        for row in Table(self.folder / "areas.csv", self.local_language):
            yield AreaRow(
                code=row.text("pcode"),
                level=row.whole("level"),
                parent_code=row.optional("parent_pcode"),
                name_en=row.text("name"),
                name_local=row.local("name"),
                kind=row.text("type"),
                latitude=row.degrees("lat"),
                longitude=row.degrees("lon"),
                valid_on=row.day_or_none("valid_on"),
                website=row.optional("url"),
            )

    def names(self) -> Iterator[NameRow]:
        """Yield every spelling of every area."""
        for row in Table(self.folder / "names.csv", self.local_language):
            yield NameRow(row.text("pcode"), row.text("lang"), row.text("name"), row.text("kind"))

    def boundary_file(self, level: int) -> Path | None:
        """Return the outlines of a level as a gzipped GeoJSON file, or None where the pack has none."""
        path = self.folder / f"boundaries_adm{level}.geojson.gz"
        return path if path.exists() else None

    def office_types(self) -> Iterator[OfficeTypeRow]:
        """Yield the kinds of office."""
        for row in Table(self.folder / "office_types.csv", self.local_language):
            yield OfficeTypeRow(
                code=row.text("code"),
                area_level=row.whole("area_level"),
                area_kinds=row.several("area_types"),
                generated=row.yes("generated"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                head_title_en=row.text("head_title_en"),
                head_title_local=row.local("head_title"),
                office_name_en=row.text("office_name_en"),
                office_name_local=row.local("office_name"),
                line_parents=row.several("line_parent"),
                coordinators=row.several("coordinator"),
                takes_grievances=row.yes("takes_grievances"),
                grievance_rule=row.optional("grievance_rule"),
                department=row.optional("department"),
            )

    def national_offices(self) -> Iterator[NationalOfficeRow]:
        """Yield the offices that are written down one by one."""
        for row in Table(self.folder / "offices.csv", self.local_language):
            yield NationalOfficeRow(
                code=row.text("code"),
                type_code=row.text("type"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                line_parent=row.optional("line_parent"),
                coordinator=row.optional("coordinator"),
                website=row.optional("url"),
                valid_from=row.day_or_none("valid_from"),
                valid_to=row.day_or_none("valid_to"),
            )

    def topics(self) -> Iterator[TopicRow]:
        """Yield the topic catalogue in its order."""
        for row in Table(self.folder / "topics.csv", self.local_language):
            yield TopicRow(
                number=row.whole("number"),
                code=row.text("code"),
                group=row.text("group"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                clock_code=row.text("clock_code"),
                sustainable_goals=row.several("sdg"),
                sensitivity=row.text("sensitivity"),
                open311_code=row.optional("open311_code"),
            )

    def routes(self) -> Iterator[RouteRow]:
        """Yield which office type answers which topic."""
        for row in Table(self.folder / "routing.csv", self.local_language):
            yield RouteRow(row.text("topic_code"), row.whole("area_level"), row.text("office_type"), row.whole("priority"))

    def cues(self) -> Iterator[CueRow]:
        """Yield the words that speak for a topic."""
        for row in Table(self.folder / "cues.csv", self.local_language):
            yield CueRow(row.text("topic_code"), row.text("lang"), row.text("cue"), row.number("weight"))

    def place_cues(self) -> Iterator[PlaceCueRow]:
        """Yield the words around place names, and the endings on them."""
        for row in Table(self.folder / "place_cues.csv", self.local_language):
            level = row.whole("level") if row.optional("level") else None
            yield PlaceCueRow(row.text("lang"), row.text("token"), level, row.text("position"))

    def clocks(self) -> Iterator[ClockRow]:
        """Yield every version of every time limit."""
        for row in Table(self.folder / "clocks.csv", self.local_language):
            yield ClockRow(
                code=row.text("code"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                amount=row.whole("amount"),
                unit=row.text("unit"),
                starts_at=row.text("starts_at"),
                paragraph=row.text("paragraph"),
                paragraph_local=row.optional(f"paragraph_{self.local_language}"),
                is_law=row.text("law_or_project") == "law",
                valid_from=row.day("valid_from"),
                valid_to=row.day_or_none("valid_to"),
            )

    def holidays(self) -> Iterator[HolidayRow]:
        """Yield dated days off, and weekend days worked in exchange."""
        for row in Table(self.folder / "holidays.csv", self.local_language):
            yield HolidayRow(
                day=row.day("date"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                kind=row.text("kind"),
                works=row.yes("works"),
                note=row.optional("note"),
            )

    def hours(self) -> Iterator[HoursRow]:
        """Yield opening hours, the year round and in special months."""
        for row in Table(self.folder / "hours.csv", self.local_language):
            yield HoursRow(
                valid_from=row.day("valid_from"),
                valid_to=row.day_or_none("valid_to"),
                opens=row.clock_time("opens"),
                closes=row.clock_time("closes"),
                label=row.text("label"),
            )


def open_pack(folder: Path) -> CountryPack:
    """Read ``datapackage.json`` and return the pack; tables are read when asked for.

    Raises :class:`UnableToReadPack` when the folder holds no pack or the manifest lacks a field.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {error}"
        raise UnableToReadPack(message) from error
    try:
        return _from_manifest(folder, manifest)
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path} is not a country pack: {error!r}"
        raise UnableToReadPack(message) from error


def _from_manifest(folder: Path, manifest: dict[str, Any]) -> CountryPack:
    country = manifest["country"]
    local = country["languages"][0]
    return CountryPack(
        folder=folder,
        code=country["iso3166"],
        version=manifest["version"],
        name_en=country["name"]["en"],
        name_local=country["name"][local],
        languages=tuple(country["languages"]),
        time_zone=country["time_zone"],
        digits=country["digits"],
        weekend=tuple(country["weekend"]),
        currency=country["currency"],
        phone_country_code=country["phone_country_code"],
        levels=tuple(
            LevelRow(entry["level"], entry["code"], entry["label"]["en"], entry["label"][local]) for entry in country["levels"]
        ),
        district_level=country["district_level"],
        valid_on=date.fromisoformat(country["valid_on"]),
        attribution=country["attribution"],
        rules=country["rules"],
        manifest=manifest,
    )
