"""What the citizen does with their own case: says, rates, appeals, takes back, takes up again, adds. Twice pressed is once."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.masking import masked
from sanglap.journey.cases.models import HIDDEN_NAME, Case, CasePost
from sanglap.journey.cases.rules import thread_of_addition
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import UNDER_APPEAL, UnableToMove
from sanglap.journey.handling.rules import CONFIRMED, DISPUTED_OUTCOME, PARTLY
from sanglap.journey.handling.services import (
    UnableToTakeUp,
    hear_partly,
    hear_verdict,
    rate_case,
    take_up_again,
    withdraw_case,
)
from sanglap.journey.redress.rules import CITIZEN
from sanglap.journey.redress.services import UnableToAppeal, appeal_case
from sanglap.oversight.public.own.rules import A_WHILE, is_erased
from sanglap.oversight.public.pictures import keep_picture
from sanglap.oversight.public.services import MOST_LETTERS, deliver_form

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

MOST_ADDED_A_DAY = 20
A_DAY = 24 * A_WHILE
ADDED = "added:"  # begins the id of what was added: nobody else's form is called so
OF_ANSWER = {"yes": CONFIRMED, "partly": PARTLY, "no": DISPUTED_OUTCOME}


class UnableToDo(ValueError):
    """``why``: a code, for a sentence that says kindly why not."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def say_verdict(number: str, answer: str, *, words: str, now: datetime) -> bool:
    """Hear ``yes``, ``partly`` or ``no`` of a case that the office calls done; False when the case has moved on meanwhile."""
    said, cut = OF_ANSWER.get(answer), words.strip()[:MOST_LETTERS]
    if said is None:
        return False
    try:
        with transaction.atomic():
            case = _locked(number)
            if is_erased(case.thread_key):
                return False
            if said == PARTLY:
                hear_partly(case, words=cut, now=now)
            else:
                hear_verdict(case, is_solved=said == CONFIRMED, words=cut, now=now)
    except UnableToMove:
        return False
    return True


def rate(number: str, stars: str, effects: Collection[str], *, words: str, now: datetime) -> bool:
    """Keep one to five with what it brought; False for anything else, and before a verdict."""
    if stars not in {"1", "2", "3", "4", "5"}:
        return False
    try:
        with transaction.atomic():
            case = _locked(number)
            cut = "" if is_erased(case.thread_key) else words.strip()[:MOST_LETTERS]
            rate_case(case, int(stars), effects, words=cut, now=now)
    except ValueError:
        return False
    return True


def appeal_decision(number: str, words: str, *, now: datetime) -> None:
    """Put the case before the appeal officer, after that before the central cell. Twice is once. Raises :class:`UnableToDo`."""
    try:
        with transaction.atomic():
            case = _locked(number)
            if is_erased(case.thread_key):
                raise UnableToDo("erased")
            if case.state not in UNDER_APPEAL:
                appeal_case(case, filed_by=CITIZEN, words=words.strip()[:MOST_LETTERS], now=now)
    except UnableToAppeal as trouble:
        raise UnableToDo(trouble.why) from None
    except UnableToMove:
        raise UnableToDo("state") from None


@transaction.atomic
def take_back(number: str, words: str, *, now: datetime) -> bool:
    """Take the case back. True when it has ended; False where it is only noted. Raises :class:`UnableToDo`."""
    try:
        return withdraw_case(_locked(number), words=words.strip()[:MOST_LETTERS], now=now)
    except UnableToMove:
        raise UnableToDo("moved_on") from None


@transaction.atomic
def take_up(number: str, words: str, *, now: datetime) -> None:
    """Take the case up again. Twice is once. Raises :class:`UnableToDo`."""
    case = _locked(number)
    if case.is_open:
        return
    if is_erased(case.thread_key):
        raise UnableToDo("erased")
    try:
        take_up_again(case, words=words.strip()[:MOST_LETTERS], now=now)
    except UnableToTakeUp:
        raise UnableToDo("too_late_to_take_up") from None


def add_to_case(number: str, words: str, picture: UploadedFile[Any] | None, *, token: str, now: datetime) -> None:
    """Send words or a picture after the case: by the road of every post, into the same case. Twice (``token``) is once.

    Raises :class:`UnableToDo`, and ``UnableToReadPicture`` for a file that is none.
    """
    case = Case.objects.select_related("page__office").get(number=number)
    if not words.strip() and picture is None:
        raise UnableToDo("nothing")
    if not case.is_open:
        raise UnableToDo("ended")
    added = CasePost.objects.filter(
        district_id=case.district_id, case_id=case.id, post__kind="form", post__received_at__gt=now - A_DAY
    )
    if added.count() >= MOST_ADDED_A_DAY:
        raise UnableToDo("too_many")
    attachments = []
    if picture is not None:
        kept = keep_picture(picture)
        attachments.append({"kind": "image", "url": kept.address, "fingerprint": kept.fingerprint})
    body = {
        "id": f"{ADDED}{case.number}:{_once(token)}",
        "thread": thread_of_addition(case.number),
        "message": masked(words.strip()) if case.privacy in HIDDEN_NAME else words.strip(),
        "sent_at": now.isoformat(),
        "attachments": attachments,
    }
    deliver_form(case.page.office, body, now=now)


def _once(token: str) -> UUID:
    """Return what the form was given to be sent only once; something new when it is not what we gave."""
    try:
        return UUID(token)
    except ValueError:
        return new_id()


def _locked(number: str) -> Case:
    found = Case.objects.only("district_id", "id").get(number=number)
    return lock_case(found.district_id, found.id)
