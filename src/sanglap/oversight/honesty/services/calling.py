"""An officer of another office calls the citizen: sees the number, and notes what was said – or that nobody answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.handling.services import hear_partly, hear_verdict
from sanglap.journey.handling.services.acting import is_accused
from sanglap.oversight.honesty.choosing import choose_judge
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.rules import PRESSED, PRESSED_WEIGHT
from sanglap.oversight.honesty.services.drawing import DISPOSED, number_of
from sanglap.oversight.honesty.services.places import accused_in, places_around

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

MOST_TRIES = 3
BETWEEN_TRIES = timedelta(hours=2)  # three rings in a row are one try
NUMBER_SHOWN_FOR = timedelta(hours=1)


class UnableToCall(ValueError):
    """Refused; ``why`` is nobody, ended, number, soon, stale or missing. Nothing was changed."""

    def __init__(self, why: str) -> None:
        """Name why."""
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Told:
    """What the citizen said: to the three questions, and in their own words."""

    result: str  # confirmed | partly | not_solved
    was_contacted: bool | None = None
    was_pressed: bool | None = None
    words: str = ""


def may_call(call: CallBack, officer: Officer) -> bool:
    """Tell whether an officer may make this call: posted where it is waited for, and neither at the closing office nor below it."""
    desks, closing = posted_offices(officer), call.closing_office
    below = any(
        desk.line_path.startswith(closing.line_path) or desk.territory_path.startswith(closing.territory_path) for desk in desks
    )
    return not below and any(desk.code == call.calling_office_id for desk in desks)


def sees_number(call: CallBack, officer: Officer, now: datetime) -> bool:
    """Tell whether an officer has opened the number within the hour, and the call is still to be made."""
    return call.is_open and call.seen_by_id == officer.id and call.seen_at is not None and now - call.seen_at < NUMBER_SHOWN_FOR


def shown_number(call: CallBack, officer: Officer, now: datetime) -> str:
    """Return the number to call to the officer who has opened it, and "" to everybody else. The call comes with its case."""
    may_see = call.case.state in DISPOSED and sees_number(call, officer, now)
    return number_of(call.case) if may_see else ""


def see_number(found: CallBack, *, officer: Officer, now: datetime) -> None:
    """Open the number to one officer for an hour; the history of the case keeps who saw it. Raises :class:`UnableToCall`."""
    with transaction.atomic():
        call, case = _lock(found, officer)
        if not number_of(case):
            raise UnableToCall("number")
        if sees_number(call, officer, now):
            return
        facts = {"only": "phone", "call_back": str(call.id)}
        happening = Happening(HistoryKind.PERSONAL_DATA_SEEN, officer=officer, office_code=call.calling_office_id, facts=facts)
        change_case(case, happening, now=now)
        call.seen_by, call.seen_at = officer, now
        call.save(update_fields=["seen_by", "seen_at"])


def note_nobody_answered(found: CallBack, *, tries: int, officer: Officer, now: datetime) -> None:
    """Count a try; after the third the citizen is "not reached". ``tries`` is how many the page showed.

    Raises :class:`UnableToCall`.
    """
    with transaction.atomic():
        call, case = _lock(found, officer)
        if tries != call.tries:
            raise UnableToCall("stale")
        if call.tried_at is not None and now - call.tried_at < BETWEEN_TRIES:
            raise UnableToCall("soon")
        call.tries, call.tried_at, call.officer = call.tries + 1, now, officer
        if call.tries >= MOST_TRIES:
            call.result, call.ended_at = CallBack.NOT_REACHED, now
            _note(case, call, now)
        call.save(update_fields=["tries", "tried_at", "officer", "result", "ended_at"])


def note_result(found: CallBack, told: Told, *, officer: Officer, now: datetime) -> None:
    """Note what the citizen said: "not solved" opens the case at once, "solved" confirms it. Raises :class:`UnableToCall`."""
    if told.result not in {CallBack.CONFIRMED, CallBack.PARTLY, CallBack.NOT_SOLVED}:
        raise UnableToCall("missing")
    with transaction.atomic():
        call, case = _lock(found, officer)
        call.result, call.officer, call.ended_at, call.words = told.result, officer, now, told.words.strip()
        call.was_contacted, call.was_pressed = told.was_contacted, told.was_pressed
        call.save(update_fields=["result", "officer", "ended_at", "words", "was_contacted", "was_pressed"])
        if told.result == CallBack.PARTLY:
            _note(case, call, now)
            if case.state != CaseState.CONFIRMED:  # what they called solved themselves stays so
                hear_partly(case, words=call.words, now=now)
        else:
            is_solved = told.result == CallBack.CONFIRMED
            hear_verdict(case, is_solved=is_solved, words=call.words, facts=_facts(call), now=now)
        if told.was_pressed:
            _tell_of_pressure(call, now)


def _lock(found: CallBack, officer: Officer) -> tuple[CallBack, Case]:
    call = CallBack.objects.select_for_update(of=("self",)).select_related("closing_office").get(pk=found.pk)
    if not may_call(call, officer):
        raise UnableToCall("nobody")
    case = lock_case(call.district_id, call.case_id)
    if is_accused(officer, case):
        raise UnableToCall("nobody")
    if not call.is_open or case.state not in DISPOSED:
        raise UnableToCall("ended")
    return call, case


def _facts(call: CallBack) -> dict[str, str]:
    return {"call_back": str(call.id), "office": call.calling_office_id}


def _note(case: Case, call: CallBack, now: datetime) -> None:
    happening = Happening(
        HistoryKind.NOTED, officer=call.officer, office_code=call.calling_office_id, words=call.words,
        facts={**_facts(call), "result": call.result},
    )  # fmt: skip
    change_case(case, happening, now=now)


def _tell_of_pressure(call: CallBack, now: datetime) -> None:
    """Tell those above, and not the office itself: the citizen was asked for money, or to say that it is solved."""
    reason = {"sign": PRESSED, "weight": PRESSED_WEIGHT, "facts": {}}
    known = places_around([call.closing_office_id])
    told = choose_judge(known[call.closing_office_id], known, accused_in([(call.district_id, call.case_id)])[call.case_id])
    if not told:
        return
    empty = Flag(
        district_id=call.district_id, id=new_id(), case_id=call.case_id, disposal_id=call.disposal_id,
        office_id=call.closing_office_id, told_office_id=told, score=0, at=now,
    )  # fmt: skip
    Flag.objects.bulk_create([empty], ignore_conflicts=True)  # the night may have flagged it before
    flag = Flag.objects.select_for_update(of=("self",)).get(district_id=call.district_id, disposal_id=call.disposal_id)
    flag.reasons, flag.score = [reason, *flag.reasons], flag.score + PRESSED_WEIGHT
    flag.answer, flag.answered_at = "", None  # whatever was said before: this is new
    flag.save(update_fields=["reasons", "score", "answer", "answered_at"])
    touch_offices([flag.told_office_id])
