"""The whole reading of a post: writing, kind, topics, danger, personal data, abuse – with the words that spoke.

Made once from a country pack's folder; reading a post needs no database, no network and no clock, and never fails: what cannot
be read is said with a low confidence and a reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.abuse import AbuseRead, load_abuse_reader
from sanglap.reading.classifying.classifier import Answer, ReadText, load_classifier
from sanglap.reading.danger import DangerRead, load_danger_reader
from sanglap.reading.legacy_typing import load_legacy_typing
from sanglap.reading.offices import OfficeChoice, load_office_chooser
from sanglap.reading.personal_data.finding import load_personal_data_finder
from sanglap.reading.personal_data.spans import Span
from sanglap.reading.places.finding import PlacesRead
from sanglap.reading.places.loading import known_areas, load_place_finder
from sanglap.reading.scripts import ScriptRead, read_script

TOPICS_TOLD = 3
ALSO_LIKELY = 0.3  # a further topic this probable makes a post as private as that topic is
DUTY = ("P", "N", "X", "XX")  # public, normal, private, private and guarded: each stricter than the one before
PRIVATE_DANGERS = frozenset({"child-marriage", "child-abuse", "violence", "sexual-violence", "self-harm"})


@dataclass(frozen=True, slots=True)
class PostToRead:
    """A post as it came: its text, and where it was written if that is known. ``page_area`` is the code of the page's area."""

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
    places: PlacesRead
    office_types: tuple[str, ...]
    offices: tuple[OfficeChoice, ...]
    danger: DangerRead
    sensitivity: str
    personal_data: tuple[Span, ...]
    abuse: AbuseRead
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicOfCatalogue:
    """A row of the catalogue as reading needs it; ``sensitivity`` is one of :data:`DUTY`."""

    code: str
    number: int
    sensitivity: str


def catalogue(pack: Path) -> dict[str, TopicOfCatalogue]:
    """Return the topics of a country pack by their code."""
    with (pack / "topics.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["code"]: TopicOfCatalogue(row["code"], int(row["number"]), row["sensitivity"]) for row in rows}


class PostReader:
    """Reads posts for one country. Made once; what it remembers of words it has met is bounded."""

    def __init__(self, pack: Path) -> None:
        """Read the country pack's tables and model. Raises UnableToReadModel when the model is missing."""
        self._catalogue = catalogue(pack)
        self._legacy = load_legacy_typing(pack)
        self._classifier = load_classifier(pack)
        self._places = load_place_finder(pack)
        self._offices = load_office_chooser(pack, known_areas(pack))
        self._danger = load_danger_reader(pack)
        self._abuse = load_abuse_reader(pack)
        self._personal_data = load_personal_data_finder(pack)

    def read(self, post: PostToRead) -> PostReading:
        """Return what the post says."""
        text = self._legacy.turned(post.text) if self._legacy.looks_like_it(post.text) else post.text
        seen = self._classifier.read(text)
        script = read_script(text, seen.normal, seen.banglish)
        kinds, topics = seen.kinds(), seen.topics(TOPICS_TOLD)
        places = self._places.find(text, post.page_area, post.lat, post.lon)
        offices = self._offices.choose([(one.code, one.probability) for one in topics], places)
        first_owner = self._offices.types_for(topics[0].code)[:1]
        danger = self._danger.read(text, [(one.code, one.probability) for one in topics])
        abuse = self._abuse.read(text)
        return PostReading(
            id=post.id,
            script=script,
            kinds=tuple(kinds),
            topics=tuple(TopicRead(one.code, self._catalogue[one.code].number, one.probability) for one in topics),
            no_topic=seen.no_topic(),
            places=places,
            office_types=tuple(dict.fromkeys([*first_owner, *(one.office_type for one in offices)])),
            offices=tuple(offices),
            danger=danger,
            sensitivity=self._sensitivity(topics, danger),
            personal_data=tuple(self._personal_data.find(post.text)),
            abuse=abuse,
            why=(*_reasons(seen, kinds, topics, danger, abuse), *_reasons_of_place(places)),
        )

    def _sensitivity(self, topics: list[Answer], danger: DangerRead) -> str:
        """Return the strictest of the first topic's, of other likely topics' and of the danger's duty to keep silent."""
        likely = [one for number, one in enumerate(topics) if number == 0 or one.probability >= ALSO_LIKELY]
        duties = [self._catalogue[one.code].sensitivity for one in likely]
        if PRIVATE_DANGERS.intersection(danger.kinds):
            duties.append(DUTY[-1])
        return max(duties, key=DUTY.index)


def _reasons(seen: ReadText, kinds: list[Answer], topics: list[Answer], danger: DangerRead, abuse: AbuseRead) -> Iterable[str]:
    """Yield one reason for each answer that has one: what was answered, then the words that spoke for it."""
    if not seen.normal.strip():
        yield "there is nothing to read"
        return
    yield f"topic {topics[0].code}: {_words(topics[0].words)}"
    yield f"kind {kinds[0].code}: {_words(kinds[0].words)}"
    if danger.kinds:
        yield f"danger {', '.join(danger.kinds)}: {_words(danger.words)}"
    if abuse.words:
        yield f"abuse: {_words(abuse.words)}"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "no single word, the whole"


def _reasons_of_place(places: PlacesRead) -> Iterable[str]:
    for first in places.places[:1]:
        doubt = "; not sure, ask" if places.ask else ""
        yield f"place {first.name}: {first.words or 'where it was written'}{doubt}"
