"""The figures of the rules over many seeds: some were looked at while the rules were written, the others only at the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sanglap.oversight.honesty.closure import Closure
from sanglap.oversight.honesty.measuring.closings import Drawn, draw
from sanglap.oversight.honesty.rules import Judgement, judge

LOOKED_AT = tuple(range(20))
ONLY_EVALUATED = tuple(range(1_000, 1_020))


@dataclass(frozen=True, slots=True)
class Scored:
    """What was found of one seed."""

    seed: int
    made_up: int
    found: int
    honest: int
    false_alarms: int
    by_manner: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)  # manner, made up, flagged

    @property
    def found_share(self) -> float:
        """Return the share of the made-up ones that were flagged."""
        return self.found / self.made_up

    @property
    def false_share(self) -> float:
        """Return the share of the honest ones that were flagged."""
        return self.false_alarms / self.honest


def score(seed: int, visit_words: Iterable[str]) -> Scored:
    """Draw a seed's disposals, judge them office by office, and compare."""
    drawn = draw(seed)
    judged = judge_all(drawn, visit_words)
    counted = Counter((one.manner, one.is_made_up, judged[one.closure.id].is_flagged) for one in drawn)
    of = Counter[tuple[bool, bool]]()
    for (_, made_up, flagged), times in counted.items():
        of[made_up, flagged] += times
    return Scored(
        seed, of[True, True] + of[True, False], of[True, True], of[False, True] + of[False, False], of[False, True], counted
    )


def judge_all(drawn: Iterable[Drawn], visit_words: Iterable[str]) -> dict[str, Judgement]:
    """Judge every office's disposals among themselves."""
    words = tuple(visit_words)
    by_office: dict[str, list[Closure]] = defaultdict(list)
    for one in drawn:
        by_office[one.office].append(one.closure)
    return {key: judgement for closures in by_office.values() for key, judgement in judge(closures, words).items()}
