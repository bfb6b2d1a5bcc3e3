"""Whatever state a case is in, its citizen is told what happens next, by when, and with whom it lies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from sanglap.journey.cases.states import OPEN_STATES, CaseState
from sanglap.oversight.public.own.rules import Hold, Holder, Step, hold_of, phone_key, what_comes_next
from sanglap.oversight.public.own.sentences import next_sentence

NOW = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)
SOON, AGO = NOW + timedelta(days=10), NOW - timedelta(days=1)
EXPECTED: dict[str, tuple[dict[str, Any], Step, datetime | None, Holder]] = {
    "received": ({"due_at": SOON}, Step.OFFICE_IS_FOUND, SOON, Holder.OFFICE),
    "with_office": ({"due_at": SOON}, Step.OFFICE_ANSWERS, SOON, Holder.OFFICE),
    "in_hand": ({"due_at": SOON}, Step.OFFICER_WORKS, SOON, Holder.OFFICE),
    "needs_information": ({"due_at": SOON}, Step.YOU_ANSWER, None, Holder.CITIZEN),
    "resolved": ({"told_at": NOW, "resolved_at": NOW}, Step.YOU_SAY, NOW + timedelta(days=15), Holder.CITIZEN),
    "confirmed": ({"outcome": "confirmed", "told_at": NOW}, Step.NOTHING, None, Holder.NOBODY),
    "unconfirmed": ({"outcome": "unconfirmed", "appeal_until": SOON}, Step.YOU_MAY_STILL_SAY, SOON, Holder.CITIZEN),
    "reopened": ({"due_at": SOON}, Step.OFFICE_TRIES_AGAIN, SOON, Holder.OFFICE),
    "inquiry": ({"due_at": SOON}, Step.REPORT_COMES, SOON, Holder.OFFICE),
    "appealed": ({"due_at": SOON}, Step.APPEAL_IS_DECIDED, SOON, Holder.OFFICE),
    "with_cell": ({"due_at": SOON}, Step.CELL_DECIDES, SOON, Holder.OFFICE),
    "out_of_scope": ({}, Step.OTHER_PATH, None, Holder.NOBODY),
    "merged": ({}, Step.OTHER_NUMBER, None, Holder.NOBODY),
    "withdrawn": ({"ended_at": NOW}, Step.YOU_MAY_TAKE_UP, NOW + timedelta(days=30), Holder.NOBODY),
}


class TestWhatComesNext:
    @pytest.mark.parametrize("state", list(CaseState))
    def test_is_known_for_every_state(self, state: CaseState) -> None:
        moments, step, by, holder = EXPECTED[state]
        told = what_comes_next(state, now=NOW, **moments)
        assert (told.step, told.by, told.holder, told.is_late) == (step, by, holder, False)

    @pytest.mark.parametrize("language", ["bn", "en"])
    @pytest.mark.parametrize("state", list(CaseState))
    def test_is_a_sentence_in_the_readers_language_and_digits(self, state: CaseState, language: str) -> None:
        moments, _step, by, _holder = EXPECTED[state]
        with translation.override(language):
            words = next_sentence(what_comes_next(state, now=NOW, **moments))
        assert words
        assert "%" not in words
        assert any(digit in words for digit in ("২০২৬" if language == "bn" else "2026")) is (by is not None)
        assert any(letter in words for letter in "কতরনয") is (language == "bn")

    @pytest.mark.parametrize("state", sorted(OPEN_STATES - {CaseState.NEEDS_INFORMATION}))
    def test_says_when_the_promised_day_is_past(self, state: CaseState) -> None:
        told = what_comes_next(state, now=NOW, due_at=AGO)
        assert told.is_late
        with translation.override("en"):
            assert "knows that it is late" in next_sentence(told)

    def test_names_no_day_that_nobody_promised(self) -> None:
        assert what_comes_next("with_office", now=NOW).by is None

    def test_before_she_is_told_it_is_the_offices_turn_within_seven_working_days(self) -> None:
        told = what_comes_next("resolved", now=NOW, resolved_at=AGO, tell_by=SOON)
        assert (told.step, told.by, told.holder) == (Step.YOU_ARE_TOLD, SOON, Holder.OFFICE)

    @pytest.mark.parametrize("state", ["resolved", "unconfirmed"])
    def test_after_partly_it_never_says_that_it_is_solved(self, state: str) -> None:
        assert what_comes_next(state, now=NOW, outcome="partly", told_at=AGO).step == Step.PARTLY_SOLVED

    def test_offers_no_appeal_after_its_month(self) -> None:
        assert what_comes_next("unconfirmed", now=NOW, appeal_until=AGO).by is None

    def test_what_was_taken_back_stays_so_after_thirty_days(self) -> None:
        assert what_comes_next("withdrawn", now=NOW, ended_at=NOW - timedelta(days=31)).step == Step.TAKEN_BACK

    def test_a_state_that_nobody_knows_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="lost"):
            what_comes_next("lost", now=NOW)


class TestALegalHold:
    @pytest.mark.parametrize("state", list(CaseState))
    def test_stands_exactly_while_a_case_is_open(self, state: CaseState) -> None:
        assert (hold_of(state) is not None) is (state in OPEN_STATES)

    def test_says_what_for(self) -> None:
        assert [hold_of(state) for state in ("appealed", "with_cell", "inquiry", "in_hand")] == [
            Hold.APPEAL, Hold.APPEAL, Hold.INQUIRY, Hold.OPEN,
        ]  # fmt: skip


class TestATelephoneNumber:
    @pytest.mark.parametrize(
        "typed",
        ["01712345678", "০১৭১২৩৪৫৬৭৮", "+8801712345678", "+৮৮০ ১৭১২-৩৪৫৬৭৮", "008801712345678", " 01712 345 678 ", "1712345678"],
    )
    def test_is_the_same_in_every_writing(self, typed: str) -> None:
        assert phone_key(typed) == phone_key("01712345678")

    @pytest.mark.parametrize("typed", ["", "no", "12345", "()"])
    def test_needs_digits(self, typed: str) -> None:
        assert phone_key(typed) == ""

    def test_differs_by_one_digit(self) -> None:
        assert phone_key("01712345679") != phone_key("01712345678")
