"""An inquiry: by somebody senior, both sides heard, reported within twenty working days; ten more for the case (R19; 7.1.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.offices.deciding import roles_at
from sanglap.directory.offices.models import Office, Posting
from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Accused, Case
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import CaseState, require_transition
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services import UnableToAct, require_act
from sanglap.journey.handling.services.pausing import add_time_of_inquiry
from sanglap.journey.redress.models import Inquiry, InquiryMember
from sanglap.journey.redress.rules import FINDINGS, INQUIRY_CLOCK, MORE_FOR_INQUIRY, MOST_MEMBERS, SIDES, Place, is_senior

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer

MAY_ORDER = frozenset({Posting.HEAD, Posting.GRIEVANCE_OFFICER, Posting.APPEAL_OFFICER})


class UnableToInquire(ValueError):
    """``why``: words, permission, members, senior, running, side, both_sides, finding."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be found out, by whom, and – where not the head orders it – with which permission of the head."""

    words: str
    members: Sequence[Officer]
    permission: str = ""


def order_inquiry(case: Case, order: Order, *, officer: Officer, now: datetime, expected_version: int | None = None) -> Inquiry:
    """Order an inquiry into a locked case. Its clock is given ten working days more by law; the first date stays on record.

    Raises :class:`UnableToInquire`, ``UnableToAct``, ``UnableToChange``, ``states.UnableToMove``.
    """
    require_act(officer, case, Act.RESOLVE)
    roles = roles_at(officer, case.office_id or "")
    if not roles & MAY_ORDER:
        message = "An inquiry is ordered by the head, the grievance officer or the appeal officer."
        raise UnableToAct(message)
    if Posting.HEAD not in roles and not order.permission.strip():
        raise UnableToInquire("permission")
    _require_order(case, order)
    came_from = case.state
    require_transition(came_from, CaseState.INQUIRY)
    dues = due_dates()
    inquiry = Inquiry.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, ordered_at=now, ordered_by=officer,
        office_id=case.office_id or "", permission=order.permission.strip()[:200], words=order.words.strip(),
        came_from=came_from, due_at=dues.for_clock(INQUIRY_CLOCK, now),
    )  # fmt: skip
    InquiryMember.objects.bulk_create(
        [InquiryMember(district_id=case.district_id, id=new_id(), inquiry_id=inquiry.id, officer=one) for one in order.members]
    )
    facts = {"inquiry": str(inquiry.id), "due": inquiry.due_at.isoformat(), "members": len(order.members)}
    happening = Happening(HistoryKind.INQUIRY_ORDERED, officer=officer, words=order.words.strip(), facts=facts)
    more = dues.clock(MORE_FOR_INQUIRY, now).amount
    if expected_version is not None and expected_version != case.version:
        change_case(case, happening, now=now, expected_version=expected_version)  # refuses
    if not add_time_of_inquiry(case, happening, more, now=now, to_state=CaseState.INQUIRY):
        change_case(case, happening, now=now, to_state=CaseState.INQUIRY)
    touch_offices(code for one in order.members for code in (office.code for office in posted_offices(one)))
    return inquiry


def take_statement(case: Case, side: str, *, words: str, refused: bool, officer: Officer, now: datetime) -> None:
    """Write down what one side says, or that it refuses to. Who was heard may be heard again: both texts are kept.

    Raises :class:`UnableToInquire` and ``UnableToAct`` for anybody who does not inquire.
    """
    inquiry = _open_inquiry_of(case, officer)
    if side not in SIDES or not (words.strip() or refused):
        raise UnableToInquire("side")
    before = str(getattr(inquiry, f"{side}_statement"))
    setattr(inquiry, f"{side}_statement", "\n\n".join(part for part in (before, words.strip()) if part))
    setattr(inquiry, f"{side}_refused", refused and not words.strip())
    inquiry.save(update_fields=[f"{side}_statement", f"{side}_refused"])
    facts = {"side": side, "refused": refused and not words.strip()}
    change_case(case, Happening(HistoryKind.STATEMENT_TAKEN, officer=officer, facts=facts), now=now)


def report_inquiry(case: Case, finding: str, *, words: str, officer: Officer, now: datetime) -> Inquiry:
    """Report: only when both sides were heard or refused on record. The case goes back to where it was.

    Raises :class:`UnableToInquire`, ``UnableToAct``.
    """
    inquiry = _open_inquiry_of(case, officer)
    if finding not in FINDINGS:
        raise UnableToInquire("finding")
    if len(words.strip()) < SHORTEST_WORDS:
        raise UnableToInquire("words")
    if not inquiry.hears_both:
        raise UnableToInquire("both_sides")
    inquiry.finding, inquiry.report, inquiry.reported_at, inquiry.reported_by = finding, words.strip(), now, officer
    inquiry.save(update_fields=["finding", "report", "reported_at", "reported_by"])
    back = inquiry.came_from if inquiry.came_from in {CaseState.APPEALED, CaseState.WITH_CELL} else CaseState.IN_HAND
    facts = {"inquiry": str(inquiry.id), "finding": finding}
    happening = Happening(HistoryKind.INQUIRY_REPORTED, officer=officer, facts=facts)  # its words stand in the report
    change_case(case, happening, now=now, to_state=back)
    return inquiry


def inquiries_for(officer: Officer) -> list[Inquiry]:
    """Return the open inquiries in which an officer is a member, the most urgent first."""
    mine = InquiryMember.objects.filter(officer=officer, inquiry__reported_at=None).select_related("inquiry__case")
    return [one.inquiry for one in mine.order_by("inquiry__due_at")]


def _open_inquiry_of(case: Case, officer: Officer) -> Inquiry:
    here = {"district_id": case.district_id, "case_id": case.id}
    inquiry = Inquiry.objects.select_for_update().filter(**here, reported_at=None).first()
    if inquiry is None:
        raise UnableToInquire("running")
    if not InquiryMember.objects.filter(district_id=case.district_id, inquiry_id=inquiry.id, officer=officer).exists():
        message = "Only whoever inquires takes statements and reports."
        raise UnableToAct(message)
    return inquiry


def _require_order(case: Case, order: Order) -> None:
    if len(order.words.strip()) < SHORTEST_WORDS:
        raise UnableToInquire("words")
    if not 1 <= len({one.id for one in order.members}) <= MOST_MEMBERS or len(order.members) > MOST_MEMBERS:
        raise UnableToInquire("members")
    accused = list(Accused.objects.filter(district_id=case.district_id, case_id=case.id).select_related("office"))
    about = [_place(one.office, leads=one.officer_id is None) for one in accused]
    if not about and case.office is not None:
        about = [_place(case.office, leads=False)]  # about nobody by name: at least the head of its office, or above
    named = {one.officer_id for one in accused}
    if not all(one.id not in named and is_senior(_places_of(one), about) for one in order.members):
        raise UnableToInquire("senior")


def _places_of(member: Officer) -> list[Place]:
    return [_place(office, leads=Posting.HEAD in roles_at(member, office.code)) for office in posted_offices(member)]


def _place(office: Office, *, leads: bool) -> Place:
    return Place(office.code, office.line_path, office.territory_path, leads)
