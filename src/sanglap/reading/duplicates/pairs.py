"""How probable it is that two posts tell of the same incident, and what speaks for it.

A logistic regression over a few things that a person would look at. Its weights are data of the country pack
(``reading/same_incident.csv``), learnt by ``./sanglap train`` from posts written for the purpose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, cos, exp, log1p, radians, sin, sqrt
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from sanglap.reading.duplicates.telling_words import MEANING, TellingWords
from sanglap.reading.tables import rows_of

TABLE = "reading/same_incident.csv"
FEATURES = (
    "alike", "contained", "names", "meanings", "rare_names", "shared_meanings", "topic_and_names", "topic", "same_place",
    "other_place", "other_numbers", "same_numbers", "days_apart", "same_kind",
)  # fmt: skip
A_NAME = 0.3  # of squared weights: from here on the two posts share a name or two; without one they are never the same incident
A_NAME_ANYWHERE = 0.5  # the same for posts of which nobody knows the district
RARE = 0.6
WORTH_COMPARING = 0.45  # the weight of a sound from which a differently spelt one is looked for
ONE_LETTER_OFF, SAME_BONES, BONES_BEGIN_ALIKE = 0.9, 0.75, 0.6  # how much a differently spelt name counts
SHORTEST_NAME, LONG_BONES = 4, 4
LONGEST_HOURS = 336.0  # two weeks; what lies further apart is as far apart as can be
USUAL_HOURS = 6.0  # between posts whose times nobody told
NEARBY, SAME_PICTURE = "near", "same picture"  # reasons that are no words
EARTH = 6371.0  # kilometres
NEAR, FAR = 0.3, 5.0  # kilometres
NEAR_SAYS, FAR_SAYS, SAME_PICTURE_SAYS = 1.5, -10.0, 3.0  # log odds, set by hand: no post that is learnt from has a pin


@dataclass(frozen=True, slots=True)
class PostToCompare:
    """What two posts are compared by. ``district`` is "" where nobody knows; ``at`` only when the time was told."""

    id: str
    words: TellingWords
    topics: Mapping[str, float]  # with their probabilities
    kind: str
    place: str  # the path of the likeliest place: COUNTRY/…/CODE/; "" for none
    is_small_place: bool  # the place is smaller than what a page usually stands for
    district: str
    at: datetime | None = None
    point: tuple[float, float] | None = None  # latitude and longitude in degrees
    pictures: frozenset[str] = field(default_factory=frozenset)  # their hashes


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that two posts share, spelt alike or not, with the weight of each."""

    names: dict[str, float]
    meanings: dict[str, float]

    @property
    def name_weight(self) -> float:
        """Return how much the shared names tell: the sum of their squared weights."""
        return sum(weight * weight for weight in self.names.values())


def shared_words(one: TellingWords, other: TellingWords) -> Shared:
    """Return what two posts share: the same sounds and meanings, and rare sounds that are spelt a little differently."""
    found = {key: min(weight, other.weights[key]) for key, weight in one.weights.items() if key in other.weights}
    names = {key: weight for key, weight in found.items() if not key.startswith(MEANING)}
    used = set(found)
    for key, weight in one.weights.items():
        if weight >= WORTH_COMPARING and key not in found and not key.startswith(MEANING) and not key.isdigit():
            best = max(_spelt_otherwise(key, weight, one, other, used), default=None)
            if best:
                names[key] = best[0]
                used.add(best[1])
    return Shared(names, {key: weight for key, weight in found.items() if key.startswith(MEANING)})


def _spelt_otherwise(key: str, weight: float, one: TellingWords, other: TellingWords, used: set[str]) -> list[tuple[float, str]]:
    found = []
    for rival, its_weight in other.weights.items():
        if rival[0] != key[0] or rival in used or rival in one.weights or rival.startswith(MEANING):
            continue
        likeness = _likeness(key, rival, one.bones.get(key, ""), other.bones.get(rival, ""))
        if likeness:
            found.append((likeness * min(weight, its_weight), rival))
    return found


def _likeness(key: str, rival: str, bones: str, its_bones: str) -> float:
    if len(key) >= SHORTEST_NAME and len(rival) >= SHORTEST_NAME and Levenshtein.distance(key, rival, score_cutoff=1) <= 1:
        return ONE_LETTER_OFF
    if bones and bones == its_bones:
        return SAME_BONES
    if min(len(bones), len(its_bones)) >= LONG_BONES and (bones.startswith(its_bones) or its_bones.startswith(bones)):
        return BONES_BEGIN_ALIKE
    return 0.0


def features_of(one: PostToCompare, other: PostToCompare, shared: Shared) -> list[float]:
    """Return what speaks for and against the same incident, in the order of :data:`FEATURES`."""
    names = shared.name_weight
    meanings = sum(weight * weight for weight in shared.meanings.values())
    sizes = one.words.size, other.words.size
    topic = sum(min(share, other.topics.get(code, 0.0)) for code, share in one.topics.items())
    apart = one.place and other.place and not (one.place.startswith(other.place) or other.place.startswith(one.place))
    numbers = one.words.numbers, other.words.numbers
    return [
        (names + meanings) / sqrt(sizes[0] * sizes[1] + 1e-9),
        (names + meanings) / (min(sizes) + 1e-9),
        min(names, 3.0),
        min(meanings, 2.0),
        min(sum(weight > RARE for weight in shared.names.values()), 3),
        min(len(shared.meanings), 5),
        topic * (names > A_NAME),
        topic,
        float(bool(one.place) and one.place == other.place and one.is_small_place),
        float(bool(apart)),
        float(bool(numbers[0] and numbers[1]) and not numbers[0] & numbers[1]),
        float(bool(numbers[0] & numbers[1])),
        log1p(hours_between(one, other)) / 6,
        float(one.kind == other.kind),
    ]


def hours_between(one: PostToCompare, other: PostToCompare) -> float:
    """Return the hours between two posts, at most two weeks; a usual distance when a time was not told."""
    if one.at is None or other.at is None:
        return USUAL_HOURS
    return min(abs((one.at - other.at).total_seconds()) / 3600, LONGEST_HOURS)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points on the sphere (haversine)."""
    (north, east), (its_north, its_east) = ((radians(value) for value in point) for point in (one, other))
    half = sin((its_north - north) / 2) ** 2 + cos(north) * cos(its_north) * sin((its_east - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How probable it is that two posts tell of one incident (0 to 1), and the words and things that say so."""

    probability: float
    reasons: tuple[str, ...]


NOTHING_SHARED = Likeness(0.0, ())


class PairReader:
    """Compares two posts with learnt weights."""

    def __init__(self, weights: Mapping[str, float], threshold: float) -> None:
        """``weights`` are by the names of :data:`FEATURES`, and ``bias``; from ``threshold`` on posts belong together."""
        self._weights = [weights.get(name, 0.0) for name in FEATURES]
        self._bias = weights.get("bias", 0.0)
        self.threshold = threshold

    def read(self, one: PostToCompare, other: PostToCompare) -> Likeness:
        """Compare two posts."""
        shared = shared_words(one.words, other.words)
        reasons, said = _pins_and_pictures(one, other)
        if shared.name_weight < (A_NAME if one.district and other.district else A_NAME_ANYWHERE) and not reasons:
            return NOTHING_SHARED
        told = sum(weight * value for weight, value in zip(self._weights, features_of(one, other, shared), strict=True))
        words = sorted(shared.names, key=lambda key: -shared.names[key])[:3]
        meanings = [key.removeprefix(MEANING) for key in sorted(shared.meanings, key=lambda key: -shared.meanings[key])[:3]]
        return Likeness(logistic(told + self._bias + said), (*reasons, *words, *meanings))


def logistic(log_odds: float) -> float:
    """Return the probability of log odds, without overflow."""
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, log_odds))))


def _pins_and_pictures(one: PostToCompare, other: PostToCompare) -> tuple[tuple[str, ...], float]:
    reasons, said = [], 0.0
    if one.point and other.point:
        distance = kilometres(one.point, other.point)
        if distance <= NEAR:
            said += NEAR_SAYS
            reasons.append(NEARBY)
        elif distance >= FAR:
            said += FAR_SAYS
    if one.pictures & other.pictures:
        said += SAME_PICTURE_SAYS
        reasons.append(SAME_PICTURE)
    return tuple(reasons), said


def load_pair_reader(pack: Path) -> PairReader:
    """Return the reader of a country pack; one without weights finds nothing alike."""
    rows = {row["feature"]: float(row["weight"]) for row in rows_of(pack / TABLE)}
    return PairReader(rows or {"bias": -60.0}, rows.get("threshold", 1.0))


def write_weights(pack: Path, weights: Sequence[float], bias: float, threshold: float) -> None:
    """Write what was learnt into the country pack."""
    rows = [*zip(FEATURES, weights, strict=True), ("bias", bias), ("threshold", threshold)]
    lines = "".join(f"{name},{value:.6f}\n" for name, value in rows)
    (pack / TABLE).write_text("feature,weight\n" + lines, encoding="utf-8")
