"""Is somebody in danger? Told by concepts that stand together, in three writings, from the country's table.

``emergency``: somebody's life or body is threatened now, a child's wedding is near, a wire lies live, a crowd gathers. ``urgent``:
harm that goes on or threatens, though not this minute. The table (danger.csv) has concepts with their words, phrases that
only sound dangerous ("dying of heat"), and rules: concepts that must stand together and, with a ``!``, must not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.concepts import Concepts, Named
from sanglap.reading.tables import rows_of

NONE, URGENT, EMERGENCY = LEVELS = ("none", "urgent", "emergency")
TABLE, HELPLINES = "reading/danger.csv", "reading/helplines.csv"
WINDOW = 40  # words: what stands further apart does not belong together
UNCLEAR = "unclear"  # a danger of no kind that has a name here: thoughts of suicide, robbers, somebody bleeding
LIKELY = 0.6  # of topics of harm together: from here on a post is read by a person at once
YOUNG = "young"  # the concept made of a number and the word for age or school class beside it
_GROWN_UP = 18  # years: from this age nobody is a child (Child Marriage Restraint Act 2017, Children Act 2013)
_YOUNGEST_TOLD = 1
_HIGHEST_CLASS = 10
_FEWEST_UNSAID = 10  # years: "only 12" is an age, "only 3" may be anything
_BESIDE = 2  # words between a number and the word that says what it counts


@dataclass(frozen=True, slots=True)
class Doubts:
    """The model's probability of any danger from which the model alone is believed, the words of the table, a topic of harm."""

    learnt: float
    words: float
    topic: float


# Chosen on lines of danger and on ordinary posts, each read by models of the other files.
OF_TROUBLE = Doubts(learnt=0.35, words=0.1, topic=0.05)
OF_A_PLAIN_MATTER = Doubts(learnt=0.75, words=0.1, topic=0.05)  # surely a broken road, say: who is hurt there, says so
SURELY = 0.8  # probability from which a topic is taken for certain here
OF_NO_TROUBLE = Doubts(learnt=0.8, words=0.3, topic=0.3)  # a question, thanks, a proposal, an insult: "the match was fire"


@dataclass(frozen=True, slots=True)
class DangerRead:
    """What danger a text tells of: the level, the kinds (child-marriage, violence …), and the words that spoke."""

    level: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DangerRule:
    """Concepts that together tell of one kind of danger, and those that tell of something else."""

    kind: str
    level: str
    needed: int
    excluded: int


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call in one kind of danger, with whom it reaches in Bangla and English."""

    kind: str
    number: str
    bangla: str
    english: str


QUIET = DangerRead(NONE, (), ())


class DangerReader:
    """Reads danger. Made once from the table's rows; safe to share."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """``rows`` have row (concept, quiet, ending, topic, kind, number, rule), name, level, words.

        Raises KeyError for a rule that names a concept without words.
        """
        terms: dict[str, list[str]] = {YOUNG: []}
        quiet: list[str] = []
        rules: list[Mapping[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._endings: tuple[str, ...] = ()
        self._topics: dict[str, str] = {}  # topics that are harm by themselves
        self._kinds: dict[str, str] = {}  # what a danger is called in other topics
        for row in rows:
            written = [term.strip() for term in row["words"].split("|") if term.strip()]
            if row["row"] == "concept":
                terms.setdefault(row["name"], []).extend(written)
            elif row["row"] == "quiet":
                quiet += written
            elif row["row"] == "ending":
                self._endings = tuple(written)
            elif row["row"] == "topic":
                self._topics |= dict.fromkeys(written, row["name"])
            elif row["row"] == "kind":
                self._kinds |= dict.fromkeys(written, row["name"])
            elif row["row"] == "number":
                self._numbers |= dict.fromkeys(written, int(row["name"]))
            elif row["row"] == "rule":
                rules.append(row)
        self._first_letters = {word[0] for word in self._numbers}
        self._concepts = Concepts(terms, quiet)
        self._rules = tuple(self._rule(row) for row in rules)
        bits = self._concepts.bits
        self._age, self._weak_age, self._class = (bits.get(name, 0) for name in ("age-word", "weak-age", "class-word"))
        self._young = bits[YOUNG]
        self._calm, self._now = bits.get("cue-thanks", 0) | bits.get("cue-idea", 0), bits.get("helpnow", 0)

    @property
    def harmful(self) -> frozenset[str]:
        """Topics that are harm by themselves."""
        return frozenset(self._topics)

    @property
    def at_times(self) -> frozenset[str]:
        """Topics in which some posts tell of a danger."""
        return frozenset(self._kinds)

    def _rule(self, row: Mapping[str, str]) -> DangerRule:
        return DangerRule(row["name"], row["level"], *self._concepts.asked(row["words"]))

    def read(
        self,
        text: str,
        topics: Sequence[tuple[str, float]] = (),
        learnt: Mapping[str, float] | None = None,
        *,
        is_trouble: bool = True,
    ) -> DangerRead:
        """Return the danger a text tells of. Never fails, whatever the text.

        ``topics`` are the topics it is likely to be about, with their probability (0–1), ``learnt`` how probable each level
        is to the model: where the words of the table are missing, what was learnt still counts, or a probable topic of
        harm, unless the text thanks or proposes. What the words say and the model finds most improbable is none; more is asked
        of a post that is not ``is_trouble``: a question, praise, an insult. Overlooking one danger costs more than looking at
        two posts for nothing.
        """
        learnt = learnt or {}
        doubts = self._doubts(topics, is_trouble=is_trouble)
        probable = _any_danger(learnt) if learnt else 1.0
        named = self._concepts.read(text)
        masks = self._with_ages(named)
        whole = 0
        for mask in masks:
            whole |= mask
        # Most posts fit no rule at all; only for the others is it worth looking at what stands beside what.
        rules = [rule for rule in self._rules if whole & rule.needed == rule.needed and not whole & rule.excluded]
        if len(masks) > WINDOW:
            rules = [rule for rule in rules if _near(rule.needed, masks)]
        if not rules or probable < doubts.words:
            if learnt and probable >= doubts.learnt:
                return self._by_model(topics, learnt)
            return QUIET if probable < doubts.topic else self._by_topic(topics, whole)
        is_now = any(rule.level == EMERGENCY for rule in rules) or learnt.get(EMERGENCY, 0.0) > learnt.get(URGENT, 0.0)
        level = EMERGENCY if is_now else URGENT
        spoke = 0
        for rule in rules:
            spoke |= rule.needed
        words = [word for word, mask in zip(named.words, masks, strict=True) if mask & spoke]
        return DangerRead(level, tuple(dict.fromkeys(rule.kind for rule in rules)), tuple(dict.fromkeys(words)))

    def _doubts(self, topics: Sequence[tuple[str, float]], *, is_trouble: bool) -> Doubts:
        if not is_trouble:
            return OF_NO_TROUBLE
        is_plain = any(probability >= SURELY for code, probability in topics if code not in self.harmful | self.at_times)
        return OF_A_PLAIN_MATTER if is_plain else OF_TROUBLE

    def _by_model(self, topics: Sequence[tuple[str, float]], learnt: Mapping[str, float]) -> DangerRead:
        level = max((EMERGENCY, URGENT), key=lambda one: learnt.get(one, 0.0))
        called = {**self._kinds, **self._topics}
        kinds = [called[code] for code, probability in topics if code in called and probability >= LIKELY]
        return DangerRead(level, tuple(kinds[:1]) or (UNCLEAR,), ())

    def _by_topic(self, topics: Iterable[tuple[str, float]], whole: int) -> DangerRead:
        likely = [(probability, self._topics[code]) for code, probability in topics if code in self._topics]
        if whole & self._calm or sum(probability for probability, _ in likely) < LIKELY:
            return QUIET
        return DangerRead(EMERGENCY if whole & self._now else URGENT, (max(likely)[1],), ())

    def _with_ages(self, named: Named) -> list[int]:
        """The masks, with the concept "young" where a number beside the word for age or class tells of a child."""
        masks = list(named.masks)
        for place, word in enumerate(named.words):
            number = int(word) if word.isdecimal() and len(word) < len("100") else self._number(word)
            if number is None or not _YOUNGEST_TOLD <= number < _GROWN_UP:
                continue
            beside = 0
            for mask in named.masks[max(0, place - _BESIDE) : place + _BESIDE + 1]:
                beside |= mask
            unsaid = beside & self._weak_age and number >= _FEWEST_UNSAID
            if beside & self._age or unsaid or (beside & self._class and number <= _HIGHEST_CLASS):
                masks[place] |= self._young
        return masks

    def _number(self, word: str) -> int | None:
        """The number a word says, also with an ending: নাইনের, nine e."""
        number = self._numbers.get(word)
        if number is None and word[:1] not in self._first_letters:
            return None
        for ending in self._endings:
            if number is None and word.endswith(ending):
                number = self._numbers.get(word.removesuffix(ending))
        return number


def _any_danger(learnt: Mapping[str, float]) -> float:
    return sum(learnt.get(level, 0.0) for level in (URGENT, EMERGENCY))


def _near(needed: int, masks: list[int]) -> bool:
    step = WINDOW // 2
    for start in range(0, max(1, len(masks) - step), step):
        together = 0
        for mask in masks[start : start + WINDOW]:
            together |= mask
        if together & needed == needed:
            return True
    return False


def load_danger_reader(pack: Path) -> DangerReader:
    """Return the reader of a country pack; one that finds nothing when the pack has no table."""
    return DangerReader(list(rows_of(pack / TABLE)))


def load_helplines(pack: Path) -> dict[str, tuple[Helpline, ...]]:
    """Return the helplines by kind of danger, the one to call first in front."""
    lines: dict[str, list[Helpline]] = {}
    for row in rows_of(pack / HELPLINES):
        lines.setdefault(row["kind"], []).append(Helpline(row["kind"], row["number"], row["bn"], row["en"]))
    return {kind: tuple(found) for kind, found in lines.items()}
