"""An officer above opens a closed case again: with words, in the history, with a clock of its own, as a citizen's "no" would."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import CaseState, UnableToMove, require_transition
from sanglap.journey.dispatch.rules import Rule
from sanglap.journey.dispatch.services import move_case
from sanglap.journey.handling.services.clocks import restart_clock

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

OPENED_FROM = frozenset({CaseState.RESOLVED, CaseState.UNCONFIRMED})  # over a citizen who says "solved" nobody says "not solved"


def open_again(case: Case, *, officer: Officer, office_code: str, words: str, now: datetime) -> None:
    """Open a locked case again. The caller has asked whether the officer may. Raises ``states.UnableToMove``."""
    require_transition(case.state, CaseState.REOPENED)
    if case.state not in OPENED_FROM:
        message = f"Case {case.number} is {case.state}; only the citizen may open it again."
        raise UnableToMove(message)
    happening = Happening(
        HistoryKind.INSTRUCTED, officer=officer, office_code=office_code, words=words, facts={"opened_again_by": office_code}
    )
    change_case(case, happening, now=now, to_state=CaseState.REOPENED, ended_at=None, resolved_at=None)
    restart_clock(case, now=now)
    office = case.office
    if office is not None and not office.is_active and office.succeeded_by is not None:
        move_case(case, office.succeeded_by, officer=None, words="", now=now, rule=Rule.OFFICE_MERGED)
