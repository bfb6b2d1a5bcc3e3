"""Not for grievance redress: the citizen is told the right path and given the ready form, not a bare refusal (R13; 6.1 ঙ, ট)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.foundation.announcements import announce
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.cases.urgency import NO_DANGER
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services import require_act
from sanglap.journey.handling.services.clocks import give_up_clock
from sanglap.journey.redress.events import SentElsewhere
from sanglap.journey.redress.right_paths import right_paths

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


class UnableToSendElsewhere(ValueError):
    """``why``: path (unknown), words (too short), danger (somebody may be in danger: nobody is sent away)."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def send_elsewhere(
    case: Case, path: str, *, words: str, officer: Officer, now: datetime, expected_version: int | None = None
) -> None:
    """Tell the citizen of a locked case which other path is the right one, and why. "Not our office" is none: forward it (R11).

    Raises :class:`UnableToSendElsewhere`, ``UnableToAct``, ``UnableToChange``, ``states.UnableToMove``.
    """
    require_act(officer, case, Act.RESOLVE)
    if path not in right_paths():
        raise UnableToSendElsewhere("path")
    if len(words.strip()) < SHORTEST_WORDS:
        raise UnableToSendElsewhere("words")
    if case.danger != NO_DANGER:
        raise UnableToSendElsewhere("danger")
    happening = Happening(HistoryKind.SENT_ELSEWHERE, officer=officer, words=words.strip(), facts={"path": path})
    line = change_case(case, happening, now=now, to_state=CaseState.OUT_OF_SCOPE, expected_version=expected_version, ended_at=now)
    give_up_clock(case, now=now)
    announce(SentElsewhere(case.district_id, case.id, line.id))
