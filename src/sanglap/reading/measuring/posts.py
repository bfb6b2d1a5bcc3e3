"""Writing, kind and topic, measured on held-out posts: for all, for each writing, for each topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sanglap.reading.measuring.held_out import NO_TOPIC, HeldOutPost
from sanglap.reading.measuring.measures import (
    Measured,
    Pair,
    accuracy,
    always_the_commonest,
    calibration_error,
    coverage_at,
    macro_f1,
    measured,
)
from sanglap.reading.post import PostReading

SCRIPTS = ("bn", "bn-Latn", "en", "mixed")
AUTOMATIC = 0.95  # precision from which an answer may be taken without a person


@dataclass(frozen=True, slots=True)
class Judged:
    """A held-out post beside what was read in it."""

    post: HeldOutPost
    reading: PostReading

    @property
    def topic(self) -> Pair:
        """The right topic and the first answer."""
        told = self.reading.topics[0]
        return self.post.topic, NO_TOPIC if self.reading.no_topic > told.probability else told.code

    @property
    def in_three(self) -> bool:
        """Whether the right topic is among the first three."""
        return self.post.topic in [one.code for one in self.reading.topics]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured row: what, on which posts, how well, what the commonest answer alone would have got, floor and goal."""

    what: str
    where: str
    found: Measured
    majority: float | None
    floor: float
    goal: float


def rows_of_posts(judged: Sequence[Judged], where: str) -> list[Row]:
    """Return the rows for some posts. Topics are measured on posts that have one."""
    rows = []
    scripts = [(one.post.script, one.reading.script.script) for one in judged]
    kinds = [(one.post.kind, one.reading.kinds[0].code) for one in judged]
    about = [one for one in judged if one.post.topics]
    topics = [one.topic for one in about]
    if where == "all":
        rows.append(_row("script, macro-F1", where, scripts, 0.93, 0.97))
    else:
        rows.append(Row("script, recall", where, measured(scripts, accuracy), None, 0.93, 0.97))
    rows.append(_row("kind, macro-F1", where, kinds, 0.70, 0.80))
    rows.append(_row("topic, first answer, macro-F1", where, topics, 0.70, 0.80))
    rows.append(
        Row("topic, first answer, accuracy", where, measured(topics, accuracy), accuracy(always_the_commonest(topics)), 0.70, 0.80)
    )
    three = [one.in_three for one in about]
    commonest = [topic for topic, _ in Counter(one.post.topic for one in about).most_common(3)]
    lucky = sum(one.post.topic in commonest for one in about) / max(1, len(about))
    rows.append(Row("topic, among three", where, measured(three, lambda some: sum(some) / len(some)), lucky, 0.90, 0.95))
    return rows


def row_of_spoilt(judged: Sequence[Judged], how: str) -> list[Row]:
    """Return what is left of topic and kind when posts are spoilt in one way."""
    topics = [one.topic for one in judged if one.post.topics]
    kinds = [(one.post.kind, one.reading.kinds[0].code) for one in judged]
    return [
        Row("topic, first answer, macro-F1", how, measured(topics, macro_f1), None, 0.70, 0.80),
        Row("kind, macro-F1", how, measured(kinds, macro_f1), None, 0.70, 0.80),
    ]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """How well one topic is recognised, and what it is taken for most often when it is not."""

    code: str
    posts: int
    recall: float
    precision: float
    in_three: float
    taken_for: str


def rows_of_topics(judged: Sequence[Judged]) -> list[TopicRow]:
    """Return a row for each topic among the posts, in the order of its code."""
    told = Counter(one.topic[1] for one in judged)
    rows = []
    for code in sorted({one.post.topic for one in judged if one.post.topics}):
        mine = [one for one in judged if one.post.topic == code]
        hits = sum(one.topic[1] == code for one in mine)
        wrong = Counter(one.topic[1] for one in mine if one.topic[1] != code)
        rows.append(
            TopicRow(
                code=code,
                posts=len(mine),
                recall=hits / len(mine),
                precision=hits / told[code] if told[code] else 0.0,
                in_three=sum(one.in_three for one in mine) / len(mine),
                taken_for=", ".join(f"{other} ({number})" for other, number in wrong.most_common(2)),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether probabilities mean what they say, and how much could be answered without a person."""

    what: str
    error: float
    covered: float
    threshold: float


def trust_in(judged: Sequence[Judged]) -> list[Trust]:
    """Return calibration and coverage of the first topic and the first kind."""
    told = [one for one in judged if one.reading.topics[0].probability >= one.reading.no_topic]
    topics = [(one.reading.topics[0].probability, one.reading.topics[0].code in one.post.topics) for one in told]
    kinds = [(one.reading.kinds[0].probability, one.reading.kinds[0].code == one.post.kind) for one in judged]
    return [
        Trust(what, calibration_error(answers), *coverage_at(answers, AUTOMATIC))
        for what, answers in (("topic", topics), ("kind", kinds))
    ]


def _row(what: str, where: str, pairs: Sequence[Pair], floor: float, goal: float) -> Row:
    return Row(what, where, measured(pairs, macro_f1), macro_f1(always_the_commonest(pairs)), floor, goal)
