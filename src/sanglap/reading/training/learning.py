"""From the country pack's material to a model file: one call, the same result every time."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from sanglap.reading.classifying.classifier import DANGER, LATIN_LANGUAGES, NO_TOPIC, questions
from sanglap.reading.classifying.features import Splitter
from sanglap.reading.classifying.meanings import load_meanings
from sanglap.reading.classifying.model import Floats, Head, LinearModel, heads_of
from sanglap.reading.danger import LEVELS
from sanglap.reading.training.fitting import Fitter, Lesson, Units, small_numbers
from sanglap.reading.training.material import UNKNOWN, Example, SlotFiller
from sanglap.reading.training.varying import Varier

BATCH = 256
ALSO_ROMANISED = 0.8  # of the Bangla posts
JOINED = 0.12  # of all posts in a round: two matters in one post


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: how many learners, each with spellings of its own, and how often each goes through everything.

    The model is the learners' mean: on held-out posts that halves what chance does to a single one.
    """

    learners: int = 5
    rounds: int = 4
    seed: int = 20_261_123
    rate: float = 0.5
    decay: float = 1e-5


def loan_words(pack: Path) -> dict[str, str]:
    """Return English words in Bangla letters with their English spelling."""
    with (pack / "reading" / "loan_words.csv").open(encoding="utf-8", newline="") as stream:
        return {unicodedata.normalize("NFC", row["bn"]): row["latin"] for row in csv.DictReader(stream)}


class Teacher:
    """Turns written examples into lessons, in new variants each round."""

    def __init__(self, pack: Path, seed: int) -> None:
        """Read what the country pack has for slots and spellings; the seed makes every variant repeatable."""
        self.heads = heads_of(questions(pack))
        self.units = Units()
        self._chance = Random(seed)  # noqa: S311 – repeatable variants, no secret
        self._slots = SlotFiller(pack)
        self._varier = Varier(loan_words(pack), self._chance)
        self._splitter = Splitter(load_meanings(pack))
        self._answers = {name: {answer: number for number, answer in enumerate(head.answers)} for name, head in self.heads.items()}

    def round(self, examples: Sequence[Example]) -> Iterator[Lesson]:
        """Yield lessons of one round: every example once as written, Bangla once more in Latin letters, some joined in pairs."""
        order = list(examples)
        self._chance.shuffle(order)
        for example in order:
            yield self.lesson(example, vary=True)
            if example.script == "bn" and self._chance.random() < ALSO_ROMANISED:
                yield self.lesson(self._romanised(example), vary=True)
            if (example.kind or example.danger) and self._chance.random() < JOINED:
                yield self.joined(example, self._chance.choice(order))

    def lesson(self, example: Example, *, vary: bool) -> Lesson:
        """Return one example as a lesson."""
        return self._lesson(self._text(example, vary=vary), self._right(example), example.weight)

    def joined(self, first: Example, second: Example) -> Lesson:
        """Return two examples as one post; it is first of all about the first."""
        text = f"{self._text(first, vary=True)} {self._text(second, vary=True)}"
        one, two = self._right(first), self._right(second)
        topic: tuple[tuple[int, float], ...] | None = (
            *((answer, 0.65 * share) for answer, share in one[0] or ()),
            *((answer, 0.35 * share) for answer, share in two[0] or ()),
        )
        if first.topic == second.topic or one[0] is None:
            topic = one[0]
        return self._lesson(text, (topic, None, None, self._danger_of(first, second)), 0.5 * first.weight)

    def _danger_of(self, first: Example, second: Example) -> tuple[tuple[int, float], ...] | None:
        """Two matters in one post are as dangerous as the worse one; unsaid when nobody said it of both."""
        if not first.danger or not second.danger:
            return None
        worse = max(first.danger, second.danger, key=LEVELS.index)
        return ((self._answers[DANGER][worse], 1.0),)

    def _romanised(self, example: Example) -> Example:
        filled = self._slots.fill(example.text, self._chance)
        text = self._varier.romanised(unicodedata.normalize("NFC", filled))
        return replace(example, script="bn-Latn", text=text, weight=0.7 * example.weight)

    def _text(self, example: Example, *, vary: bool) -> str:
        text = self._slots.fill(example.text, self._chance)
        return self._varier.typed(text) if vary else text

    def _right(self, example: Example) -> tuple[tuple[tuple[int, float], ...] | None, ...]:
        topic = ((self._answers["topic"][example.topic or NO_TOPIC], 1.0),) if example.topic != UNKNOWN else None
        kind = ((self._answers["kind"][example.kind], 1.0),) if example.kind else None
        latin = ((self._answers["latin"][example.script], 1.0),) if example.script in LATIN_LANGUAGES else None
        danger = ((self._answers[DANGER][example.danger], 1.0),) if example.danger else None
        return (topic, kind, latin, danger)

    def _lesson(self, text: str, right: tuple[tuple[tuple[int, float], ...] | None, ...], weight: float) -> Lesson:
        units, features = self.units.of(self._splitter.read(text))
        return Lesson(units, features, right, weight)


def learn(examples: Sequence[Example], pack: Path, plan: Plan, say: Callable[[str], None]) -> tuple[Fitter, Teacher]:
    """Return the mean of the learners' weights and the last one's teacher. ``say`` hears how it goes."""
    fitter, teacher = _learn_once(examples, pack, plan, plan.seed, say)
    weights, bias = fitter.weights, fitter.bias
    for number in range(1, plan.learners):
        fitter, teacher = _learn_once(examples, pack, plan, plan.seed + number, say)
        weights += fitter.weights
        bias += fitter.bias
    share = np.float32(1.0 / plan.learners)
    fitter.weights, fitter.bias = weights * share, bias * share
    return fitter, teacher


def _learn_once(
    examples: Sequence[Example], pack: Path, plan: Plan, seed: int, say: Callable[[str], None]
) -> tuple[Fitter, Teacher]:
    teacher = Teacher(pack, seed)
    fitter = Fitter(teacher.heads, teacher.units, rate=plan.rate, decay=plan.decay)
    for number in range(plan.rounds):
        losses, batch = [], []
        for lesson in teacher.round(examples):
            if lesson.units:
                batch.append(lesson)
            if len(batch) == BATCH:
                losses.append(fitter.learn(batch))
                batch = []
        if batch:
            losses.append(fitter.learn(batch))
        say(f"learner {seed - plan.seed + 1}, round {number + 1}: loss {sum(losses) / max(1, len(losses)):.3f}")
    return fitter, teacher


def as_model(fitter: Fitter, heads: dict[str, Head], temperatures: dict[str, float]) -> LinearModel:
    """Return the model that reads with these weights."""
    weights, scale = small_numbers(fitter.weights)
    return LinearModel(heads, weights, scale, fitter.bias, temperatures)


def best_temperature(logits: Floats, right: Sequence[int]) -> float:
    """Return the temperature under which the right answers are most likely (a search over 60 values from 0.3 to 6)."""
    answers = np.asarray(right)

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        told = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(told[np.arange(len(answers)), answers].mean())

    return float(min(np.geomspace(0.3, 6.0, 60), key=loss))


def temperatures_of(fitter: Fitter, teacher: Teacher, tested: Sequence[Example]) -> dict[str, float]:
    """Return for each head the temperature that fits posts nobody learnt from."""
    lessons = [lesson for example in tested if (lesson := teacher.lesson(example, vary=True)).units]
    logits = fitter.logits(lessons)
    found = {}
    for number, (name, head) in enumerate(teacher.heads.items()):
        rows, right = [], []
        for row, lesson in enumerate(lessons):
            if said := lesson.right[number]:
                rows.append(row)
                right.append(said[0][0])
        found[name] = best_temperature(logits[rows][:, head.columns], right) if rows else 1.0
    return found
