"""Figures that officers will trust are checked by hand."""

from __future__ import annotations

import pytest

from sanglap.reading.measuring.measures import (
    accuracy,
    always_the_commonest,
    calibration_error,
    coverage_at,
    found,
    macro_f1,
    measured,
)
from sanglap.reading.measuring.safety import personal_data_rows
from sanglap.reading.measuring.spoiling import spoilers

PAIRS = [("road", "road"), ("road", "road"), ("road", "water"), ("water", "water")]


class TestAFigure:
    def test_counts_every_answer_alike(self) -> None:
        assert macro_f1(PAIRS) == pytest.approx((2 * 2 / (3 + 2) + 2 * 1 / (1 + 2)) / 2)

    def test_of_accuracy_is_the_share_of_right_answers(self) -> None:
        assert accuracy(PAIRS) == 0.75

    def test_stands_beside_what_the_commonest_answer_gets(self) -> None:
        assert accuracy(always_the_commonest(PAIRS)) == 0.75

    def test_has_an_interval_around_it(self) -> None:
        figure = measured(PAIRS * 20, accuracy)
        assert figure.low < figure.value < figure.high

    def test_of_nothing_is_nothing(self) -> None:
        assert measured([], accuracy).cases == 0
        assert macro_f1([]) == 0.0

    def test_of_finding_knows_misses_and_false_alarms(self) -> None:
        told = found([(True, True), (True, False), (False, True), (False, False)])
        assert (told.recall, told.precision) == (0.5, 0.5)


class TestTrust:
    def test_is_perfect_when_seventy_percent_means_seventy_in_a_hundred(self) -> None:
        assert calibration_error([(0.7, True)] * 7 + [(0.7, False)] * 3) == pytest.approx(0.0)

    def test_is_broken_by_false_certainty(self) -> None:
        assert calibration_error([(1.0, False)] * 4) == pytest.approx(1.0)

    def test_covers_what_is_right_often_enough(self) -> None:
        covered, threshold = coverage_at([(0.9, True), (0.8, True), (0.3, False)], 0.95)
        assert covered == pytest.approx(2 / 3)
        assert threshold == 0.8


class TestPersonalData:
    def test_is_found_when_most_of_it_is_covered(self) -> None:
        rows = [{"text": "call 01711223344", "spans": [{"type": "phone", "text": "01711223344"}]}]
        (row,) = personal_data_rows(rows, lambda _: [("phone", 6, 16)])
        assert (row.found.recall, row.found.precision) == (1.0, 1.0)

    def test_is_not_looked_for_inside_a_longer_number(self) -> None:
        numbers = ("017998877665", "01799887766")
        text = f"{numbers[0]} and {numbers[1]}"
        rows = [{"text": text, "spans": [{"type": "phone", "text": number} for number in numbers]}]
        (row,) = personal_data_rows(rows, lambda _: [("phone", 0, 12), ("phone", 17, 28)])
        assert (row.found.recall, row.found.precision) == (1.0, 1.0)

    def test_is_missed_when_little_of_it_is_covered(self) -> None:
        rows = [{"text": "call 01711223344", "spans": [{"type": "phone", "text": "01711223344"}]}]
        (row,) = personal_data_rows(rows, lambda _: [("phone", 0, 7)])
        assert (row.found.recall, row.found.precision) == (0.0, 0.0)


class TestSpoiltPosts:
    def test_are_spoilt_the_same_way_every_time(self) -> None:
        text = "আমাদের রাস্তা ভাঙা, ১২ দিন ধরে গাড়ি চলে না"
        for how, spoil in spoilers().items():
            assert spoil(text) == spoil(text), how
            assert spoil("") == ""
