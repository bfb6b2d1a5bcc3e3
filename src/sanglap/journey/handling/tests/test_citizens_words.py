"""What the citizen says of a disposal, and how a case is taken back and up again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.handling.models import CitizenWord
from sanglap.journey.handling.services import (
    UnableToTakeUp,
    hear_partly,
    hear_verdict,
    mark_unconfirmed,
    rate_case,
    resolve_case,
    take_up_again,
    withdraw_case,
)
from sanglap.journey.handling.tests.factories import case_of, clock_of, dhaka, fresh, kamal, kinds_of
from sanglap.journey.redress.models import Appeal
from sanglap.journey.redress.services import appeal_case
from sanglap.stage import do_jobs

pytestmark = pytest.mark.django_db
NOW = dhaka(2026, 1, 4)
LATER = NOW + timedelta(days=1)
LONG_AFTER = NOW + timedelta(days=40)


def done(*, at: object = NOW) -> Case:
    """Return a case that the office calls done."""
    case = case_of(at=NOW)
    resolve_case(case, officer=kamal(), what="রাস্তার গর্ত ভরাট করা হয়েছে", on=NOW.date(), proof="আদেশ ১১৪", now=NOW)
    return lock_case(*case.key)


class TestRahima:
    def test_who_says_partly_reopens_nothing_and_is_never_counted_as_confirmed(self) -> None:
        case = done()
        assert [hear_partly(case, words="অর্ধেক হয়েছে", now=LATER) for _ in range(2)] == [True, False]
        assert (fresh(case).state, fresh(case).outcome) == ("resolved", "partly")
        assert kinds_of(case).count("partly") == 1
        assert CitizenWord.objects.get(case_id=case.id).verdict == "partly"

    def test_who_said_partly_is_not_called_silent_after_fifteen_days(self) -> None:
        case, other = done(), done()
        hear_partly(case, now=LATER)
        assert mark_unconfirmed(LONG_AFTER) == 1
        assert (fresh(case).state, fresh(case).outcome) == ("resolved", "partly")
        assert (fresh(other).state, fresh(other).outcome) == ("unconfirmed", "unconfirmed")

    @pytest.mark.parametrize("outcome", ["confirmed", "disputed"])
    def test_who_said_partly_may_still_say_yes_or_no(self, outcome: str) -> None:
        case = done()
        hear_partly(case, now=LATER)
        hear_verdict(case, is_solved=outcome == "confirmed", now=LATER)
        assert fresh(case).outcome == outcome

    def test_keeps_her_no_until_the_office_says_again_what_it_did(self) -> None:
        case = done()
        hear_verdict(case, is_solved=False, words="কেউ আসেনি", now=LATER)
        assert (fresh(case).state, fresh(case).outcome) == ("reopened", "disputed")
        resolve_case(case, officer=kamal(), what="এবার সত্যিই ভরাট করা হয়েছে", on=LATER.date(), proof="আদেশ ১১৫", now=LATER)
        assert fresh(case).outcome == ""

    def test_cannot_say_partly_of_what_nobody_calls_done_nor_of_what_she_called_solved(self) -> None:
        with pytest.raises(UnableToMove):
            hear_partly(case_of(at=NOW), now=NOW)
        solved = done()
        hear_verdict(solved, is_solved=True, now=LATER)
        with pytest.raises(UnableToMove):
            hear_partly(solved, now=LATER)


class TestARating:
    def test_is_the_newest_one_and_the_same_twice_is_once(self) -> None:
        case = done()
        hear_verdict(case, is_solved=True, now=LATER)
        assert rate_case(case, 4, ["time", "service"], now=LATER)
        assert not rate_case(case, 4, ["service", "time"], now=LATER)
        assert rate_case(case, 2, now=LATER)
        assert fresh(case).satisfaction == 2
        assert list(CitizenWord.objects.filter(stars=4).values_list("effects", flat=True)) == [["service", "time"]]
        assert kinds_of(case).count("rated") == 2

    @pytest.mark.parametrize(("stars", "effects"), [(0, []), (6, []), (3, ["money"])])
    def test_is_one_to_five_with_known_effects(self, stars: int, effects: list[str]) -> None:
        case = done()
        hear_verdict(case, is_solved=True, now=LATER)
        with pytest.raises(ValueError, match="One to five"):
            rate_case(case, stars, effects, now=LATER)

    def test_is_asked_only_after_a_verdict(self) -> None:
        with pytest.raises(ValueError, match="verdict"):
            rate_case(done(), 5, now=LATER)


class TestACaseThatIsTakenBack:
    def test_ends_with_its_clock_which_was_neither_met_nor_broken(self) -> None:
        case = case_of(at=NOW)
        assert [withdraw_case(case, now=LATER) for _ in range(2)] == [True, True]
        clock = clock_of(case)
        assert (fresh(case).state, fresh(case).ended_at) == ("withdrawn", LATER)
        assert (clock.stopped_at, clock.met) == (LATER, None)
        assert kinds_of(case).count("withdrawn") == 1

    def test_may_be_taken_up_again_for_thirty_days_with_a_clock_of_its_own(self) -> None:
        case = case_of(at=NOW)
        withdraw_case(case, now=NOW)
        take_up_again(case, now=NOW + timedelta(days=30))
        assert (fresh(case).state, fresh(case).ended_at) == ("reopened", None)
        assert clock_of(case).stopped_at is None
        with pytest.raises(UnableToTakeUp):
            take_up_again(case, now=NOW + timedelta(days=30))

    def test_stays_so_after_thirty_days(self) -> None:
        case = case_of(at=NOW)
        withdraw_case(case, now=NOW)
        with pytest.raises(UnableToTakeUp):
            take_up_again(case, now=NOW + timedelta(days=30, seconds=1))
        assert fresh(case).state == "withdrawn"

    def test_lets_its_appeal_rest_so_that_another_one_may_be_filed(self) -> None:
        case = done()
        appeal_case(case, words="কেউ আসেনি, রাস্তা ভাঙাই আছে", now=LATER)
        withdraw_case(case, now=LATER)
        do_jobs()
        assert Appeal.objects.get(case_id=case.id).decision == ""
        assert not Appeal.objects.filter(decided_at=None).exists()

    def test_must_be_open(self) -> None:
        with pytest.raises(UnableToMove):
            withdraw_case(done(), now=LATER)


class TestSomebodyUnderPressure:
    @pytest.mark.parametrize("why", [{"danger": "urgent"}, {"sensitivity": "XX"}])
    def test_finds_that_a_dangerous_matter_goes_on_and_only_the_office_knows_what_was_asked(self, why: dict[str, str]) -> None:
        case = case_of(at=NOW)
        Case.objects.filter(id=case.id).update(**why)
        case = lock_case(*case.key)
        assert [withdraw_case(case, words="সব ঠিক আছে", now=LATER) for _ in range(2)] == [False, False]
        assert (fresh(case).state, fresh(case).ended_at) == ("with_office", None)
        assert clock_of(case).stopped_at is None
        line = HistoryLine.objects.get(case_id=case.id, kind="withdrawal_noted")
        assert not line.is_public
