"""A year's worth of suspicion in one call: 1,000 disposals of 20 offices, 30 of them made up, and many that only look so.

Nothing here knows a threshold of ``oversight.honesty``; this was written first. How offices differ, how officers work, what
honest haste looks like and how dishonest ones lie are drawn from the seed, so that no two seeds tell the same story.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sanglap.oversight.honesty.closure import Closure, Said
from sanglap.oversight.honesty.measuring import closing_words as words_of

OFFICES, DISPOSALS, MADE_UP = 20, 1_000, 30
FIRST, LAST = date(2026, 9, 1), date(2026, 11, 30)
OPENS, CLOSES = 3 * 60, 11 * 60  # minutes of the UTC day: nine to five in Dhaka
WEEKEND = frozenset({4, 5})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A closure as it was drawn: where, whether it is made up, and in which way."""

    office: str
    closure: Closure
    manner: str
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """How one officer works."""

    name: str
    office: str
    trade: str
    contacts: float  # how often there is anything in the history besides
    claims: float  # how often a case is taken in hand days before; otherwise at the moment of closing, or never
    form: str  # the words used for everything; "" for an officer who writes each time
    poor_proofs: float
    pictures: float
    enters_later: bool  # works on paper and types the week's cases in one go


def draw(seed: int) -> list[Drawn]:
    """Return the disposals of a seed, in the order of their time."""
    chance = Random(seed)  # noqa: S311 – a story, no secret
    officers = [officer for number in range(OFFICES) for officer in _officers_of(number, chance)]
    weights = [chance.lognormvariate(0, 0.8) for _ in officers]
    drawn: list[Drawn] = []
    _draw_made_up(drawn, officers, chance)
    manners: tuple[tuple[Callable[[Habits, Random], list[Drawn]], float], ...] = (
        (_steady, 0.80), (_simple, 0.12), (_rush, 0.035), (_incident, 0.02), (_typed_in, 0.025),
    )  # fmt: skip
    while len(drawn) < DISPOSALS:
        manner = chance.choices([one for one, _ in manners], [share for _, share in manners])[0]
        drawn += manner(chance.choices(officers, weights)[0], chance)[: DISPOSALS - len(drawn)]
    return [_with_copied_proof(one, drawn, chance) for one in sorted(drawn, key=lambda one: one.closure.at)]


def _officers_of(number: int, chance: Random) -> list[Habits]:
    trade = chance.choice(sorted(words_of.DEEDS))
    return [
        Habits(
            name=f"officer-{number}-{place}",
            office=f"office-{number}",
            trade=trade,
            contacts=chance.betavariate(5, 1.6),
            claims=chance.betavariate(4, 1.5),
            form=chance.choice(words_of.FORMS) if _happens(chance, 0.2) else "",
            poor_proofs=chance.betavariate(1, 14),
            pictures=chance.betavariate(2, 4),
            enters_later=_happens(chance, 0.08),
        )
        for place in range(chance.choice((1, 1, 2, 2, 3)))
    ]


def _steady(who: Habits, chance: Random) -> list[Drawn]:
    return [_closed(who, chance, _some_moment(chance), used=min(1.4, chance.betavariate(2, 2.2) + chance.choice((0, 0, 0, 0.25))))]


def _simple(who: Habits, chance: Random) -> list[Drawn]:
    """A question that is answered and closed at once."""
    at = _some_moment(chance)
    plain = _closed(who, chance, at, used=chance.uniform(0, 0.2), manner="simple")
    closure = replace(
        plain.closure,
        words=_filled(chance.choice(words_of.SIMPLE), chance),
        proof=_filled(chance.choice(words_of.SIMPLE_PROOFS), chance),
        in_hand_at=at - timedelta(minutes=chance.uniform(1, 12)),
        contacts=1 if _happens(chance, 0.92) else 0,
    )
    return [replace(plain, closure=closure)]


def _rush(who: Habits, chance: Random) -> list[Drawn]:
    """The last working day: everything that was done this month is closed before the report goes up."""
    at = _at_month_end(chance)
    drawn = []
    for _ in range(chance.randint(5, 14)):
        at += timedelta(minutes=chance.expovariate(1 / 6))
        drawn.append(_closed(who, chance, at, used=chance.uniform(0.3, 1.1), manner="rush"))
    return drawn


def _typed_in(who: Habits, chance: Random) -> list[Drawn]:
    """An officer who works on paper types in what was done, one after the other; only some of them ever do so."""
    if not who.enters_later:
        return _steady(who, chance)
    at, drawn = _some_moment(chance), []
    for _ in range(chance.randint(4, 10)):
        at += timedelta(minutes=chance.uniform(2, 7))
        one = _closed(replace(who, contacts=who.contacts * 0.5), chance, at, used=chance.uniform(0.2, 1.05), manner="typed in")
        drawn.append(replace(one, closure=replace(one.closure, in_hand_at=at - timedelta(minutes=chance.uniform(1, 5)))))
    return drawn


def _incident(who: Habits, chance: Random) -> list[Drawn]:
    """Many citizens report one bridge: mended once, closed for all with the same words and the same proof."""
    at = _some_moment(chance)
    first = _closed(who, chance, at, used=chance.uniform(0.2, 0.9), manner="incident")
    known_as_one = _happens(chance, 0.75)  # else the officer saw it, and nobody grouped the cases
    drawn = []
    for number in range(chance.randint(3, 9)):
        one = _closed(
            who, chance, at + timedelta(seconds=number * chance.uniform(1, 60)), used=first.closure.clock_used, manner="incident"
        )
        closure = replace(one.closure, words=first.closure.words, proof=first.closure.proof, has_picture=first.closure.has_picture)
        drawn.append(replace(one, closure=replace(closure, matter=first.closure.id) if known_as_one else closure))
    return drawn


def _closed(who: Habits, chance: Random, at: datetime, *, used: float, manner: str = "steady") -> Drawn:
    """Return one honest closure."""
    number = f"{chance.getrandbits(64):016x}"
    promised = timedelta(days=chance.choice((10, 42, 42, 42)))
    began = at - promised * used
    claimed = _happens(chance, who.claims)
    never = _happens(chance, 0.3)
    deed = who.form or chance.choice(words_of.DEEDS[who.trade]) + chance.choice(words_of.TAILS)
    proof = chance.choice(words_of.POOR_PROOFS if _happens(chance, who.poor_proofs) else words_of.GOOD_PROOFS)
    closure = Closure(
        id=number,
        matter=number,
        officer=who.name,
        at=at,
        began_at=began,
        due_at=began + promised,
        in_hand_at=began + (at - began) * chance.uniform(0.02, 0.9)
        if claimed
        else None
        if never
        else at - timedelta(minutes=chance.uniform(1, 60)),
        is_last_working_day=at.date() == last_working_day(at.date()),
        words=_filled(deed, chance),
        proof=_filled(proof, chance),
        has_picture=_happens(chance, who.pictures),
        contacts=chance.choice((1, 1, 2, 3)) if _happens(chance, who.contacts) else 0,
        said=chance.choices(list(Said), (0.06, 0.34, 0.05, 0.55))[0],
    )
    return Drawn(who.office, closure, manner, is_made_up=False)


def _draw_made_up(drawn: list[Drawn], officers: list[Habits], chance: Random) -> None:
    """Thirty that are made up: half or more in sittings before a date, some alone, some with another's proof, some with care."""
    liars = chance.sample(officers, 8)
    in_sittings = chance.randint(MADE_UP * 2 // 5, MADE_UP * 7 // 10)
    while len(drawn) < in_sittings:
        drawn += _sitting(chance.choice(liars), chance)[: in_sittings - len(drawn)]
    for manner in chance.choices((_copied, _hasty, _careful), (0.33, 0.44, 0.23), k=MADE_UP - in_sittings):
        drawn += manner(chance.choice(liars), chance)
    drawn[:] = [replace(one, is_made_up=True) for one in drawn]


def _sitting(who: Habits, chance: Random) -> list[Drawn]:
    before_date = _happens(chance, 0.6)
    at = _some_moment(chance) if before_date else _at_month_end(chance)
    evasion, proof = chance.choice(words_of.EVASIONS), chance.choice(words_of.EVASIVE_PROOFS)
    one_number = _filled("স্মারক নং {number}", chance)
    copies_number, varies = _happens(chance, 0.3), _happens(chance, 0.35)
    drawn = []
    for _ in range(chance.randint(4, 11)):
        at += timedelta(minutes=chance.uniform(0.5, 4))
        used = chance.uniform(0.9, 1.1) if before_date else chance.uniform(0.3, 1.1)
        own_number = _happens(chance, 0.12)
        lie = _lie(who, chance, at, used=used, manner="sitting")
        words = chance.choice(words_of.EVASIONS) if varies else evasion
        shown = _filled("স্মারক নং {number}", chance) if own_number else one_number if copies_number else proof
        drawn.append(replace(lie, closure=replace(lie.closure, words=words, proof=shown)))
    return drawn


def _copied(who: Habits, chance: Random) -> list[Drawn]:
    """Another case's proof, typed again; which one is settled when all are drawn."""
    lie = _lie(who, chance, _some_moment(chance), used=chance.uniform(0.4, 1.15), manner="copied")
    deed = _filled(chance.choice(words_of.DEEDS[who.trade]), chance) if _happens(chance, 0.5) else chance.choice(words_of.EVASIONS)
    return [replace(lie, closure=replace(lie.closure, words=deed))]


def _hasty(who: Habits, chance: Random) -> list[Drawn]:
    at = _some_moment(chance)
    lie = _lie(who, chance, at, used=chance.uniform(0.1, 1.1), manner="hasty")
    return [replace(lie, closure=replace(lie.closure, in_hand_at=at - timedelta(minutes=chance.uniform(0.5, 9))))]


def _careful(who: Habits, chance: Random) -> list[Drawn]:
    """Words of its own, a number of its own, a canned answer: only the citizen knows."""
    honest = _closed(who, chance, _some_moment(chance), used=chance.uniform(0.5, 1.1), manner="careful")
    said = chance.choices(list(Said), (0.1, 0.03, 0.45, 0.42))[0]
    contacts = 1 if _happens(chance, 0.35) else 0
    return [replace(honest, closure=replace(honest.closure, has_picture=False, said=said, contacts=contacts))]


def _lie(who: Habits, chance: Random, at: datetime, *, used: float, manner: str) -> Drawn:
    plain = _closed(replace(who, form=""), chance, at, used=used, manner=manner)
    closure = replace(
        plain.closure,
        words=chance.choice(words_of.EVASIONS),
        proof=chance.choice(words_of.EVASIVE_PROOFS),
        has_picture=False,
        contacts=1 if _happens(chance, 0.12) else 0,
        said=chance.choices(list(Said), (0.1, 0.03, 0.35, 0.52))[0],
    )
    if _happens(chance, 0.5):
        closure = replace(closure, in_hand_at=at - timedelta(minutes=chance.uniform(0.3, 8)))
    return replace(plain, closure=closure)


def _with_copied_proof(one: Drawn, drawn: list[Drawn], chance: Random) -> Drawn:
    others = [other for other in drawn if other.office == one.office and other.closure.at < one.closure.at]
    if one.manner != "copied" or not others:
        return one
    return replace(one, closure=replace(one.closure, proof=chance.choice(others).closure.proof))


def _happens(chance: Random, share: float) -> bool:
    return chance.random() < share


def _filled(pattern: str, chance: Random) -> str:
    while "{number}" in pattern:
        pattern = pattern.replace("{number}", str(chance.randint(2, 9_999)), 1)
    return pattern.format(
        place=chance.choice(words_of.PLACES),
        person=chance.choice(words_of.PEOPLE),
        day=f"{chance.randint(1, 28)}/{chance.randint(8, 11)}/২০২৬",
        amount=chance.randint(2, 60) * 50,
        phone=f"017{chance.randint(10_000_000, 99_999_999)}",
    )


def _some_moment(chance: Random) -> datetime:
    while True:
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
        if day.weekday() not in WEEKEND:
            return _in_office_hours(day, chance.uniform(OPENS, CLOSES))


def _at_month_end(chance: Random) -> datetime:
    return _in_office_hours(last_working_day(date(2026, chance.choice((9, 10, 11)), 1)), chance.uniform(OPENS + 120, CLOSES - 60))


def _in_office_hours(day: date, minutes: float) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)


def last_working_day(day: date) -> date:
    """Return the last day of the month that is neither Friday nor Saturday."""
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    while last.weekday() in WEEKEND:
        last -= timedelta(days=1)
    return last
