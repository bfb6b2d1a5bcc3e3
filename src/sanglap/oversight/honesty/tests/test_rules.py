"""Who is flagged and who is not: an officer who only looks hasty has nothing to fear, one who made it up is shown to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sanglap.oversight.honesty.closure import Closure, Said
from sanglap.oversight.honesty.rules import LEAST_FAMILIES, THRESHOLD, WEIGHTS, Judgement, Sign, judge

MONTH_END = datetime(2026, 1, 29, 10, 50, tzinfo=UTC)  # a Thursday, 16:50 in Dhaka
NOTHING = "বিষয়টি দেখা হয়েছে এবং সন্তোষজনক সমাধান দেওয়া হয়েছে"
VISITS = ("সরেজমিন", "visit")


def closed(number: int, **told: object) -> Closure:
    """Return an honest closure in the middle of its time: its own words, its own proof, a citizen who was answered."""
    at = MONTH_END - timedelta(days=12, hours=number * 3)
    plain = Closure(
        id=str(number),
        matter=str(number),
        officer="kamal",
        at=at,
        began_at=at - timedelta(days=20),
        due_at=at + timedelta(days=22),
        in_hand_at=at - timedelta(days=9),
        is_last_working_day=False,
        words=f"{'কখগঘচছজঝটঠডঢতথদধ'[number % 16] * 9} রাস্তায় {chr(0x995 + number) * 12} কাজ করা হয়েছে",
        proof=f"স্মারক নং {4100 + number}",
        has_picture=False,
        contacts=1,
    )
    return replace(plain, **told)  # type: ignore[arg-type]


def sitting(how_many: int, **told: object) -> list[Closure]:
    """Return closures a minute apart, at the very end of their time."""
    moments = [MONTH_END + timedelta(minutes=number) for number in range(how_many)]
    return [
        closed(number, **{"at": at, "began_at": at - timedelta(days=41), "due_at": at + timedelta(hours=1), **told})
        for number, at in enumerate(moments)
    ]


def flagged(closures: list[Closure]) -> list[str]:
    return sorted(key for key, one in judge(closures, VISITS).items() if one.is_flagged)


def signs(judgement: Judgement) -> set[Sign]:
    return {one.sign for one in judgement.reasons}


class TestTheGrievanceOfficerWhoClosesTwelveAtTenToFive:
    def test_is_shown_to_a_person_for_every_one_of_them(self) -> None:
        twelve = sitting(12, words=NOTHING, proof="নথিভুক্ত", contacts=0)
        assert len(flagged(twelve)) == 12
        first = judge(twelve, VISITS)["0"]
        assert {Sign.SITTING_BEFORE_DATE, Sign.SAME_WORDS, Sign.NOTHING_TO_CHECK, Sign.NO_WORK} == signs(first)

    def test_is_not_saved_by_one_invented_number_for_all(self) -> None:
        assert len(flagged(sitting(12, words=NOTHING, proof="স্মারক ৪১০৭", contacts=0))) == 12

    def test_nor_by_dots_and_spaces_in_it(self) -> None:
        twelve = sitting(12, contacts=0)
        spaced = [replace(one, proof=f"স্মারক{' ' * n} ৪১.০{'.' * n}৭") for n, one in enumerate(twelve)]
        assert len(flagged(spaced)) == 12


class TestTheHonestOfficer:
    def test_who_closes_ten_well_proved_cases_on_the_last_day_is_left_alone(self) -> None:
        assert flagged(sitting(10, is_last_working_day=True)) == []

    def test_even_with_one_form_of_words_for_all_of_them(self) -> None:
        assert flagged(sitting(10, is_last_working_day=True, words=NOTHING)) == []

    def test_even_when_nothing_stands_in_the_history_since_they_telephone(self) -> None:
        assert flagged(sitting(10, contacts=0)) == []

    def test_who_answers_a_simple_question_within_minutes_is_left_alone(self) -> None:
        quick = [closed(n, in_hand_at=MONTH_END - timedelta(days=12, hours=n * 3, minutes=2)) for n in range(5)]
        assert flagged(quick) == []

    def test_whose_proof_is_poor_once_is_left_alone(self) -> None:
        assert flagged([closed(1, proof="অফিসের নথিতে আছে"), closed(2)]) == []

    def test_who_mends_one_bridge_for_forty_citizens_has_one_proof_for_all(self) -> None:
        forty = [replace(one, matter="bridge", words=NOTHING, proof="কার্যাদেশ ৮৮") for one in sitting(40)]
        assert flagged(forty) == []

    def test_whose_proof_somebody_copies_a_month_later_is_not_blamed_for_the_copy(self) -> None:
        mine = closed(1, contacts=0)
        copy = closed(2, at=MONTH_END, proof=mine.proof, contacts=0)
        assert flagged([mine, copy]) == ["2"]

    def test_whose_citizen_says_solved_is_left_alone_whatever_it_looks_like(self) -> None:
        assert flagged(sitting(12, words=NOTHING, proof="নথিভুক্ত", contacts=0, said=Said.CONFIRMED)) == []


class TestAVisit:
    def test_is_something_to_check(self) -> None:
        judged = judge([closed(1, proof="সরেজমিন পরিদর্শন"), closed(2, proof="see file")], VISITS)
        assert Sign.NOTHING_TO_CHECK not in signs(judged["1"])
        assert Sign.NOTHING_TO_CHECK in signs(judged["2"])


class TestOneReason:
    @pytest.mark.parametrize("family", sorted({one.family for one in WEIGHTS.values()}))
    def test_alone_is_never_enough(self, family: str) -> None:
        assert max((one.weight for one in WEIGHTS.values() if one.family == family), default=0) < THRESHOLD
        assert LEAST_FAMILIES == 2

    def test_a_silent_citizen_is_no_reason_of_its_own(self) -> None:
        assert flagged([closed(1, proof="see file", said=Said.UNCONFIRMED), closed(2)]) == []


class TestAnOfficeWithoutClosures:
    def test_has_nothing_to_judge(self) -> None:
        assert judge([]) == {}
