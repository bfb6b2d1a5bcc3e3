"""One office asks another. No answer in time does not stop the case (guideline 7.1 ঘ)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.charter.rules import add_working_days
from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.models import Opinion
from sanglap.journey.handling.rules import OPINION_WORKING_DAYS, Act
from sanglap.journey.handling.services.acting import UnableToAct, require_act

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


def ask_opinion(case: Case, *, of_office: Office, officer: Officer, question: str, now: datetime) -> Opinion:
    """Ask another office about a locked case."""
    require_act(officer, case, Act.ASK_OPINION)
    if not question.strip():
        message = "A question needs words."
        raise ValueError(message)
    opinion = Opinion.objects.create(
        district_id=case.district_id,
        id=new_id(),
        case_id=case.id,
        asked_office=of_office,
        asked_by=officer,
        asked_at=now,
        question=question.strip(),
        due_at=add_working_days(due_dates().calendar, now, OPINION_WORKING_DAYS),
    )
    happening = Happening(HistoryKind.OPINION_ASKED, officer=officer, words=question.strip(), facts={"office": of_office.code})
    change_case(case, happening, now=now)
    touch_offices([of_office.code])
    return opinion


def give_opinion(case: Case, opinion_id: UUID, *, officer: Officer, answer: str, now: datetime) -> None:
    """Answer a question that was put to one of the officer's offices."""
    opinion = Opinion.objects.select_for_update().filter(district_id=case.district_id, id=opinion_id, case_id=case.id).first()
    if opinion is None or opinion.asked_office_id not in {office.code for office in posted_offices(officer)}:
        message = "This question was not put to your office."
        raise UnableToAct(message)
    if not answer.strip():
        message = "An opinion needs words."
        raise ValueError(message)
    opinion.answer, opinion.answered_by, opinion.answered_at = answer.strip(), officer, now
    opinion.save(update_fields=["answer", "answered_by", "answered_at"])
    change_case(case, Happening(HistoryKind.OPINION_GIVEN, officer=officer, words=answer.strip()), now=now)
