"""What is put to an officer's office, or to the officer: questions, instructions, inquiries – answered where they are read.

Whoever is asked need not be able to see the case: the question stands here with its number, and nothing else of it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.desk.redress_words import WHY_NO_INQUIRY
from sanglap.journey.handling.models import Opinion
from sanglap.journey.handling.services import UnableToAct, give_opinion
from sanglap.journey.privacy.models import Retaliation, Unmasking
from sanglap.journey.privacy.services import decide_unmasking, end_retaliation, open_reports_for, take_retaliation, waiting_for
from sanglap.journey.redress.models import Inquiry, Instruction
from sanglap.journey.redress.services import (
    UnableToInquire,
    inquiries_for,
    meet_instruction,
    report_inquiry,
    take_statement,
)

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer

MOST_SHOWN = 50
Form = Mapping[str, str]
Answering = Callable[[Case, UUID, Form, "Officer", datetime], None]


class UnableToAnswer(ValueError):
    """The answer was refused; the message says why. ``status`` is the HTTP answer."""

    def __init__(self, words: str, status: int = 422) -> None:
        """Keep both."""
        self.status = status
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for the officer, the most urgent first."""

    opinions: list[Opinion]
    instructions: list[Instruction]
    inquiries: list[Inquiry]
    unmaskings: list[Unmasking]
    retaliations: list[Retaliation]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody waits."""
        return not (self.opinions or self.instructions or self.inquiries or self.unmaskings or self.retaliations)


def asked_of(officer: Officer) -> Asked:
    """Return what is put to the officer's offices and to the officer. A handful of queries, more only for hidden names."""
    codes = [office.code for office in posted_offices(officer)]
    opinions = Opinion.objects.filter(asked_office__in=codes, answered_at__isnull=True)
    instructions = Instruction.objects.filter(to_office__in=codes, met_at__isnull=True)
    return Asked(
        list(opinions.select_related("case", "asked_by", "asked_office").order_by("due_at")[:MOST_SHOWN]),
        list(instructions.select_related("case", "officer", "from_office").order_by("due_at")[:MOST_SHOWN]),
        inquiries_for(officer)[:MOST_SHOWN],
        waiting_for(officer),
        open_reports_for(officer),
    )


def answer_asked(what: str, asked_id: UUID, form: Form, *, officer: Officer, now: datetime) -> None:
    """Answer one thing that was asked, in one transaction. Raises :class:`UnableToAnswer`; nothing typed is lost."""
    model, act = ANSWERS.get(what, (None, None))
    found = model.objects.filter(id=asked_id).values_list("district_id", "case_id").first() if model else None
    if act is None or found is None:
        raise UnableToAnswer(_("There is no such question."), 404)
    try:
        with transaction.atomic():
            act(lock_case(*found), asked_id, form, officer, now)
    except UnableToAct:
        raise UnableToAnswer(_("This was not put to you or your office."), 403) from None
    except UnableToInquire as trouble:
        raise UnableToAnswer(str(WHY_NO_INQUIRY[trouble.why])) from None
    except UnableToMove:
        raise UnableToAnswer(_("This is not possible in the present state of the case."), 409) from None
    except ValueError:
        raise UnableToAnswer(_("Please say it in a sentence.")) from None


def _opinion(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    give_opinion(case, asked_id, officer=officer, answer=form.get("words", ""), now=now)


def _instruction(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    meet_instruction(case, asked_id, account=form.get("words", ""), officer=officer, now=now)


def _statement(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    del asked_id
    refused = bool(form.get("refused"))
    take_statement(case, form.get("side", ""), words=form.get("words", ""), refused=refused, officer=officer, now=now)


def _report(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    del asked_id
    report_inquiry(case, form.get("finding", ""), words=form.get("words", ""), officer=officer, now=now)


def _name(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    agrees = form.get("agrees") == "yes"
    decide_unmasking(case, asked_id, agrees=agrees, words=form.get("words", ""), officer=officer, now=now)


def _retaliation(case: Case, asked_id: UUID, form: Form, officer: Officer, now: datetime) -> None:
    del case
    if form.get("take"):
        take_retaliation(asked_id, officer=officer, now=now)
    else:
        end_retaliation(asked_id, outcome=form.get("words", ""), officer=officer, now=now)


ANSWERS: dict[str, tuple[type[Opinion | Instruction | Inquiry | Unmasking | Retaliation], Answering]] = {
    "opinion": (Opinion, _opinion),
    "instruction": (Instruction, _instruction),
    "statement": (Inquiry, _statement),
    "report": (Inquiry, _report),
    "name": (Unmasking, _name),
    "retaliation": (Retaliation, _retaliation),
}
