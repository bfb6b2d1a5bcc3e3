"""An appeal within a month: to the appeal officer, then to the central cell; open until it is decided (R23; 6.2, 7.2, 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.offices.deciding import central_cell, is_barred, office_to_decide, roles_at
from sanglap.directory.offices.models import Office, Posting
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, UnableToChange, accused_offices, change_case
from sanglap.journey.cases.states import UNDER_APPEAL, CaseState, may_move, require_transition
from sanglap.journey.dispatch.rules import Rule
from sanglap.journey.dispatch.services import hand_to
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services import Account, UnableToAct, UnableToResolve, dispose_of, require_act
from sanglap.journey.handling.services.clocks import run_clock, stop_clock
from sanglap.journey.redress.events import AppealDecided, AppealFiled
from sanglap.journey.redress.models import Appeal
from sanglap.journey.redress.rules import (
    AFTER_ORDER,
    APPEAL,
    CELL,
    CITIZEN,
    CLOCK_OF_LEVEL,
    DECISIONS,
    ORDERED,
    TIME_TO_APPEAL,
    why_no_appeal,
)
from sanglap.journey.redress.services.disposing import contact_of
from sanglap.journey.redress.services.instructing import give_instruction

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

MAY_DECIDE = frozenset({Posting.HEAD, Posting.APPEAL_OFFICER, Posting.GRIEVANCE_OFFICER})
STATE_OF_LEVEL = {APPEAL: CaseState.APPEALED, CELL: CaseState.WITH_CELL}
FILED = {APPEAL: HistoryKind.APPEALED, CELL: HistoryKind.TAKEN_TO_CELL}
DECIDED = {APPEAL: HistoryKind.APPEAL_DECIDED, CELL: HistoryKind.CELL_DECIDED}


class UnableToAppeal(ValueError):
    """``why``: too_early, too_late, running, last (the cell has decided), state, words."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the appeal officer or the cell decides, why, and by which order."""

    decision: str
    words: str
    proof: str


def appeal_case(
    case: Case,
    *,
    filed_by: str = CITIZEN,
    words: str = "",
    officer: Officer | None = None,
    now: datetime,
    expected_version: int | None = None,
) -> Appeal:
    """Put a locked case before the appeal officer; after an appeal was decided, before the central cell.

    It is open until that is decided, and belongs to whoever decides. Raises :class:`UnableToAppeal`, ``UnableToChange``.
    """
    level, last_day = level_of_next_appeal(case), last_day_to_appeal(case)
    if case.state in UNDER_APPEAL:
        raise UnableToAppeal("running")
    if not level:
        raise UnableToAppeal("last")
    if not may_move(case.state, STATE_OF_LEVEL[level]):
        raise UnableToAppeal("state")
    if why := why_no_appeal(is_open=case.is_open, overdue_at=case.overdue_at, last_day=last_day, now=now):
        raise UnableToAppeal(why)
    if expected_version is not None and expected_version != case.version:
        raise UnableToChange(case.number)
    to_office, from_office = _who_decides(case, level), case.office_id or ""
    stop_clock(case, now=now)
    happening = Happening(FILED[level], officer=officer, office_code=to_office.code, words=words.strip(), facts={"by": filed_by})
    hand_to(
        case, to_office, happening, rule=Rule.APPEALED, now=now, to_state=STATE_OF_LEVEL[level],
        ended_at=None, resolved_at=None, overdue_at=None,
    )  # fmt: skip
    deadline = run_clock(case, CLOCK_OF_LEVEL[level], now)
    appeal = Appeal.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, level=level, filed_at=now, filed_by=filed_by, officer=officer,
        words=words.strip(), from_office_id=from_office, to_office=to_office, due_at=deadline.due_at,
    )  # fmt: skip
    announce(AppealFiled(case.district_id, case.id, appeal.id))
    return appeal


def decide_appeal(
    case: Case, decision: Decision, *, officer: Officer, now: datetime, expected_version: int | None = None
) -> Appeal:
    """Decide what lies with the officer's office: uphold, order, correct, or recommend discipline (7.2).

    What is ordered goes back with a date (to the office above where the first one is accused); everything else disposes, the
    citizen is told and asked, and the case returns to its first office. Raises ``UnableToAct``, ``UnableToResolve``,
    ``UnableToChange``, :class:`UnableToAppeal`.
    """
    require_act(officer, case, Act.RESOLVE)
    if not roles_at(officer, case.office_id or "") & MAY_DECIDE:
        message = "An appeal is decided by the head or the appeal officer."
        raise UnableToAct(message)
    here = {"district_id": case.district_id, "case_id": case.id}
    appeal = Appeal.objects.select_for_update().filter(**here, decided_at=None).select_related("from_office").first()
    if appeal is None or case.state not in UNDER_APPEAL:
        raise UnableToAppeal("state")
    if decision.decision not in DECISIONS:
        raise UnableToResolve("kind")
    if len(decision.words.strip()) < SHORTEST_WORDS:
        raise UnableToResolve("what")
    if not decision.proof.strip():
        raise UnableToResolve("proof")
    appeal.decided_at, appeal.decided_by = now, officer
    appeal.decision, appeal.decision_words = decision.decision, decision.words.strip()
    appeal.save(update_fields=["decided_at", "decided_by", "decision", "decision_words"])
    facts = {"decision": decision.decision, "order": decision.proof.strip()}
    happening = Happening(DECIDED[appeal.level], officer=officer, words=decision.words.strip(), facts=facts)
    change_case(case, happening, now=now, expected_version=expected_version)
    if decision.decision == ORDERED:
        _send_back(case, appeal, decision, officer, now)
    else:
        _dispose_on_appeal(case, appeal, decision, officer, now)
    announce(AppealDecided(case.district_id, case.id, appeal.id))
    return appeal


def level_of_next_appeal(case: Case) -> str:
    """Return before whom the case can be put next: the appeal officer, then the cell, then nobody ("")."""
    levels = Appeal.objects.filter(district_id=case.district_id, case_id=case.id, decided_at__isnull=False)
    decided = set(levels.values_list("level", flat=True))
    return "" if CELL in decided else CELL if APPEAL in decided else APPEAL


def last_day_to_appeal(case: Case) -> datetime | None:
    """Return until when the newest decision can be appealed, a month after it reached the citizen (6.2); None before any."""
    disposal = Disposal.objects.filter(district_id=case.district_id, case_id=case.id).order_by("-at").first()
    return due_dates().for_clock(TIME_TO_APPEAL, disposal.told_at or disposal.at) if disposal else None


def _who_decides(case: Case, level: str) -> Office:
    barred = accused_offices(case)
    cell = central_cell()
    if level == CELL and cell is not None:
        return cell
    office = case.office
    above = office.appeal_office if office else None
    if above is not None and not above.is_active:
        above = above.succeeded_by
    if above is None or above.code == case.office_id or is_barred(above, barred):
        above = office_to_decide([*barred, *([office] if office else [])])
    if above is None or above.code == case.office_id:
        raise UnableToAppeal("last")
    return above


def _send_back(case: Case, appeal: Appeal, decision: Decision, officer: Officer, now: datetime) -> None:
    """Give the case back to be carried out, with a date: thirty working days, or the twenty of the cell's advice."""
    stop_clock(case, now=now)
    back = case.office if is_barred(appeal.from_office, accused_offices(case)) else appeal.from_office
    if back is None or not back.is_active:
        back = case.office
    if back is None:
        raise UnableToAppeal("state")
    happening = Happening(HistoryKind.FORWARDED, officer=officer, office_code=back.code, words=decision.words.strip())
    require_transition(case.state, CaseState.WITH_OFFICE)
    hand_to(case, back, happening, rule=Rule.APPEAL_DECIDED, now=now, to_state=CaseState.WITH_OFFICE)
    deadline = run_clock(case, AFTER_ORDER[appeal.level], now)
    give_instruction(case, back, words=decision.words, due_at=deadline.due_at, officer=officer, now=now)


def _dispose_on_appeal(case: Case, appeal: Appeal, decision: Decision, officer: Officer, now: datetime) -> None:
    today = now.astimezone(due_dates().calendar.tz).date()
    account = Account(decision.words, today, decision.proof, decision.decision, contact=contact_of(case, officer))
    dispose_of(case, account, officer=officer, now=now)
    back = appeal.from_office
    if back.is_active and not is_barred(back, accused_offices(case)):
        happening = Happening(HistoryKind.FORWARDED, officer=officer, office_code=back.code)
        hand_to(case, back, happening, rule=Rule.APPEAL_DECIDED, now=now, to_state=None)
