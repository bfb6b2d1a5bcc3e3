"""What comes next in a case, by when, and what its citizen may do about it. Plain Python, for every state of a case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sanglap.journey.cases.states import DISPOSED_STATES, OPEN_STATES, UNDER_APPEAL, CaseState
from sanglap.journey.handling.rules import DAYS_TO_TAKE_UP_AGAIN, DAYS_UNTIL_UNCONFIRMED, PARTLY

LETTERS_OF_PHONE = 10  # digits that tell a number from all others, however its country and its leading zero are written
FEWEST_DIGITS = 6
WRONG_TRIES_A_NUMBER = 5  # an hour
WRONG_TRIES_AN_ADDRESS = 60  # an hour: a whole village may share one network address
A_WHILE = timedelta(hours=1)


class Step(StrEnum):
    """What happens next. The sentences stand in the templates' tags."""

    OFFICE_IS_FOUND = "office_is_found"
    OFFICE_ANSWERS = "office_answers"
    OFFICER_WORKS = "officer_works"
    YOU_ANSWER = "you_answer"
    YOU_ARE_TOLD = "you_are_told"
    YOU_SAY = "you_say"
    YOU_MAY_STILL_SAY = "you_may_still_say"
    PARTLY_SOLVED = "partly_solved"
    NOTHING = "nothing"
    OFFICE_TRIES_AGAIN = "office_tries_again"
    REPORT_COMES = "report_comes"
    APPEAL_IS_DECIDED = "appeal_is_decided"
    CELL_DECIDES = "cell_decides"
    OTHER_PATH = "other_path"
    OTHER_NUMBER = "other_number"
    YOU_MAY_TAKE_UP = "you_may_take_up"
    TAKEN_BACK = "taken_back"


class Holder(StrEnum):
    """With whom a case lies now."""

    OFFICE = "office"
    CITIZEN = "citizen"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next: by when (None: nobody promised a day), whether that day is past, and with whom it lies."""

    step: Step
    by: datetime | None
    is_late: bool
    holder: Holder


_OF_OPEN = {
    CaseState.RECEIVED: Step.OFFICE_IS_FOUND,
    CaseState.WITH_OFFICE: Step.OFFICE_ANSWERS,
    CaseState.IN_HAND: Step.OFFICER_WORKS,
    CaseState.REOPENED: Step.OFFICE_TRIES_AGAIN,
    CaseState.INQUIRY: Step.REPORT_COMES,
    CaseState.APPEALED: Step.APPEAL_IS_DECIDED,
    CaseState.WITH_CELL: Step.CELL_DECIDES,
}


def what_comes_next(
    state: str,
    *,
    now: datetime,
    due_at: datetime | None = None,
    told_at: datetime | None = None,
    tell_by: datetime | None = None,
    resolved_at: datetime | None = None,
    ended_at: datetime | None = None,
    appeal_until: datetime | None = None,
    outcome: str = "",
) -> Next:
    """Return what happens next in a case. Raises ValueError for a state that nobody knows.

    ``due_at`` is the promised date as it stands now, ``tell_by`` until when the office has to tell what it did,
    ``appeal_until`` the last day of an appeal.
    """
    known = CaseState(state)
    if known in _OF_OPEN:
        return Next(_OF_OPEN[known], due_at, due_at is not None and due_at < now, Holder.OFFICE)
    if known is CaseState.NEEDS_INFORMATION:
        return Next(Step.YOU_ANSWER, None, is_late=False, holder=Holder.CITIZEN)
    if known in DISPOSED_STATES:
        return _after_disposal(
            known, outcome, now=now, told_at=told_at, tell_by=tell_by, resolved_at=resolved_at, appeal_until=appeal_until
        )
    if known is CaseState.WITHDRAWN:
        until = ended_at + timedelta(days=DAYS_TO_TAKE_UP_AGAIN) if ended_at else None
        if until is not None and now <= until:
            return Next(Step.YOU_MAY_TAKE_UP, until, is_late=False, holder=Holder.NOBODY)
        return Next(Step.TAKEN_BACK, None, is_late=False, holder=Holder.NOBODY)
    step = Step.OTHER_NUMBER if known is CaseState.MERGED else Step.OTHER_PATH
    return Next(step, None, is_late=False, holder=Holder.NOBODY)


def _after_disposal(
    state: CaseState,
    outcome: str,
    *,
    now: datetime,
    told_at: datetime | None,
    tell_by: datetime | None,
    resolved_at: datetime | None,
    appeal_until: datetime | None,
) -> Next:
    may_appeal_by = appeal_until if appeal_until and now <= appeal_until else None
    if state is CaseState.CONFIRMED:
        return Next(Step.NOTHING, None, is_late=False, holder=Holder.NOBODY)
    if outcome == PARTLY:
        return Next(Step.PARTLY_SOLVED, may_appeal_by, is_late=False, holder=Holder.CITIZEN)
    if state is CaseState.UNCONFIRMED:
        return Next(Step.YOU_MAY_STILL_SAY, may_appeal_by, is_late=False, holder=Holder.CITIZEN)
    if told_at is None and tell_by is not None:
        return Next(Step.YOU_ARE_TOLD, tell_by, tell_by < now, Holder.OFFICE)
    until = resolved_at + timedelta(days=DAYS_UNTIL_UNCONFIRMED) if resolved_at else None
    return Next(Step.YOU_SAY, until, is_late=False, holder=Holder.CITIZEN)


class Hold(StrEnum):
    """Why personal data cannot be erased yet: the law still needs the words (R69)."""

    OPEN = "open"
    INQUIRY = "inquiry"
    APPEAL = "appeal"
    PROTECTION = "protection"  # somebody presses them, and an office above is at it


def hold_of(state: str, *, is_pressed: bool = False) -> Hold | None:
    """Return why the data of a case in this state is held, None when its citizen may erase it.

    ``is_pressed``: a report of pressure is open.
    """
    if state in UNDER_APPEAL:
        return Hold.APPEAL
    if state == CaseState.INQUIRY:
        return Hold.INQUIRY
    if state in OPEN_STATES:
        return Hold.OPEN
    return Hold.PROTECTION if is_pressed else None


def phone_key(typed: str) -> str:
    """Return what is the same of a telephone number in every writing: Bangla digits, +880, spaces; "" for no number."""
    digits = "".join(str(unicodedata.digit(one)) for one in typed if unicodedata.digit(one, None) is not None)
    if len(digits) < FEWEST_DIGITS:
        return ""
    return digits[-LETTERS_OF_PHONE:] if len(digits) >= LETTERS_OF_PHONE else digits


ERASED = "erased:"


def erased_thread(case_id: object) -> str:
    """Return what an erased case hangs on: nothing that anybody writes later joins it."""
    return f"{ERASED}{case_id}"


def is_erased(thread_key: str) -> bool:
    """Tell whether the citizen had their data erased from a case."""
    return thread_key.startswith(ERASED)
