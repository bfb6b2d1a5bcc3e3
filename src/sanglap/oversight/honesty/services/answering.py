"""A person answers a flag: it is sound, the citizen is asked, or the case is opened again. Never the office that closed it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.emptiness import says_nothing
from sanglap.journey.handling.rules import SHORTEST_WORDS
from sanglap.journey.handling.services.acting import is_accused
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services.drawing import make_call_back, number_of
from sanglap.oversight.honesty.services.reopening import open_again

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


class UnableToAnswer(ValueError):
    """The answer was refused; ``why`` is words, answered, nobody, number or called. Nothing was changed."""

    def __init__(self, why: str) -> None:
        """Name why."""
        self.why = why
        super().__init__(why)


def answer_flag(found: Flag, answer: str, *, words: str, officer: Officer, now: datetime) -> None:
    """Answer a flag once. Raises :class:`UnableToAnswer`, and ``states.UnableToMove`` when the case cannot be opened again."""
    said = words.strip()
    with transaction.atomic():
        flag = Flag.objects.select_for_update(of=("self",)).select_related("told_office").get(pk=found.pk)
        case, judge = lock_case(flag.district_id, flag.case_id), judging_office(flag, officer)
        if judge is None or is_accused(officer, case):
            raise UnableToAnswer("nobody")
        if flag.answer:
            raise UnableToAnswer("answered")
        if answer != Flag.ASKED and (len(said) < SHORTEST_WORDS or says_nothing(said)):
            raise UnableToAnswer("words")
        if answer == Flag.ASKED:
            _ask(flag, case, now)
        elif answer == Flag.OPENED_AGAIN:
            open_again(case, officer=officer, office_code=judge.code, words=said, now=now)
        flag.answer, flag.words, flag.answered_by, flag.answered_at = answer, said, officer, now
        flag.save(update_fields=["answer", "words", "answered_by", "answered_at"])


def judging_office(flag: Flag, officer: Officer) -> Office | None:
    """Return the officer's own office that may answer: the one that was told, or one above it. The flag must come with it.

    None for whoever is posted to the office that closed the case, even if they are posted elsewhere too.
    """
    desks, told = posted_offices(officer), flag.told_office
    if any(desk.code == flag.office_id for desk in desks):
        return None
    above = (
        desk for desk in desks if told.line_path.startswith(desk.line_path) or told.territory_path.startswith(desk.territory_path)
    )
    return next(above, None)


def _ask(flag: Flag, case: Case, now: datetime) -> None:
    before = CallBack.objects.filter(district_id=flag.district_id, disposal_id=flag.disposal_id).first()
    if before is not None and before.result:
        raise UnableToAnswer("called")
    if before is None:
        if not number_of(case):
            raise UnableToAnswer("number")
        made = make_call_back(case, flag.disposal_id, flag.office_id, reason=CallBack.ASKED, now=now)
        if not made:
            raise UnableToAnswer("ended")
