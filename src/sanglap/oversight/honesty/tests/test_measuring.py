"""The figures of the rules hold on seeds that were looked at; the bench prints those that were not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sanglap.oversight.honesty.measuring.closings import DISPOSALS, MADE_UP, OFFICES, draw
from sanglap.oversight.honesty.measuring.scoring import LOOKED_AT, ONLY_EVALUATED, score
from sanglap.reading.emptiness import says_nothing, words_of

PACK = Path(__file__).parents[5] / "countrypacks" / "BD"


class TestADrawnYear:
    @pytest.mark.parametrize("seed", [0, 7])
    def test_has_what_was_promised(self, seed: int) -> None:
        drawn = draw(seed)
        assert (len(drawn), sum(one.is_made_up for one in drawn)) == (DISPOSALS, MADE_UP)
        assert len({one.office for one in drawn}) <= OFFICES
        assert {"sitting", "copied", "hasty", "careful"} == {one.manner for one in drawn if one.is_made_up}
        assert draw(seed) == drawn

    def test_lies_in_words_that_the_desk_would_have_let_pass(self) -> None:
        lies = Counter(says_nothing(one.closure.words, PACK) for one in draw(3) if one.is_made_up)
        assert lies[True] == 0


class TestTheRules:
    def test_find_four_of_five_and_trouble_few_honest_officers_on_average(self) -> None:
        scores = [score(seed, words_of(PACK, "visit")) for seed in LOOKED_AT]
        assert sum(one.found_share for one in scores) / len(scores) >= 0.8
        assert sum(one.false_share for one in scores) / len(scores) <= 0.02

    def test_are_evaluated_on_other_seeds_than_those_looked_at(self) -> None:
        assert not set(LOOKED_AT) & set(ONLY_EVALUATED)
