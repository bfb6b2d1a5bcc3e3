"""What a post says, asked in plain words: its kinds, its topics, the language of its Latin letters."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

from sanglap.reading.classifying.features import Splitter
from sanglap.reading.classifying.meanings import Meanings, load_meanings
from sanglap.reading.classifying.model import Head, LinearModel, Scores, blank_model, heads_of, load_model
from sanglap.reading.danger import LEVELS
from sanglap.reading.normalising import normalise

MODEL = "reading/model.npz"
TOPIC, KIND, LATIN, DANGER = "topic", "kind", "latin", "danger"
NO_TOPIC = "none"
KINDS = ("problem", "service_request", "question", "suggestion", "praise", "abuse_or_spam")
LATIN_LANGUAGES = ("bn-Latn", "en")


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer with its calibrated probability (0–1) and the words that spoke for it."""

    code: str
    probability: float
    words: tuple[str, ...] = ()


class ReadText:
    """A text that the classifier has looked at. Every question is answered from the same scores."""

    def __init__(self, heads: dict[str, Head], normal: str, scores: Scores) -> None:
        self._heads = heads
        self.normal = normal
        self._scores = scores

    def topics(self, most: int = 3) -> list[Answer]:
        """Return the likeliest topics; :data:`NO_TOPIC` is never among them."""
        return self._likeliest(self._heads[TOPIC], most, without=NO_TOPIC)

    def no_topic(self) -> float:
        """Return how probable it is that the post is about none of the catalogue."""
        head = self._heads[TOPIC]
        return round(float(self._scores.probabilities(TOPIC)[head.answers.index(NO_TOPIC)]), 4)

    def kinds(self) -> list[Answer]:
        """Return all kinds, the likeliest first; :meth:`kind_words` says what spoke for one."""
        head = self._heads[KIND]
        return self._likeliest(head, len(head.answers), words=0)

    def kind_words(self, kind: str) -> tuple[str, ...]:
        """Return the words that spoke for a kind."""
        return self._scores.speaking_for(KIND, self._heads[KIND].answers.index(kind))

    def danger(self) -> dict[str, float]:
        """Return how probable each level of danger is; nothing where the model was not taught it."""
        head = self._heads.get(DANGER)
        return dict(zip(head.answers, map(float, self._scores.probabilities(DANGER)), strict=True)) if head else {}

    def danger_words(self, level: str) -> tuple[str, ...]:
        """Return the words that spoke for a level of danger."""
        return self._scores.speaking_for(DANGER, self._heads[DANGER].answers.index(level))

    def banglish(self) -> float:
        """Return how probable it is that the Latin letters spell Bangla."""
        head = self._heads[LATIN]
        return float(self._scores.probabilities(LATIN)[head.answers.index("bn-Latn")])

    def _likeliest(self, head: Head, most: int, *, without: str = "", words: int = 1) -> list[Answer]:
        """Return the likeliest answers of a head, so many of them with the words that spoke."""
        shares = self._scores.probabilities(head.name).tolist()
        places = [place for place, answer in enumerate(head.answers) if answer != without]
        ranked = nlargest(most, places, key=shares.__getitem__)
        return [
            Answer(
                head.answers[place],
                round(shares[place], 4),
                self._scores.speaking_for(head.name, place) if number < words else (),
            )
            for number, place in enumerate(ranked)
        ]


class Classifier:
    """Reads texts with one model. Made once; the words it has met are remembered within bounds."""

    def __init__(self, model: LinearModel, meanings: Meanings) -> None:
        self._model = model
        self._splitter = Splitter(meanings)

    def read(self, text: str) -> ReadText:
        """Return what the model sees in a text, whatever the text is."""
        return self.read_normal(normalise(text))

    def read_normal(self, normal: str) -> ReadText:
        """Return the same for a text that is normalised already."""
        return ReadText(self._model.heads, normal, self._model.read(self._splitter.words(normal)))


def has_model(pack: Path) -> bool:
    """Tell whether a country pack has a trained model."""
    return (pack / MODEL).exists()


def load_classifier(pack: Path) -> Classifier:
    """Return the classifier of a country pack; a country without ``reading/model.npz`` has one that finds all equally likely.

    Raises UnableToReadModel when the model is broken.
    """
    blank = {name: answers for name, answers in questions(pack).items() if name != DANGER}  # nobody is called for a coin's fall
    return Classifier(load_model(pack / MODEL) if has_model(pack) else blank_model(heads_of(blank)), load_meanings(pack))


def questions(pack: Path) -> dict[str, tuple[str, ...]]:
    """Return what a model of this country answers: topic (or none), kind, the language of Latin letters, danger."""
    with (pack / "topics.csv").open(encoding="utf-8", newline="") as stream:
        topics = tuple(row["code"] for row in csv.DictReader(stream))
    return {TOPIC: (*topics, NO_TOPIC), KIND: KINDS, LATIN: LATIN_LANGUAGES, DANGER: LEVELS}
