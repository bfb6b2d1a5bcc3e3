"""The whole reading of a post: writing, kind, topics, places, offices, danger, personal data, abuse – with the words that spoke.

Made once from a country pack's folder; reading a post needs no database, no network and no clock, and never fails: what cannot
be read is said with a low confidence and a reason.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from sanglap.reading.classifying.classifier import Answer, ReadText, load_classifier
from sanglap.reading.abuse import load_abuse_reader
from sanglap.reading.danger import About, Danger, DangerRead, load_danger_reader
from sanglap.reading.legacy_typing import load_legacy_typing
from sanglap.reading.offices import OfficeChoice, load_office_chooser
from sanglap.reading.personal_data.finding import load_personal_data_finder
from sanglap.reading.personal_data.spans import Span
from sanglap.reading.places.finding import PlacesRead
from sanglap.reading.places.loading import known_areas, load_place_finder
from sanglap.reading.scripts import ScriptRead, read_script

TOPICS_TOLD = 3
NOBODY_READS = "nothing to read"


@dataclass(frozen=True, slots=True)
class PostToRead:
    """A post as it came: its text, and where it was written if that is known."""

    id: str
    text: str
    page_area: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class TopicRead:
    """A topic of the catalogue with its number there and how probable it is (0–1)."""

    code: str
    number: int
    probability: float


@dataclass(frozen=True, slots=True)
class PostReading:
    """What a post says. Probabilities are from 0 to 1, the likeliest answers come first."""

    id: str
    script: ScriptRead
    kinds: tuple[Answer, ...]
    topics: tuple[TopicRead, ...]
    no_topic: float
    sensitivity: str
    personal_data: tuple[Span, ...]
    places: PlacesRead = field(default_factory=PlacesRead)
    office_types: tuple[str, ...] = ()
    offices: tuple[OfficeChoice, ...] = ()
    danger: DangerRead = field(default_factory=DangerRead)
    abuse: float = 0.0
    why: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class TopicOfCatalogue:
    """A row of the catalogue as reading needs it. ``sensitivity``: P public, N normal, X private, XX private and guarded."""

    code: str
    number: int
    sensitivity: str


def catalogue(pack: Path) -> dict[str, TopicOfCatalogue]:
    """Return the topics of a country pack by their code."""
    with (pack / "topics.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["code"]: TopicOfCatalogue(row["code"], int(row["number"]), row["sensitivity"]) for row in csv.DictReader(stream)
        }


class PostReader:
    """Reads posts for one country."""

    def __init__(self, pack: Path) -> None:
        """Read the country pack's tables and model. Raises UnableToReadModel when the model is missing."""
        self._catalogue = catalogue(pack)
        self._legacy = load_legacy_typing(pack)
        self._personal_data = load_personal_data_finder(pack)
        self._classifier = load_classifier(pack)
        self._places = load_place_finder(pack)
        self._offices = load_office_chooser(pack, known_areas(pack))
        self._danger = load_danger_reader(pack)
        self._abuse = load_abuse_reader(pack)

    def read(self, post: PostToRead) -> PostReading:
        """Return what the post says."""
        text = self._legacy.turned(post.text) if self._legacy.looks_like_it(post.text) else post.text
        seen = self._classifier.read(text)
        script = read_script(text, seen.normal, seen.banglish)
        kinds, topics = seen.kinds(), seen.topics(TOPICS_TOLD)
        places = self._places.find(text, post.page_area, post.lat, post.lon)
        probable = {one.code: one.probability for one in topics}
        offices = self._offices.choose(list(probable.items()), places)
        danger = self._danger.read(text, About(probable, kinds[0].code))
        insult = next((one.probability for one in kinds if one.code == "abuse_or_spam"), 0.0)
        return PostReading(
            id=post.id,
            script=script,
            kinds=tuple(kinds),
            topics=tuple(TopicRead(one.code, self._catalogue[one.code].number, one.probability) for one in topics),
            no_topic=seen.no_topic(),
            sensitivity="XX" if danger.level is not Danger.NONE else self._catalogue[topics[0].code].sensitivity,
            personal_data=tuple(self._personal_data.find(post.text)),
            places=places,
            office_types=tuple(dict.fromkeys([*self._offices.types_for(topics[0].code)[:1], *(one.office_type for one in offices)])),
            offices=tuple(offices),
            danger=danger,
            abuse=self._abuse.read(text, insult).score,
            why=(*_reasons(seen, kinds, topics), *_more_reasons(places, danger)),
        )


def _reasons(seen: ReadText, kinds: list[Answer], topics: list[Answer]) -> tuple[str, ...]:
    if not seen.normal.strip():
        return (NOBODY_READS,)
    return (
        f"topic {topics[0].code}: {', '.join(topics[0].words) or 'no word stands out'}",
        f"kind {kinds[0].code}: {', '.join(kinds[0].words) or 'no word stands out'}",
    )


def _more_reasons(places: PlacesRead, danger: DangerRead) -> tuple[str, ...]:
    why = []
    if places.places:
        first = places.places[0]
        why.append(f"place {first.name}: {first.words or 'where it was written'}{'; not sure, ask' if places.ask else ''}")
    if danger.level is not Danger.NONE:
        why.append(f"danger {', '.join(danger.kinds)}: {', '.join(danger.words) or 'what the post is about'}")
    return tuple(why)
