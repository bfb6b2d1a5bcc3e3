"""Shares with their uncertainty, and falls that are more than chance."""

from __future__ import annotations

import pytest

from sanglap.oversight.accuracy.rules import Share, chance_of_fall


class TestAShare:
    @pytest.mark.parametrize(
        ("of", "kept", "low", "high"),
        [(263, 81, 0.2553, 0.3662), (10, 0, 0.0, 0.2775), (1, 1, 0.2065, 1.0)],  # first: Newcombe 1998, Stat. Med. 17, 857, table I
    )
    def test_lies_between_wilsons_limits(self, of: int, kept: int, low: float, high: float) -> None:
        assert Share(of, kept).between() == pytest.approx((low, high), abs=0.0002)

    def test_of_nothing_may_be_anything(self) -> None:
        assert Share(0, 0).between() == (0.0, 1.0)
        assert Share(0, 0).value is None

    def test_of_a_handful_is_no_number(self) -> None:
        assert not Share(29, 29).is_enough
        assert (Share(20, 19) + Share(10, 9)).is_enough


class TestAFall:
    def test_from_95_to_80_of_two_hundred_is_no_chance(self) -> None:
        assert chance_of_fall(Share(200, 190), Share(200, 160)) < 0.0001

    def test_one_in_forty_is_chance(self) -> None:
        assert chance_of_fall(Share(40, 39), Share(40, 38)) > 0.2

    @pytest.mark.parametrize("now", [Share(200, 195), Share(10, 0), Share(200, 190)])
    def test_a_rise_too_few_or_the_same_is_none(self, now: Share) -> None:
        assert chance_of_fall(Share(200, 190), now) == 1.0
