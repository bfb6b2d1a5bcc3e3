"""Which closures look made up (domain, section 4; R20). Plain Python; what it finds is shown to a person, who judges.

Every sign belongs to a family: what the clock says, the words, the proof, the work before, the citizen afterwards. Signs of one
family say the same thing twice, so only the heaviest of a family counts, and no family is enough alone. What speaks for the
officer counts as much: a proof that can be checked and is nobody else's, a citizen who says that it is solved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from sanglap.oversight.honesty.closure import Closure, Said
from sanglap.oversight.honesty.likeness import proof_letters, who_is_alike


class Sign(StrEnum):
    """What can be seen in a closure. The sentences that people read are in ``wording``."""

    SITTING_BEFORE_DATE = "sitting_before_date"
    SITTING_AT_MONTH_END = "sitting_at_month_end"
    SAME_WORDS = "same_words"
    SAME_PROOF = "same_proof"
    SAME_DEED = "same_deed"
    NOTHING_TO_CHECK = "nothing_to_check"
    NO_WORK = "no_work"
    WORKED = "worked"
    NO_WORK_IN_MINUTES = "no_work_in_minutes"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    OWN_PROOF = "own_proof"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Weighing:
    """How heavy a sign is, and to which family it belongs; below nothing, it speaks for the officer."""

    family: str
    weight: float


# --- All numbers that decide, in one place ---------------------------------------------------------------------------------------
WEIGHTS: dict[Sign, Weighing] = {
    # Many cases in a few minutes before a date: nobody mends four things so fast, but an honest officer may write them down so.
    Sign.SITTING_BEFORE_DATE: Weighing("time", 2.0),
    Sign.SITTING_AT_MONTH_END: Weighing("time", 1.5),  # weaker: reports go up that day, and honest offices tidy up for them too
    Sign.SAME_WORDS: Weighing("words", 1.0),  # light: many honest officers use one form of words for everything
    Sign.SAME_PROOF: Weighing("proof", 2.5),  # one order number for two matters: heavy, since a proof is what is not typed twice
    Sign.SAME_DEED: Weighing("proof", 1.5),  # the same words too, in one sitting: may be one bridge that nobody put together
    Sign.NOTHING_TO_CHECK: Weighing("proof", 2.0),  # "see file": some honest officers in a hurry write it as well
    Sign.NO_WORK: Weighing("work", 1.0),  # light: those who work by telephone leave nothing in the history
    Sign.NO_WORK_IN_MINUTES: Weighing("work", 2.0),  # and minutes after taking it in hand: there was no time for any
    Sign.DISPUTED: Weighing("citizen", 2.0),  # she says "not solved"; one in twenty is mistaken or wanted something else
    Sign.UNCONFIRMED: Weighing("citizen", 0.25),  # a hint, no more: half of all citizens never answer (PCP, section 4)
    Sign.WORKED: Weighing("work", -0.75),  # an answer, a question, an opinion or a visit: light, since a canned answer is one too
    Sign.OWN_PROOF: Weighing("proof", -1.5),  # can be checked and is used once: ten well-proved cases on the last day are work
    Sign.CONFIRMED: Weighing("citizen", -8.0),  # the citizen's own word outweighs every pattern
}
THRESHOLD = 2.9  # more than any one family can weigh; "see file" with an empty history (2 + 1) is enough for a person to look
LEAST_FAMILIES = 2  # independent signs against it
COUNTS_FROM = 1.0  # a lighter sign is no independent one

PRESSED, PRESSED_WEIGHT = "pressed", 5.0  # no pattern but a citizen's own words to another office: heavier than all patterns

NEAR_DATE = 0.9  # of the clock: the last three days of thirty
SITTING_GAP = timedelta(minutes=10)  # between two closures of one sitting
LEAST_IN_SITTING = 4  # different matters
IN_MINUTES = timedelta(minutes=10)  # from taking in hand to done
LEAST_ALIKE = 2  # other matters with nearly the same words
LEAST_DIGITS = 2  # "order 12"
SAME_DAY = timedelta(hours=24)  # of two who use one proof, the one who used it a day before has the older right to it


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign in a closure, with the numbers that its sentence names."""

    sign: Sign
    weight: float
    facts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What speaks against a closure, and how heavily."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def is_flagged(self) -> bool:
        """Tell whether a person should look: heavy enough, and for two independent reasons at least."""
        against = {WEIGHTS[one.sign].family for one in self.reasons if one.weight >= COUNTS_FROM}
        return self.score >= THRESHOLD and len(against) >= LEAST_FAMILIES


def judge(closures: Sequence[Closure], visit_words: Iterable[str] = ()) -> dict[str, Judgement]:
    """Judge the closures of one office, each among all the others of its time. Return the judgements by id."""
    seen = _Seen.of(closures, tuple(visit_words))
    return {one.id: _weigh(tuple(_signs(one, seen))) for one in closures}


def _weigh(reasons: tuple[Reason, ...]) -> Judgement:
    against: dict[str, float] = defaultdict(float)
    for one in reasons:
        family = WEIGHTS[one.sign].family
        against[family] = max(against[family], one.weight) if one.weight > 0 else against[family] + one.weight
    return Judgement(round(sum(against.values()), 2), reasons)


def _signs(one: Closure, seen: _Seen) -> Iterator[Reason]:
    together = len(seen.sitting_of(one))
    if together >= LEAST_IN_SITTING and one.clock_used >= NEAR_DATE:
        yield _reason(Sign.SITTING_BEFORE_DATE, together=together, percent=round(100 * one.clock_used))
    elif together >= LEAST_IN_SITTING and one.is_last_working_day:
        yield _reason(Sign.SITTING_AT_MONTH_END, together=together)
    yield from _words_and_proof(one, seen)
    yield from _work(one)
    yield from _citizen(one)


def _words_and_proof(one: Closure, seen: _Seen) -> Iterator[Reason]:
    alike = len(seen.alike[one.id])
    others = frozenset() if one.rests_elsewhere else seen.others_with_proof(one)
    if others and others <= seen.alike[one.id] & seen.sitting_of(one):
        yield _reason(Sign.SAME_DEED, others=len(others))  # that the words are the same too is the same sign
        return
    if alike >= LEAST_ALIKE:
        yield _reason(Sign.SAME_WORDS, others=alike)
    if one.rests_elsewhere:
        return
    if others:
        yield _reason(Sign.SAME_PROOF, others=len(others))
    elif one.has_picture or seen.is_checkable(one.proof):
        yield _reason(Sign.OWN_PROOF)
    else:
        yield _reason(Sign.NOTHING_TO_CHECK)


def _work(one: Closure) -> Iterator[Reason]:
    if one.contacts:
        yield _reason(Sign.WORKED)
        return
    taken = one.at - one.in_hand_at if one.in_hand_at is not None else None
    if taken is not None and taken <= IN_MINUTES:
        yield _reason(Sign.NO_WORK_IN_MINUTES, minutes=max(1, round(taken / timedelta(minutes=1))))
    else:
        yield _reason(Sign.NO_WORK)


def _citizen(one: Closure) -> Iterator[Reason]:
    sign = {Said.DISPUTED: Sign.DISPUTED, Said.UNCONFIRMED: Sign.UNCONFIRMED, Said.CONFIRMED: Sign.CONFIRMED}.get(one.said)
    if sign is not None:
        yield _reason(sign)


def _reason(sign: Sign, **facts: int) -> Reason:
    return Reason(sign, WEIGHTS[sign].weight, facts)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an office's closures have in common."""

    sittings: Mapping[str, frozenset[str]]  # by closure: the matters closed in its sitting
    alike: Mapping[str, frozenset[str]]  # by closure: the other matters closed in nearly the same words
    proofs: Mapping[str, Sequence[tuple[datetime, str]]]  # by proof: when it was used, for which matter
    visit_words: tuple[str, ...]

    @classmethod
    def of(cls, closures: Sequence[Closure], visit_words: tuple[str, ...]) -> _Seen:
        proofs: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        for one in closures:
            proofs[proof_letters(one.proof)].append((one.at, one.matter))
        letters = tuple(proof_letters(word) for word in visit_words)
        return cls(_sittings(closures), who_is_alike(closures), proofs, letters)

    def sitting_of(self, one: Closure) -> frozenset[str]:
        """Return the matters that the officer closed in this sitting, this one among them."""
        return self.sittings[one.id]

    def others_with_proof(self, one: Closure) -> frozenset[str]:
        """Return the other matters that showed this proof before, or on the same day; "see file" is nobody's."""
        if not self.is_checkable(one.proof):
            return frozenset()
        used = self.proofs[proof_letters(one.proof)]
        return frozenset(matter for at, matter in used if matter != one.matter and at < one.at + SAME_DAY)

    def is_checkable(self, proof: str) -> bool:
        """Tell whether anybody could check these words: an address, a number, a visit."""
        letters = proof_letters(proof)
        digits = sum(sign.isdigit() for sign in letters)
        return digits >= LEAST_DIGITS or any(word in letters for word in self.visit_words)


def _sittings(closures: Sequence[Closure]) -> dict[str, frozenset[str]]:
    by_officer: dict[str, list[Closure]] = defaultdict(list)
    for one in sorted(closures, key=lambda one: one.at):
        by_officer[one.officer].append(one)
    found: dict[str, frozenset[str]] = {}
    for row in by_officer.values():
        for sitting in _split(row):
            found |= dict.fromkeys((one.id for one in sitting), frozenset(one.matter for one in sitting))
    return found


def _split(row: Sequence[Closure]) -> Iterator[Sequence[Closure]]:
    begin = 0
    for number, (before, after) in enumerate(pairwise(row), start=1):
        if after.at - before.at > SITTING_GAP:
            yield row[begin:number]
            begin = number
    yield row[begin:]
