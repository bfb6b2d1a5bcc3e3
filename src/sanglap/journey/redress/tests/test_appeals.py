"""An appeal goes to whoever stands above, stays open until it is decided, and after that there is the central cell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.offices.services import substitute
from sanglap.journey.cases.models import Accused, Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.services import UnableToAct, UnableToResolve, hear_verdict, resolve_case
from sanglap.journey.handling.tests.factories import DHAKA, SAVAR, case_of, clock_of, dhaka, fresh, kamal, kinds_of
from sanglap.journey.redress.models import Appeal, Instruction
from sanglap.journey.redress.services import Decision, UnableToAppeal, appeal_case, decide_appeal, last_day_to_appeal
from sanglap.stage import officer_at

NOW = dhaka(2026, 1, 5)
LATER = NOW + timedelta(days=3)
DONE = "The hole at the crossing was filled with bricks."
WORDS = "The hole is still there, the bricks were washed away."


def resolved() -> Case:
    case = case_of(at=NOW)
    resolve_case(case, officer=kamal(), what=DONE, on=NOW.date(), proof="Order 12", now=NOW)
    return fresh(case)


def appealed() -> Case:
    case = resolved()
    appeal_case(case, words=WORDS, now=LATER)
    return fresh(case)


def decide(case: Case, decision: str, *, proof: str = "Order 77/2026") -> Appeal:
    office = case.office_id or ""
    return decide_appeal(case, Decision(decision, WORDS, proof), officer=kamal(office), now=LATER + timedelta(days=1))


@pytest.mark.django_db
class TestRahimaAppeals:
    def test_and_her_case_is_open_again_with_the_office_above_within_twenty_working_days(self) -> None:
        case = appealed()
        savar = Office.objects.get(code=SAVAR)
        assert (case.state, case.office_id, case.is_open) == (CaseState.APPEALED, savar.appeal_office_id, True)
        assert case.resolved_at is None
        clock = clock_of(case)
        assert (clock.clock.code, clock.office_id) == ("APPEAL", savar.appeal_office_id)
        assert case.due_at == clock.due_at

    def test_and_cannot_file_it_twice(self) -> None:
        case = appealed()
        with pytest.raises(UnableToAppeal) as refused:
            appeal_case(case, now=LATER)
        assert refused.value.why == "running"
        assert Appeal.objects.filter(case_id=case.id).count() == 1

    def test_but_not_after_the_month(self) -> None:
        case = resolved()
        last = last_day_to_appeal(case)
        assert last is not None
        assert last.astimezone(NOW.tzinfo).date() == dhaka(2026, 2, 5).date()
        with pytest.raises(UnableToAppeal) as refused:
            appeal_case(case, now=last + timedelta(minutes=1))
        assert refused.value.why == "too_late"
        assert fresh(case).state == CaseState.RESOLVED

    def test_the_month_counts_from_the_day_she_was_told(self) -> None:
        case = resolved()
        Disposal.objects.filter(case_id=case.id).update(told_at=NOW + timedelta(days=6))
        last = last_day_to_appeal(case)
        assert last is not None
        assert last.astimezone(NOW.tzinfo).date() == dhaka(2026, 2, 11).date()

    def test_nor_before_the_promised_date_of_an_open_case(self) -> None:
        case = case_of(at=NOW)
        with pytest.raises(UnableToAppeal) as refused:
            appeal_case(case, now=LATER)
        assert refused.value.why == "too_early"

    def test_against_silence_once_the_date_has_passed(self) -> None:
        case = case_of(at=NOW)
        Case.objects.filter(id=case.id).update(overdue_at=LATER)
        appeal_case(fresh(case), now=LATER + timedelta(days=1))
        assert fresh(case).state == CaseState.APPEALED

    def test_past_an_appeal_officer_who_is_accused(self) -> None:
        case = resolved()
        savar = Office.objects.get(code=SAVAR)
        above = savar.appeal_office
        assert above is not None
        Accused.objects.create(district_id=case.district_id, id=case.id, case_id=case.id, office=above, named_at=NOW)
        Case.objects.filter(id=case.id).update(has_accused=True)
        appeal_case(fresh(case), now=LATER)
        decider = fresh(case).office
        assert decider is not None
        assert not decider.line_path.startswith(above.line_path)


@pytest.mark.django_db
class TestTheAppealOfficerDecides:
    def test_that_the_decision_stands_and_rahima_is_told_and_asked(self) -> None:
        case = appealed()
        decide(case, "upheld")
        after = fresh(case)
        assert (after.state, after.disposal_kind, after.office_id) == (CaseState.RESOLVED, "upheld", SAVAR)
        assert kinds_of(case).count("resolved") == 2

    def test_that_the_office_must_act_by_a_date(self) -> None:
        case = appealed()
        decide(case, "ordered")
        after = fresh(case)
        assert (after.state, after.office_id) == (CaseState.WITH_OFFICE, SAVAR)
        instruction = Instruction.objects.get(case_id=case.id)
        assert instruction.to_office_id == SAVAR
        assert clock_of(after).clock.code == "G"
        assert instruction.due_at == after.due_at

    def test_never_as_the_office_whose_decision_it_is(self) -> None:
        case = appealed()
        with pytest.raises(UnableToAct):
            decide_appeal(case, Decision("upheld", WORDS, "Order 1"), officer=kamal(SAVAR), now=LATER)
        assert fresh(case).state == CaseState.APPEALED

    def test_never_without_an_order_number(self) -> None:
        case = appealed()
        with pytest.raises(UnableToResolve) as refused:
            decide(case, "upheld", proof=" ")
        assert refused.value.missing == "proof"

    def test_and_an_administrator_of_the_page_does_not(self) -> None:
        case = appealed()
        clerk = officer_at(case.office_id or "", name="Mita", role=Posting.PAGE_ADMIN, since=NOW.date())
        with pytest.raises(UnableToAct):
            decide_appeal(case, Decision("upheld", WORDS, "Order 1"), officer=clerk, now=LATER)

    def test_a_substitute_does_while_the_head_is_away(self) -> None:
        case = appealed()
        head = kamal(case.office_id or "")
        stand_in = kamal(DHAKA) if case.office_id != DHAKA else kamal(SAVAR)
        posting = Posting.objects.get(officer=head, role=Posting.HEAD)
        substitute(posting, stand_in, until=(LATER + timedelta(days=20)).date(), reason="Leave", now=LATER)
        decide_appeal(case, Decision("upheld", WORDS, "Order 9"), officer=stand_in, now=LATER)
        assert fresh(case).state == CaseState.RESOLVED


@pytest.mark.django_db
class TestAfterTheAppeal:
    def test_she_can_go_to_the_central_cell_and_that_is_the_last(self) -> None:
        case = appealed()
        decide(case, "upheld")
        appeal_case(fresh(case), now=LATER + timedelta(days=2))
        at_cell = fresh(case)
        assert (at_cell.state, at_cell.office_id, clock_of(at_cell).clock.code) == (CaseState.WITH_CELL, "cab", "CELL")
        decide(at_cell, "ordered")
        sent_back = fresh(case)
        assert clock_of(sent_back).clock.code == "CELL-ADVICE"
        hear = fresh(case)
        resolve_case(
            hear, officer=kamal(hear.office_id or ""), what=DONE, on=NOW.date(), proof="Order 3", now=LATER + timedelta(days=3)
        )
        with pytest.raises(UnableToAppeal) as refused:
            appeal_case(fresh(case), now=LATER + timedelta(days=4))
        assert refused.value.why == "last"

    def test_her_no_opens_it_at_its_own_office(self) -> None:
        case = appealed()
        decide(case, "corrected")
        hear_verdict(lock_case(case.district_id, case.id), is_solved=False, now=LATER + timedelta(days=4))
        assert (fresh(case).state, fresh(case).office_id) == (CaseState.REOPENED, SAVAR)
