"""The kinds of official disposal, each with what it must show (R20). Words alone dispose of nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanglap.journey.handling.disposals import ANSWER, BY_CODE, INSTRUCTION, REPORT
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import Account, UnableToResolve, dispose_of, require_act
from sanglap.journey.redress.models import Inquiry, Instruction
from sanglap.journey.redress.rules import NOT_PROVED, PARTLY, PROVED

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case
    from sanglap.journey.handling.models import Disposal

FINDING_FOR = {"proved": frozenset({PROVED, PARTLY}), "not_proved": frozenset({NOT_PROVED})}


def dispose(case: Case, account: Account, *, officer: Officer, now: datetime, expected_version: int | None = None) -> Disposal:
    """Dispose of a locked case by one of the kinds that an office has. Whom to ask is the office's own number where none is typed.

    Raises ``UnableToResolve`` with what is missing, ``UnableToAct``, ``UnableToChange``, ``states.UnableToMove``.
    """
    require_act(officer, case, Act.RESOLVE)
    kind = BY_CODE.get(account.kind)
    if kind is None or kind.on_appeal:
        raise UnableToResolve("kind")
    if kind.needs == ANSWER and case.first_answered_at is None:
        raise UnableToResolve(ANSWER)
    if kind.needs == INSTRUCTION and not _has_met_instruction(case):
        raise UnableToResolve(INSTRUCTION)
    if kind.needs == REPORT and not _has_report(case, kind.code):
        raise UnableToResolve(REPORT)
    contact = account.contact.strip() or contact_of(case, officer)
    return dispose_of(case, replace(account, contact=contact), officer=officer, now=now, expected_version=expected_version)


def contact_of(case: Case, officer: Officer) -> str:
    """Return whom the citizen may ask about a disposal: the office's number, else its address, else the officer's number."""
    office = case.office
    known = (office.phone, office.email, office.address) if office else ()
    return next((one for one in (*known, officer.phone, officer.email) if one), "")


def _has_met_instruction(case: Case) -> bool:
    return Instruction.objects.filter(district_id=case.district_id, case_id=case.id, met_at__isnull=False).exists()


def _has_report(case: Case, kind: str) -> bool:
    newest = Inquiry.objects.filter(district_id=case.district_id, case_id=case.id, reported_at__isnull=False).order_by(
        "-reported_at"
    )
    found = newest.first()
    return found is not None and found.finding in FINDING_FOR[kind]
