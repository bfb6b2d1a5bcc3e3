"""A citizen takes a case back, and may take it up again. Where somebody may be pressed to, it is only noted and goes on (R9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.foundation.announcements import announce
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import CaseState, require_transition
from sanglap.journey.cases.urgency import NO_DANGER
from sanglap.journey.handling.events import CaseWithdrawn
from sanglap.journey.handling.rules import DAYS_TO_TAKE_UP_AGAIN
from sanglap.journey.handling.services.clocks import give_up_clock, restart_clock
from sanglap.journey.handling.services.resolving import follow_merger

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.models import Case

EMERGENCY = "XX"


class UnableToTakeUp(ValueError):
    """The thirty days are over, or the case was not taken back by its citizen."""


def is_only_noted(case: Case) -> bool:
    """Tell whether the citizen's withdrawal does not end this case: danger, or an emergency (section N of the domain)."""
    return case.danger != NO_DANGER or case.sensitivity == EMERGENCY


def withdraw_case(case: Case, *, words: str = "", now: datetime) -> bool:
    """End a locked case whose citizen takes it back; its clock stops, neither met nor broken. True when it has ended.

    A dangerous matter goes on: that its citizen asked for an end is noted, once, for the office alone. Raises
    ``states.UnableToMove`` for a case that is not open, or that has no office yet.
    """
    if case.state == CaseState.WITHDRAWN:
        return True
    require_transition(case.state, CaseState.WITHDRAWN)
    if is_only_noted(case):
        _note(case, words, now)
        return False
    happening = Happening(HistoryKind.WITHDRAWN, words=words)
    change_case(case, happening, now=now, to_state=CaseState.WITHDRAWN, ended_at=now, overdue_at=None)
    give_up_clock(case, now=now)
    announce(CaseWithdrawn(case.district_id, case.id))
    return True


def may_be_taken_up(case: Case, now: datetime) -> bool:
    """Tell whether the citizen may still change their mind about a case they took back."""
    if case.state != CaseState.WITHDRAWN or case.ended_at is None:
        return False
    return now <= case.ended_at + timedelta(days=DAYS_TO_TAKE_UP_AGAIN)


def take_up_again(case: Case, *, words: str = "", now: datetime) -> None:
    """Open a locked case again that its citizen took back, with a clock that starts now. Raises :class:`UnableToTakeUp`."""
    if not may_be_taken_up(case, now):
        raise UnableToTakeUp(case.state)
    happening = Happening(HistoryKind.TAKEN_UP_AGAIN, words=words)
    change_case(case, happening, now=now, to_state=CaseState.REOPENED, ended_at=None, resolved_at=None)
    restart_clock(case, now=now)
    follow_merger(case, now=now)


def _note(case: Case, words: str, now: datetime) -> None:
    lines = HistoryLine.objects.filter(district_id=case.district_id, case_id=case.id)
    last = lines.filter(kind=HistoryKind.WITHDRAWAL_NOTED).order_by("-at", "-id").first()
    if last is None or (words and words != last.words):
        change_case(case, Happening(HistoryKind.WITHDRAWAL_NOTED, words=words), now=now)
