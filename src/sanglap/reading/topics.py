"""What a post is about, by the words that speak for each topic: what a country begins with that has no trained model yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.reading.classifying.classifier import Answer
from sanglap.reading.tables import rows_of
from sanglap.reading.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TABLE = "cues.csv"
SURE = 1.0  # the sum of weights from which a topic is taken as known
SURE_ENOUGH = 0.5  # the same as a probability: see :meth:`TopicReader.answers`
BEGINNING = 4  # a cue is looked for only when its first letters (with the space before) stand in the text


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic, how strongly the words speak for it (sum of their weights), and the words."""

    code: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueWords:
    """One cue: a word or phrase with its weight."""

    topic: str
    words: str
    weight: float


class TopicReader:
    """Finds topics by cues. Made once from the country pack's rows; reading changes nothing in it."""

    def __init__(self, cues: Iterable[CueWords]) -> None:
        """Sort the cues by their first letters."""
        self._by_beginning: dict[str, list[tuple[str, CueWords]]] = defaultdict(list)
        for cue in cues:
            wanted = as_words(cue.words).rstrip()
            if wanted.strip():
                self._by_beginning[wanted[:BEGINNING]].append((wanted, cue))

    def read(self, text: str, most: int = 3) -> list[TopicScore]:
        """Return the topics the text speaks for, the strongest first; a word counts from its beginning, so endings are free."""
        words = as_words(text)
        scores: dict[str, float] = defaultdict(float)
        spoken: dict[str, list[str]] = defaultdict(list)
        beginnings = {words[at : at + length] for at in range(len(words)) if words[at] == " " for length in (2, 3, BEGINNING)}
        for beginning in beginnings:
            for wanted, cue in self._by_beginning.get(beginning, ()):
                if wanted in words:
                    scores[cue.topic] += cue.weight * (1.0 + 0.15 * wanted.count(" ", 1))
                    spoken[cue.topic].append(cue.words)
        ranked = sorted(((score, code) for code, score in scores.items() if score > 0), key=lambda pair: (-pair[0], pair[1]))
        return [TopicScore(code, round(score, 3), tuple(sorted(spoken[code]))) for score, code in ranked[:most]]

    def answers(self, text: str, most: int = 3) -> list[Answer]:
        """Return the same with a number from 0 to 1 in place of the sum of weights, one half where a topic counts as known.

        It is no measured probability, only as far as words without a model can say.
        """
        return [Answer(one.code, round(one.score / (one.score + SURE), 4), one.words) for one in self.read(text, most)]


def load_topic_reader(pack: Path) -> TopicReader:
    """Return the reader of a country pack's cue words."""
    return TopicReader(CueWords(row["topic_code"], row["cue"], float(row["weight"])) for row in rows_of(pack / TABLE))
