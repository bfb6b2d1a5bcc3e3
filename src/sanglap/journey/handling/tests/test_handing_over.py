"""Lesson 14: an officer is transferred or leaves, an office is merged – and nothing is stranded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.directory.offices.models import Office
from sanglap.directory.offices.services import deactivate_officer, end_posting, hand_over, merge_office
from sanglap.directory.people.models import Officer
from sanglap.journey.cases.models import Case
from sanglap.journey.dispatch.models import Move
from sanglap.journey.handling.models import Opinion
from sanglap.journey.handling.services import ask_opinion, claim_case, climb
from sanglap.journey.handling.tests.factories import DHAMRAI, SAVAR, case_of, clock_of, dhaka, fresh, kamal, kinds_of, nasrin
from sanglap.stage import do_jobs, officer_at

pytestmark = pytest.mark.django_db
if TYPE_CHECKING:
    from collections.abc import Sequence
NOW = dhaka(2026, 1, 5)


def in_hand_of(officer: Officer, how_many: int = 3) -> Sequence[Case]:
    cases = [case_of(at=NOW) for _ in range(how_many)]
    for case in cases:
        claim_case(case, officer=officer, now=NOW)
    return cases


def farhana() -> Officer:
    return Officer.objects.create_user("farhana", name_en="Farhana", name_bn="ফারহানা")


class TestAnOfficerLeaves:
    def test_the_successor_gets_every_open_case(self) -> None:
        officer, successor = kamal(), farhana()
        cases = in_hand_of(officer)
        hand_over(officer.postings.get(), successor, now=NOW)
        do_jobs()
        assert {fresh(case).claimed_by_id for case in cases} == {successor.id}
        assert {fresh(case).state for case in cases} == {"in_hand"}
        assert kinds_of(cases[0])[-1] == "handed_over"

    def test_without_a_successor_the_whole_office_sees_them_again(self) -> None:
        officer = kamal()
        cases = in_hand_of(officer)
        end_posting(officer.postings.get(), now=NOW)
        do_jobs()
        assert {(fresh(case).claimed_by_id, fresh(case).state) for case in cases} == {(None, "with_office")}

    def test_somebody_dismissed_leaves_no_case_behind(self) -> None:
        officer = kamal()
        cases = in_hand_of(officer)
        deactivate_officer(officer, now=NOW)
        do_jobs()
        assert {fresh(case).claimed_by_id for case in cases} == {None}

    def test_who_keeps_another_role_there_keeps_the_cases(self) -> None:
        officer = kamal()
        officer_at(SAVAR, role="deputy", since=NOW.date())
        cases = in_hand_of(officer)
        end_posting(officer.postings.get(role="deputy"), now=NOW)
        do_jobs()
        assert {fresh(case).claimed_by_id for case in cases} == {officer.id}

    def test_cases_of_another_office_are_not_touched(self) -> None:
        officer, elsewhere = kamal(), nasrin()
        mine = in_hand_of(officer, 1)
        theirs = case_of(DHAMRAI, at=NOW)
        claim_case(theirs, officer=elsewhere, now=NOW)
        end_posting(officer.postings.get(), now=NOW)
        do_jobs()
        assert fresh(mine[0]).claimed_by_id is None
        assert fresh(theirs).claimed_by_id == elsewhere.id


class TestAnOfficeIsMerged:
    def merge(self) -> None:
        merge_office(Office.objects.get(code=SAVAR), Office.objects.get(code=DHAMRAI), now=NOW)
        do_jobs()

    def test_open_cases_move_with_a_line_that_says_why(self) -> None:
        case = case_of(at=NOW)
        due = clock_of(case).due_at
        self.merge()
        move = Move.objects.get(case_id=case.id)
        assert (move.from_office_id, move.to_office_id, move.rule) == (SAVAR, DHAMRAI, "office_merged")
        assert fresh(case).office_id == DHAMRAI
        assert (clock_of(case).office_id, clock_of(case).due_at) == (DHAMRAI, due)

    def test_cases_in_hand_asked_for_and_reopened_move_too(self) -> None:
        cases = [case_of(at=NOW, state=state) for state in ("in_hand", "needs_information", "reopened")]
        self.merge()
        assert {(fresh(case).office_id, fresh(case).state) for case in cases} == {(DHAMRAI, "with_office")}

    def test_open_questions_go_to_the_new_office(self) -> None:
        case = case_of(DHAMRAI, at=NOW)
        ask_opinion(case, of_office=Office.objects.get(code=SAVAR), officer=nasrin(), question="Yours?", now=NOW)
        self.merge()
        assert Opinion.objects.get().asked_office_id == DHAMRAI

    def test_a_case_that_arrives_while_it_happens_still_climbs(self) -> None:
        case = case_of(at=NOW)
        Office.objects.filter(code=SAVAR).update(is_active=False, succeeded_by=DHAMRAI)
        assert climb(NOW + timedelta(days=90)) == 3
        assert fresh(case).overdue_at is not None
