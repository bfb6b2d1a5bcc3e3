"""The citizen is asked for what is missing: the case waits for the answer, and so does its clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sanglap.foundation.announcements import announce
from sanglap.journey.cases.events import CaseChanged
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.handling.events import CitizenAsked
from sanglap.journey.handling.models import Deadline
from sanglap.journey.handling.rules import CITIZEN_ASKED, Act
from sanglap.journey.handling.services.acting import require_act
from sanglap.journey.handling.services.clocks import meet_smaller_promises
from sanglap.journey.handling.services.pausing import resume_after_answer, stand_still

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.events import CaseJoined
    from sanglap.journey.cases.models import Case


def ask_citizen(case: Case, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None) -> None:
    """Ask the citizen of a locked case; the question leaves where the citizen wrote. Its clock stands still until the answer.

    Raises ``UnableToAct``, ``UnableToChange``, ``states.UnableToMove`` and ValueError without words.
    """
    require_act(officer, case, Act.REPLY)
    if not words.strip():
        message = "A question needs words."
        raise ValueError(message)
    happening = Happening(HistoryKind.INFORMATION_ASKED, officer=officer, words=words.strip(), facts={"reason": CITIZEN_ASKED})
    line = change_case(case, happening, now=now, to_state=CaseState.NEEDS_INFORMATION, expected_version=expected_version)
    stand_still(case, officer=officer, reason=CITIZEN_ASKED, words=words.strip(), now=now)
    announce(CitizenAsked(case.district_id, case.id, line.id))


def hear_answers(events: Sequence[CaseJoined], now: datetime) -> None:
    """Whatever the citizen writes ends the waiting; a comment under any other case moves no clock (lesson 12).

    What the office wrote on the network itself is an answer like any other.
    """
    from_office = [event for event in events if event.by_office]
    meet_smaller_promises([CaseChanged(one.district_id, one.case_id, HistoryKind.OFFICE_WROTE) for one in from_office], now)
    from_citizens = [event for event in events if not event.by_office]
    waiting = Deadline.objects.filter(
        district_id__one_of={event.district_id for event in from_citizens},
        case_id__one_of=[event.case_id for event in from_citizens],
        stopped_at=None,
        paused_at__isnull=False,
    )
    for district_id, case_id in sorted(waiting.values_list("district_id", "case_id")) if from_citizens else ():
        resume_after_answer(lock_case(district_id, case_id), now)
