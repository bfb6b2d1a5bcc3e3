"""What the reading pane shows of redress: instructions, inquiries, appeals, whom it is about, and the kinds of disposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.directory.offices.models import Office
from sanglap.journey.cases.models import Accused, Case
from sanglap.journey.cases.states import UNDER_APPEAL, CaseState, may_move
from sanglap.journey.desk.redress_words import DECISIONS, DISPOSALS
from sanglap.journey.handling.disposals import KINDS
from sanglap.journey.handling.rules import Act
from sanglap.journey.redress.models import Appeal, Inquiry, Instruction
from sanglap.journey.redress.right_paths import RightPath, right_paths
from sanglap.journey.redress.services import contact_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

    from sanglap.directory.people.models import Officer


@dataclass(frozen=True, slots=True)
class RedressPanel:
    """Ready to print. The last fields say which forms stand there."""

    instructions: list[Instruction]
    inquiries: list[Inquiry]
    appeals: list[Appeal]
    accused: list[Accused]
    kinds: list[tuple[str, str | Promise]]
    decisions: list[tuple[str, str | Promise]]
    paths: list[RightPath]
    contact: str
    may_instruct: bool  # the offices below, as the owner
    is_late: bool  # an instruction's day has passed: the next step is an inquiry (7.1 চ)
    may_inquire: bool
    may_decide: bool
    may_send_elsewhere: bool
    may_merge: bool
    may_unmerge: bool
    may_name: bool


def redress_panel(case: Case, officer: Officer, acts: frozenset[Act], *, now: datetime) -> RedressPanel:
    """Return what is known of a case's redress. Five queries at most."""
    here = {"district_id": case.district_id, "case_id": case.id}
    instructions = list(Instruction.objects.filter(**here).select_related("to_office", "officer").order_by("at"))
    may = Act.RESOLVE in acts
    accused = Accused.objects.filter(**here).select_related("office", "officer") if case.has_accused else []
    return RedressPanel(
        instructions=instructions,
        inquiries=list(Inquiry.objects.filter(**here).select_related("ordered_by", "reported_by").order_by("ordered_at")),
        appeals=list(Appeal.objects.filter(**here).select_related("to_office", "from_office").order_by("filed_at")),
        accused=list(accused),
        kinds=[(kind.code, DISPOSALS[kind.code]) for kind in KINDS if not kind.on_appeal],
        decisions=list(DECISIONS.items()),
        paths=list(right_paths().values()),
        contact=contact_of(case, officer),
        may_instruct=may and case.is_open and Office.objects.filter(line_parent=case.office_id, is_active=True).exists(),
        is_late=any(one.met_at is None and one.due_at < now for one in instructions),
        may_inquire=may and may_move(case.state, CaseState.INQUIRY),
        may_decide=may and case.state in UNDER_APPEAL,
        may_send_elsewhere=may and may_move(case.state, CaseState.OUT_OF_SCOPE),
        may_merge=may and may_move(case.state, CaseState.MERGED),
        may_unmerge=may and case.state == CaseState.MERGED,
        may_name=Act.NOTE in acts and case.is_open,
    )
