"""An inquiry is ordered by a head, made by somebody senior, hears both sides, and an instruction has a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.people.models import Officer
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import UnableToChange
from sanglap.journey.cases.states import CaseState
from sanglap.journey.dispatch.services import UnableToForward
from sanglap.journey.handling.services import Account, UnableToAct, UnableToResolve, forward_case
from sanglap.journey.handling.tests.factories import DHAKA, DHAMRAI, SAVAR, case_of, clock_of, dhaka, fresh, kamal, kinds_of, nasrin
from sanglap.journey.redress.models import Inquiry, Instruction
from sanglap.journey.redress.services import (
    Order,
    UnableToInquire,
    dispose,
    inquiries_for,
    instruct_by,
    meet_instruction,
    name_accused,
    notice_lateness,
    order_inquiry,
    report_inquiry,
    take_statement,
)
from sanglap.stage import officer_at

NOW = dhaka(2026, 1, 5)
QUESTION = "Was money taken for the card, and by whom?"
REPORT = "Three receipts show that money was taken; two witnesses were heard."


def senior() -> Officer:
    return kamal(DHAKA)


def in_hand() -> Case:
    return case_of(at=NOW, state="in_hand")


def under_inquiry(case: Case) -> Inquiry:
    return order_inquiry(case, Order(QUESTION, [senior()]), officer=kamal(), now=NOW)


@pytest.mark.django_db
class TestAnInquiry:
    def test_gives_the_case_ten_working_days_more_by_law_once_and_keeps_the_first_date(self) -> None:
        case = in_hand()
        first = case.due_at
        inquiry = under_inquiry(case)
        after = fresh(case)
        assert first is not None
        assert after.due_at is not None
        assert after.due_at > first
        assert (after.expected_at, clock_of(after).first_due_at) == (first, first)
        assert after.state == CaseState.INQUIRY
        assert inquiry.due_at.astimezone(NOW.tzinfo).date() == dhaka(2026, 2, 2).date()

    def test_is_not_reported_before_both_sides_were_heard(self) -> None:
        case = in_hand()
        under_inquiry(case)
        take_statement(case, "citizen", words="I paid five hundred taka.", refused=False, officer=senior(), now=NOW)
        with pytest.raises(UnableToInquire) as refused:
            report_inquiry(case, "proved", words=REPORT, officer=senior(), now=NOW)
        assert refused.value.why == "both_sides"
        take_statement(case, "office", words="", refused=True, officer=senior(), now=NOW)
        report_inquiry(case, "proved", words=REPORT, officer=senior(), now=NOW)
        assert fresh(case).state == CaseState.IN_HAND
        assert kinds_of(case)[-1] == "inquiry_reported"

    def test_is_reported_by_whoever_inquires_and_nobody_else(self) -> None:
        case = in_hand()
        under_inquiry(case)
        with pytest.raises(UnableToAct):
            take_statement(case, "citizen", words="She said so.", refused=False, officer=kamal(), now=NOW)
        with pytest.raises(UnableToAct):
            report_inquiry(case, "not_proved", words=REPORT, officer=nasrin(), now=NOW)

    @pytest.mark.parametrize("how_many", [0, 4])
    def test_is_made_by_one_to_three(self, how_many: int) -> None:
        members = [officer_at(DHAKA, name=f"Member {n}", since=NOW.date()) for n in range(how_many)]
        with pytest.raises(UnableToInquire) as refused:
            order_inquiry(in_hand(), Order(QUESTION, members), officer=kamal(), now=NOW)
        assert refused.value.why == "members"

    def test_is_never_made_by_a_peer_of_the_accused(self) -> None:
        case = case_of(DHAKA, at=NOW, state="in_hand")
        office = Office.objects.get(code=SAVAR)
        name_accused(case, office, accused=None, words="Took money.", officer=kamal(DHAKA), now=NOW)
        peer = nasrin(DHAMRAI)
        with pytest.raises(UnableToInquire) as refused:
            order_inquiry(fresh(case), Order(QUESTION, [peer]), officer=kamal(DHAKA), now=NOW)
        assert refused.value.why == "senior"

    def test_is_never_made_by_somebody_of_another_office_beside(self) -> None:
        with pytest.raises(UnableToInquire) as refused:
            order_inquiry(in_hand(), Order(QUESTION, [nasrin()]), officer=kamal(), now=NOW)
        assert refused.value.why == "senior"

    def test_is_ordered_by_a_head_or_with_the_heads_permission(self) -> None:
        case = in_hand()
        gro = officer_at(SAVAR, name="Mita", role=Posting.GRIEVANCE_OFFICER, since=NOW.date())
        clerk = officer_at(SAVAR, name="Sumon", role=Posting.SERVICE_OFFICER, since=NOW.date())
        with pytest.raises(UnableToInquire) as refused:
            order_inquiry(case, Order(QUESTION, [senior()]), officer=gro, now=NOW)
        assert refused.value.why == "permission"
        with pytest.raises(UnableToAct):
            order_inquiry(case, Order(QUESTION, [senior()], "Note 4"), officer=clerk, now=NOW)
        order_inquiry(case, Order(QUESTION, [senior()], "Note 4"), officer=gro, now=NOW)
        assert [one.case_id for one in inquiries_for(senior())] == [case.id]

    def test_is_refused_to_somebody_who_looked_before_the_case_changed(self) -> None:
        case = in_hand()
        with pytest.raises(UnableToChange):
            order_inquiry(case, Order(QUESTION, [senior()]), officer=kamal(), now=NOW, expected_version=case.version - 1)

    def test_that_is_late_is_told_once(self) -> None:
        case = in_hand()
        inquiry = under_inquiry(case)
        late = inquiry.due_at + timedelta(minutes=1)
        assert (notice_lateness(late), notice_lateness(late)) == (1, 0)
        assert kinds_of(case)[-1] == "inquiry_late"


@pytest.mark.django_db
class TestADisposal:
    @pytest.mark.parametrize(
        ("kind", "missing"),
        [
            ("served", "proof"),
            ("reply_accepted", "answer"),
            ("instruction_executed", "instruction"),
            ("proved", "report"),
            ("not_proved", "report"),
            ("refused", "ground"),
            ("other", "proof"),
            ("upheld", "kind"),
            ("whatever", "kind"),
        ],
    )
    def test_of_each_kind_asks_for_what_shows_it(self, kind: str, missing: str) -> None:
        case = in_hand()
        with pytest.raises(UnableToResolve) as refused:
            dispose(case, Account("The card was given to her at home.", NOW.date(), kind=kind), officer=kamal(), now=NOW)
        assert refused.value.missing == missing
        assert fresh(case).state == CaseState.IN_HAND

    def test_as_not_proved_needs_a_report_that_found_so(self) -> None:
        case = in_hand()
        under_inquiry(case)
        for side in ("citizen", "office"):
            take_statement(case, side, words="Said.", refused=False, officer=senior(), now=NOW)
        report_inquiry(case, "not_proved", words=REPORT, officer=senior(), now=NOW)
        account = Account("Both sides were heard; nothing was found.", NOW.date(), kind="not_proved")
        dispose(fresh(case), account, officer=kamal(), now=NOW)
        assert (fresh(case).disposal_kind, fresh(case).outcome) == ("not_proved", "")


@pytest.mark.django_db
class TestAnInstruction:
    def test_has_a_day_and_is_met_by_the_office_that_got_it_once(self) -> None:
        case = in_hand()
        order = instruct_by(
            case, Office.objects.get(code=SAVAR), words="Fill it.", by=dhaka(2026, 1, 8).date(), officer=senior(), now=NOW
        )
        with pytest.raises(UnableToAct):
            meet_instruction(case, order.id, account="It was filled, see the picture.", officer=nasrin(), now=NOW)
        assert meet_instruction(case, order.id, account="It was filled, see the picture.", officer=kamal(), now=NOW)
        assert not meet_instruction(case, order.id, account="Again: it was filled.", officer=kamal(), now=NOW)
        dispose(
            fresh(case), Account("It was filled as instructed.", NOW.date(), kind="instruction_executed"), officer=kamal(), now=NOW
        )

    def test_that_is_late_shows_in_the_case_once(self) -> None:
        case = in_hand()
        order = instruct_by(
            case, Office.objects.get(code=SAVAR), words="Fill it.", by=dhaka(2026, 1, 8).date(), officer=senior(), now=NOW
        )
        late = order.due_at + timedelta(minutes=1)
        assert (notice_lateness(late), notice_lateness(late)) == (1, 0)
        assert kinds_of(case)[-1] == "instruction_late"

    def test_is_not_given_by_an_office_beside_or_below(self) -> None:
        case = in_hand()
        with pytest.raises(UnableToAct):
            instruct_by(
                case, Office.objects.get(code=SAVAR), words="Do it.", by=dhaka(2026, 1, 8).date(), officer=nasrin(), now=NOW
            )
        with pytest.raises(UnableToAct):
            instruct_by(case, Office.objects.get(code=DHAKA), words="Do it.", by=dhaka(2026, 1, 8).date(), officer=kamal(), now=NOW)
        assert not Instruction.objects.filter(case_id=case.id).exists()


@pytest.mark.django_db
class TestWhomItIsAbout:
    def test_about_the_office_it_goes_past_it_and_does_not_exist_there(self) -> None:
        case = in_hand()
        name_accused(case, Office.objects.get(code=SAVAR), accused=None, words="Took money.", officer=kamal(), now=NOW)
        after = fresh(case)
        assert (after.office_id, after.sensitivity, after.state) == (DHAKA, "X", CaseState.WITH_OFFICE)
        assert not Case.objects.visible_to(kamal()).filter(id=case.id).exists()
        assert Case.objects.visible_to(senior()).filter(id=case.id).exists()

    def test_about_the_head_it_is_about_the_office(self) -> None:
        case = in_hand()
        name_accused(case, Office.objects.get(code=SAVAR), accused=kamal(), words="Took money.", officer=senior(), now=NOW)
        assert fresh(case).office_id == DHAKA

    def test_about_a_clerk_the_office_decides_and_the_clerk_sees_nothing(self) -> None:
        case = in_hand()
        clerk = officer_at(SAVAR, name="Sumon", role=Posting.SERVICE_OFFICER, since=NOW.date())
        name_accused(case, Office.objects.get(code=SAVAR), accused=clerk, words="Took money.", officer=kamal(), now=NOW)
        after = fresh(case)
        assert after.office_id == SAVAR
        assert not Case.objects.visible_to(clerk).filter(id=case.id).exists()
        with pytest.raises(UnableToAct):
            dispose(after, Account("Nothing was found at all.", NOW.date(), "Order 1"), officer=clerk, now=NOW)

    def test_it_is_never_forwarded_to_the_accused_or_below(self) -> None:
        case = case_of(DHAKA, at=NOW, state="in_hand")
        name_accused(case, Office.objects.get(code=SAVAR), accused=None, words="Took money.", officer=kamal(DHAKA), now=NOW)
        below = Office.objects.filter(line_parent_id=SAVAR).first() or Office.objects.get(code=SAVAR)
        for office in (Office.objects.get(code=SAVAR), below):
            with pytest.raises(UnableToForward):
                forward_case(fresh(case), to_office=office, officer=kamal(DHAKA), words="Theirs.", now=NOW)
