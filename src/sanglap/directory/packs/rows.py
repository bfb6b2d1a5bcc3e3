"""The rows of a country pack: one frozen dataclass for each table. Columns are explained in countrypacks/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One administrative level: 0 is the country, each step down one more."""

    level: int
    code: str
    label_en: str
    label_local: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A country, division, district, upazila, union …, with its centre in degrees where known."""

    code: str
    level: int
    parent_code: str
    name_en: str
    name_local: str
    kind: str
    latitude: float | None
    longitude: float | None
    valid_on: date | None
    website: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """One spelling of an area's name. ``kind`` is official, variant or former."""

    area_code: str
    language: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class OfficeTypeRow:
    """A kind of office. When ``generated``, one office stands in every area of ``area_level`` and ``area_kinds``."""

    code: str
    area_level: int
    area_kinds: tuple[str, ...]
    generated: bool
    name_en: str
    name_local: str
    head_title_en: str
    head_title_local: str
    office_name_en: str
    office_name_local: str
    line_parents: tuple[str, ...]
    coordinators: tuple[str, ...]
    takes_grievances: bool
    grievance_rule: str
    department: str


@dataclass(frozen=True, slots=True)
class NationalOfficeRow:
    """An office written down one by one: ministries and directorates, dated because governments rename them."""

    code: str
    type_code: str
    name_en: str
    name_local: str
    line_parent: str
    coordinator: str
    website: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What a post may be about. ``sensitivity``: P public, N name hidden, X confidential, XX emergency."""

    number: int
    code: str
    group: str
    name_en: str
    name_local: str
    clock_code: str
    sustainable_goals: tuple[str, ...]
    sensitivity: str
    open311_code: str


@dataclass(frozen=True, slots=True)
class RouteRow:
    """Which type of office answers a topic; the lowest ``priority`` first."""

    topic_code: str
    area_level: int
    office_type: str
    priority: int


@dataclass(frozen=True, slots=True)
class CueRow:
    """A word or phrase that speaks for a topic, in one writing."""

    topic_code: str
    language: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class PlaceCueRow:
    """A word that marks a place name ("Upazila", before or after it), or a case ending (``suffix``) to take off it."""

    language: str
    token: str
    level: int | None
    position: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A time limit, the event that starts it, and the paragraph it comes from (``is_law`` False: our own default)."""

    code: str
    name_en: str
    name_local: str
    amount: int
    unit: str
    starts_at: str
    paragraph: str
    paragraph_local: str  # "" where the pack has it in English only
    is_law: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A dated day off or, with ``works``, a weekend day worked in exchange."""

    day: date
    name_en: str
    name_local: str
    kind: str
    works: bool
    note: str


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Opening hours between two dates; the narrowest period that holds a day wins."""

    valid_from: date
    valid_to: date | None
    opens: time
    closes: time
    label: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office, made by rule from a type and an area. Paths are office codes from the root, "/" at both ends."""

    code: str
    type_code: str
    area_code: str
    district_code: str
    name_en: str
    name_local: str
    head_title_en: str
    head_title_local: str
    line_parent: str
    coordinator: str
    line_path: str
    territory_path: str
    grievance_office: str
    appeal_office: str
    website: str
