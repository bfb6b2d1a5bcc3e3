"""Load a country pack into the directory in one bulk step; loading it again brings it up to date and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F

from sanglap.directory.charter.models import Clock, Country, Holiday, OfficeHours, Route, Topic
from sanglap.directory.offices.models import Office, OfficeType
from sanglap.directory.offices.services import follow_old_mergers
from sanglap.directory.packs.drawing import outlines
from sanglap.directory.packs.generating_offices import generate_offices
from sanglap.directory.packs.reading_pack import CountryPack
from sanglap.directory.places.models import Area, AreaName, Boundary

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.packs.rows import OfficeRow

ROWS_AT_ONCE = 2_000

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: rows by table."""

    counts: dict[str, int]


def load_country(pack: CountryPack, *, now: datetime, progress: Progress = lambda _what, _rows: None) -> Loaded:
    """Write the whole pack in one transaction. Running processes notice by ``Country.loaded_at``."""
    counts: dict[str, int] = {}

    def note(what: str, rows: int) -> None:
        counts[what] = rows
        progress(what, rows)

    with transaction.atomic():
        note("areas", _areas(pack))
        note("names", _names(pack))
        note("boundaries", _boundaries(pack, now))
        note("office types", _office_types(pack))
        note("offices", _offices(generate_offices(pack)))
        follow_old_mergers()
        note("topics", _topics(pack))
        note("clocks and holidays", _time(pack))
        _country(pack, now)
    return Loaded(counts)


def _upsert(rows: Sequence[models.Model], unique: list[str], keep: frozenset[str] = frozenset()) -> int:
    """Write rows, over those that stand there; fields to ``keep`` are only written for new rows."""
    if rows:
        model = type(rows[0])
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        names = [field.name for field in fields if field.name not in unique and field.name not in keep]
        model._default_manager.bulk_create(rows, ROWS_AT_ONCE, update_conflicts=True, unique_fields=unique, update_fields=names)
    return len(rows)


def _areas(pack: CountryPack) -> int:
    paths: dict[str, str] = {}
    districts: dict[str, str] = {}
    rows = []
    for area in pack.areas():
        paths[area.code] = f"{paths.get(area.parent_code, '/')}{area.code}/"
        districts[area.code] = area.code if area.level == pack.district_level else districts.get(area.parent_code, pack.code)
        rows.append(
            Area(
                code=area.code,
                level=area.level,
                kind=area.kind,
                parent_id=area.parent_code or None,
                path=paths[area.code],
                district_code=districts[area.code] if area.level >= pack.district_level else pack.code,
                name_en=area.name_en,
                name_bn=area.name_local,
                latitude=area.latitude,
                longitude=area.longitude,
                website=area.website,
            )
        )
    return _upsert(rows, ["code"])


def _names(pack: CountryPack) -> int:
    seen: dict[tuple[str, str, str], AreaName] = {}
    for name in pack.names():
        key = (name.area_code, name.language, name.name)
        seen.setdefault(key, AreaName(area_id=name.area_code, language=name.language, name=name.name, kind=name.kind))
    return _upsert(list(seen.values()), ["area", "language", "name"])


def _boundaries(pack: CountryPack, now: datetime) -> int:
    files = [(level.level, file) for level in pack.levels if (file := pack.boundary_file(level.level))]
    rows = [
        Boundary(area_id=one.area_code, level=one.level, shape=one.shape, drawing=one.drawing, loaded_at=now)
        for one in outlines(files)
    ]
    return _upsert(rows, ["area"])


def _office_types(pack: CountryPack) -> int:
    rows = [
        OfficeType(
            code=kind.code,
            area_level=kind.area_level,
            name_en=kind.name_en,
            name_bn=kind.name_local,
            head_title_en=kind.head_title_en,
            head_title_bn=kind.head_title_local,
        )
        for kind in pack.office_types()
    ]
    return _upsert(rows, ["code"])


def _offices(offices: Iterable[OfficeRow]) -> int:
    """Insert all offices first and point them to each other afterwards, since parents may stand later on one of the trees."""
    known = list(offices)
    edges = ("line_parent", "coordinator", "grievance_office", "appeal_office")
    fields = [
        "type", "area", "district_code", "name_en", "name_bn",
        "line_path", "territory_path", "website", *edges,
    ]  # fmt: skip
    Office.objects.bulk_create(
        [_office(one) for one in known], ROWS_AT_ONCE, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    return len(known)


def _office(one: OfficeRow) -> Office:
    return Office(
        code=one.code,
        type_id=one.type_code,
        area_id=one.area_code,
        district_code=one.district_code,
        name_en=one.name_en,
        name_bn=one.name_local,
        line_parent_id=one.line_parent or None,
        coordinator_id=one.coordinator or None,
        grievance_office_id=one.grievance_office or None,
        appeal_office_id=one.appeal_office or None,
        line_path=one.line_path,
        territory_path=one.territory_path,
        website=one.website,
    )


def _topics(pack: CountryPack) -> int:
    topics = [
        Topic(
            code=topic.code,
            number=topic.number,
            group=topic.group,
            name_en=topic.name_en,
            name_bn=topic.name_local,
            clock_code=topic.clock_code,
            sustainable_goals=" ".join(topic.sustainable_goals),
            sensitivity=topic.sensitivity,
            open311_code=topic.open311_code,
        )
        for topic in pack.topics()
    ]
    written = _upsert(topics, ["code"], keep=frozenset({"routing_edited_at"}))
    edited = set(Topic.objects.filter(routing_edited_at__isnull=False).values_list("code", flat=True))
    routes = [
        Route(topic_id=r.topic_code, area_level=r.area_level, office_type=r.office_type, priority=r.priority)
        for r in pack.routes()
        if r.topic_code not in edited  # what an administrator has decided stays
    ]
    _upsert(routes, ["topic", "area_level", "office_type"])
    return written


def _time(pack: CountryPack) -> int:
    clocks = [
        Clock(
            code=c.code, name_en=c.name_en, name_bn=c.name_local, amount=c.amount, unit=c.unit, starts_at=c.starts_at,
            paragraph=c.paragraph, paragraph_bn=c.paragraph_local, is_law=c.is_law, valid_from=c.valid_from, valid_to=c.valid_to,
        )
        for c in pack.clocks()
    ]  # fmt: skip
    Clock.objects.bulk_create(
        clocks, update_conflicts=True, unique_fields=["code", "valid_from"],
        update_fields=["name_en", "name_bn", "amount", "unit", "starts_at", "paragraph", "paragraph_bn", "is_law", "valid_to"],
    )  # fmt: skip
    days = [
        Holiday(day=h.day, name_en=h.name_en, name_bn=h.name_local, kind=h.kind, works=h.works, note=h.note)
        for h in pack.holidays()
    ]
    _upsert(days, ["day", "name_en"])
    OfficeHours.objects.all().delete()
    OfficeHours.objects.bulk_create(
        [
            OfficeHours(label=h.label, opens=h.opens, closes=h.closes, valid_from=h.valid_from, valid_to=h.valid_to)
            for h in pack.hours()
        ]
    )
    return len(clocks) + len(days)


def _country(pack: CountryPack, now: datetime) -> None:
    values: dict[str, Any] = {
        "name_en": pack.name_en,
        "name_bn": pack.name_local,
        "languages": list(pack.languages),
        "time_zone": pack.time_zone,
        "weekend": list(pack.weekend),
        "levels": [{"level": level.level, "en": level.label_en, "bn": level.label_local} for level in pack.levels],
        "district_level": pack.district_level,
        "place_words": [[cue.token, cue.level, cue.position] for cue in pack.place_cues()],
        "pack_version": pack.version,
        "loaded_at": now,
    }
    _, created = Country.objects.update_or_create(code=pack.code, defaults=values)
    if not created:
        Country.objects.filter(code=pack.code).update(calendar_version=F("calendar_version") + 1)
