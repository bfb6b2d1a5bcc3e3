"""Open a country pack and stream its tables as typed rows. Plain Python: no Django, no database."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
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

MANIFEST = "datapackage.json"


class UnableToReadPack(Exception):
    """The pack is missing, or a cell does not mean what its column promises; the message names file, line and column."""


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
        for row in _Table(self, "areas.csv"):
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
        for row in _Table(self, "names.csv"):
            yield NameRow(row.text("pcode"), row.text("lang"), row.text("name"), row.text("kind"))

    def boundary_file(self, level: int) -> Path | None:
        """Return the outlines of a level as a gzipped GeoJSON file, or None where the pack has none."""
        path = self.folder / f"boundaries_adm{level}.geojson.gz"
        return path if path.exists() else None

    def office_types(self) -> Iterator[OfficeTypeRow]:
        """Yield the kinds of office."""
        for row in _Table(self, "office_types.csv"):
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
        for row in _Table(self, "offices.csv"):
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
        for row in _Table(self, "topics.csv"):
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
        for row in _Table(self, "routing.csv"):
            yield RouteRow(
                row.text("topic_code"), row.whole("area_level"), row.text("office_type"), row.whole("priority")
            )

    def cues(self) -> Iterator[CueRow]:
        """Yield the words that speak for a topic."""
        for row in _Table(self, "cues.csv"):
            yield CueRow(row.text("topic_code"), row.text("lang"), row.text("cue"), row.number("weight"))

    def place_cues(self) -> Iterator[PlaceCueRow]:
        """Yield the words around place names, and the endings on them."""
        for row in _Table(self, "place_cues.csv"):
            level = row.whole("level") if row.optional("level") else None
            yield PlaceCueRow(row.text("lang"), row.text("token"), level, row.text("position"))

    def clocks(self) -> Iterator[ClockRow]:
        """Yield every version of every time limit."""
        for row in _Table(self, "clocks.csv"):
            yield ClockRow(
                code=row.text("code"),
                name_en=row.text("name_en"),
                name_local=row.local("name"),
                amount=row.whole("amount"),
                unit=row.text("unit"),
                starts_at=row.text("starts_at"),
                paragraph=row.text("paragraph"),
                is_law=row.text("law_or_project") == "law",
                valid_from=row.day("valid_from"),
                valid_to=row.day_or_none("valid_to"),
            )

    def holidays(self) -> Iterator[HolidayRow]:
        """Yield dated days off, and weekend days worked in exchange."""
        for row in _Table(self, "holidays.csv"):
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
        for row in _Table(self, "hours.csv"):
            yield HoursRow(
                valid_from=row.day("valid_from"),
                valid_to=row.day_or_none("valid_to"),
                opens=row.clock_time("opens"),
                closes=row.clock_time("closes"),
                label=row.text("label"),
            )


class _Table:
    """Rows of one CSV file, streamed."""

    def __init__(self, pack: CountryPack, name: str) -> None:
        self._pack = pack
        self._path = pack.folder / name

    def __iter__(self) -> Iterator[_Row]:
        try:
            with self._path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                for cells in reader:
                    yield _Row(self._path.name, reader.line_num, cells, self._pack.local_language)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            message = f"{self._path.name} cannot be read: {error}"
            raise UnableToReadPack(message) from error


class _Row:
    """One line of a table; each reader says which file, line and column is wrong."""

    def __init__(self, file: str, line: int, cells: dict[str, str | None], language: str) -> None:
        self._file = file
        self._line = line
        self._cells = cells
        self._language = language

    def optional(self, column: str) -> str:
        value = self._cells.get(column)
        return value.strip() if value else ""

    def text(self, column: str) -> str:
        value = self.optional(column)
        if not value:
            raise self._wrong(column, "is empty")
        return value

    def local(self, column: str) -> str:
        return self.text(f"{column}_{self._language}")

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.optional(column).split("|") if part.strip())

    def yes(self, column: str) -> bool:
        value = self.optional(column)
        if value not in {"", "yes", "no"}:
            raise self._wrong(column, f"is neither yes nor no: {value!r}")
        return value == "yes"

    def whole(self, column: str) -> int:
        value = self.text(column)
        try:
            return int(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a whole number: {value!r}") from error

    def number(self, column: str) -> float:
        value = self.text(column)
        try:
            return float(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a number: {value!r}") from error

    def degrees(self, column: str) -> float | None:
        return self.number(column) if self.optional(column) else None

    def day(self, column: str) -> date:
        value = self.text(column)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a date like 2026-11-23: {value!r}") from error

    def day_or_none(self, column: str) -> date | None:
        return self.day(column) if self.optional(column) else None

    def clock_time(self, column: str) -> time:
        value = self.text(column)
        try:
            return time.fromisoformat(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a time like 09:00: {value!r}") from error

    def _wrong(self, column: str, what: str) -> UnableToReadPack:
        return UnableToReadPack(f"{self._file} line {self._line}: {column} {what}")


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
            LevelRow(entry["level"], entry["code"], entry["label"]["en"], entry["label"][local])
            for entry in country["levels"]
        ),
        district_level=country["district_level"],
        valid_on=date.fromisoformat(country["valid_on"]),
        attribution=country["attribution"],
        rules=country["rules"],
        manifest=manifest,
    )
