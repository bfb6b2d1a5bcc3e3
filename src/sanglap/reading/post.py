"""The whole reading of a post: writing, kind, topics, danger, personal data, abuse – with the words that spoke.

Made once from a country pack's folder; reading a post needs no database, no network and no clock, and never fails: what cannot
be read is said with a low confidence and a reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sanglap.reading.abuse import AbuseRead, load_abuse_reader
from sanglap.reading.automatic import NEVER, load_automatic
from sanglap.reading.classifying.classifier import TOPIC, Answer, ReadText, has_model, load_classifier
from sanglap.reading.danger import UNCLEAR, DangerRead, load_danger_reader
from sanglap.reading.legacy_typing import load_legacy_typing
from sanglap.reading.offices import OfficeChoice, load_office_chooser
from sanglap.reading.personal_data.finding import load_personal_data_finder
from sanglap.reading.personal_data.spans import Span
from sanglap.reading.places.finding import PlaceScore, PlacesRead
from sanglap.reading.places.loading import known_areas, load_place_finder
from sanglap.reading.scripts import ScriptRead, read_script
from sanglap.reading.topics import SURE_ENOUGH, load_topic_reader

TOPICS_TOLD = 3
TROUBLE = ("problem", "service_request")  # kinds of posts in which somebody asks for something to be done
ALSO_LIKELY = 0.3  # a further topic this probable makes a post as private as that topic is
DUTY = ("P", "N", "X", "XX")  # public, normal, private, private and guarded: each stricter than the one before
PRIVATE_DANGERS = frozenset({"child-marriage", "child-abuse", "violence", "sexual-violence", "self-harm", UNCLEAR})


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


@dataclass(frozen=True, slots=True)
class PostSorting:
    """What must be known of a post before an office can have it: all that routing asks, and nothing more."""

    text: str  # as it is read: old typing turned into letters
    script: ScriptRead
    kinds: tuple[Answer, ...]
    topics: tuple[Answer, ...]
    no_topic: float
    places: PlacesRead
    danger: DangerRead
    abuse: AbuseRead
    sensitivity: str  # one of :data:`DUTY`
    seen: ReadText

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        return not self.seen.normal.strip()


class PostReader:
    """Reads posts for one country. Made once; what it remembers of words it has met is bounded."""

    def __init__(self, pack: Path) -> None:
        """Read the country pack's tables and model; a country without a model is read by its cue words.

        Raises UnableToReadModel when the model is broken.
        """
        self._catalogue = catalogue(pack)
        self._legacy = load_legacy_typing(pack)
        self._classifier = load_classifier(pack)
        self._cues = None if has_model(pack) else load_topic_reader(pack)
        self._places = load_place_finder(pack)
        self._offices = load_office_chooser(pack, known_areas(pack))
        self._danger = load_danger_reader(pack)
        self._abuse = load_abuse_reader(pack)
        self._personal_data = load_personal_data_finder(pack)
        self._automatic = load_automatic(pack) or ({} if has_model(pack) else {TOPIC: SURE_ENOUGH})

    def sort(self, post: PostToRead) -> PostSorting:
        """Return what routing asks of a post: half the work of the whole reading."""
        text = self._legacy.turned(post.text) if self._legacy.looks_like_it(post.text) else post.text
        seen = self._classifier.read(text)
        topics = self._cues.answers(text, TOPICS_TOLD) if self._cues else seen.topics(TOPICS_TOLD)
        kinds = tuple(seen.kinds())
        danger = self._danger_in(text, seen, topics, kinds[0].code in TROUBLE)
        return PostSorting(
            text=text,
            script=read_script(text, seen.normal, seen.banglish),
            kinds=kinds,
            topics=tuple(topics),
            no_topic=0.0 if self._cues else seen.no_topic(),
            places=self._places.find(text, post.page_area, post.lat, post.lon),
            danger=danger,
            abuse=self._abuse.read(text),
            sensitivity=self._sensitivity(topics, danger),
            seen=seen,
        )

    def read(self, post: PostToRead) -> PostReading:
        """Return what the post says."""
        return self.complete(post, self.sort(post))

    def complete(self, post: PostToRead, seen: PostSorting) -> PostReading:
        """Return the whole reading of a post that was sorted already."""
        offices = self._offices.choose([(one.code, one.probability) for one in seen.topics], seen.places)
        first_owner = self._offices.types_for(seen.topics[0].code)[:1] if seen.topics else []
        return PostReading(
            id=post.id,
            script=seen.script,
            kinds=seen.kinds,
            topics=tuple(TopicRead(one.code, self._catalogue[one.code].number, one.probability) for one in seen.topics),
            no_topic=seen.no_topic,
            places=seen.places,
            office_types=tuple(dict.fromkeys([*first_owner, *(one.office_type for one in offices)])),
            offices=tuple(offices),
            danger=seen.danger,
            sensitivity=seen.sensitivity,
            personal_data=tuple(self._personal_data.find(post.text)),
            abuse=seen.abuse,
            why=(*_reasons(seen), *_reasons_of_place(seen.places)),
        )

    def sure_topic(self, seen: PostSorting) -> str | None:
        """Return the topic that may be taken without a person: such answers were right 95 times in 100 (:mod:`.automatic`)."""
        first = seen.topics[0] if seen.topics else None
        if first is None or first.probability < max(seen.no_topic, self._automatic.get(TOPIC, NEVER)):
            return None
        return first.code

    def clear_place(self, places: PlacesRead, page_area: str | None) -> PlaceScore | None:
        """Return the place that was said clearly enough to act on without asking, if it is not just the page's own."""
        return self._places.clear(places, page_area)

    def _danger_in(self, text: str, seen: ReadText, topics: Sequence[Answer], is_trouble: bool) -> DangerRead:  # noqa: FBT001
        """Return the danger; where the model alone has seen it, with the words that spoke to the model."""
        found = self._danger.read(text, [(one.code, one.probability) for one in topics], seen.danger(), is_trouble=is_trouble)
        is_learnt = found.kinds and not found.words
        return replace(found, words=seen.danger_words(found.level)) if is_learnt and seen.danger() else found

    def _sensitivity(self, topics: Sequence[Answer], danger: DangerRead) -> str:
        """Return the strictest of the first topic's, of other likely topics' and of the danger's duty to keep silent."""
        likely = [one for number, one in enumerate(topics) if number == 0 or one.probability >= ALSO_LIKELY]
        duties = [self._catalogue[one.code].sensitivity for one in likely] or ["N"]
        if PRIVATE_DANGERS.intersection(danger.kinds):
            duties.append(DUTY[-1])
        return max(duties, key=DUTY.index)


def _reasons(seen: PostSorting) -> Iterable[str]:
    """Yield one reason for each answer that has one: what was answered, then the words that spoke for it."""
    if seen.is_empty:
        yield "there is nothing to read"
        return
    for one in seen.topics[:1]:
        yield f"topic {one.code}: {_words(one.words)}"
    yield f"kind {seen.kinds[0].code}: {_words(seen.seen.kind_words(seen.kinds[0].code))}"
    if seen.danger.kinds:
        yield f"danger {', '.join(seen.danger.kinds)}: {_words(seen.danger.words)}"
    if seen.abuse.words:
        yield f"abuse: {_words(seen.abuse.words)}"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "no single word, the whole"


def _reasons_of_place(places: PlacesRead) -> Iterable[str]:
    for first in places.places[:1]:
        doubt = "; not sure, ask" if places.ask else ""
        yield f"place {first.name}: {first.words or 'where it was written'}{doubt}"
