"""Somebody is pressed because of a case: an office above has it within 24 hours, or the one above that (section 4; R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.offices.deciding import office_to_decide
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Accused, Case
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.rules import SHORTEST_WORDS
from sanglap.journey.handling.services import UnableToAct
from sanglap.journey.handling.services.acting import is_accused
from sanglap.journey.privacy.models import Retaliation

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer

CLOCK = "RETALIATION"  # of the country pack: 24 hours
MOST_LETTERS = 4_000
AT_ONCE = 200


def report_retaliation(case: Case, words: str, *, now: datetime) -> Retaliation | None:
    """Write down that the citizen of a locked case is pressed; None when it was said already and is still open.

    The owner is the nearest office above the case's own and everybody it is about. Its words stand only here. Raises ValueError
    without words.
    """
    if not words.strip():
        message = "Please say what happened."
        raise ValueError(message)
    here = {"district_id": case.district_id, "case_id": case.id}
    if Retaliation.objects.filter(**here, ended_at=None).exists():
        return None
    owner = _above(case, [])
    report = Retaliation.objects.create(
        **here, id=new_id(), at=now, words=words.strip()[:MOST_LETTERS], owner=owner, due_at=due_dates().for_clock(CLOCK, now)
    )
    happening = Happening(HistoryKind.RETALIATION_REPORTED, office_code=owner.code, facts={"retaliation": str(report.id)})
    change_case(case, happening, now=now, sensitivity=max(case.sensitivity, "X"))
    touch_offices([owner.code])
    return report


def take_retaliation(report_id: UUID, *, officer: Officer, now: datetime) -> bool:
    """Take a report in hand for its owner; False when somebody has it already. Raises ``UnableToAct``."""
    report = _for_owner(report_id, officer)
    if report.taken_at is not None:
        return False
    report.taken_by, report.taken_at = officer, now
    report.save(update_fields=["taken_by", "taken_at"])
    return True


def end_retaliation(report_id: UUID, *, outcome: str, officer: Officer, now: datetime) -> bool:
    """Say what was done to protect the citizen; False when it was said already. Raises ``UnableToAct``, ValueError."""
    report = _for_owner(report_id, officer)
    if report.ended_at is not None:
        return False
    if len(outcome.strip()) < SHORTEST_WORDS:
        message = "Please say in a sentence what was done to protect them."
        raise ValueError(message)
    report.ended_at, report.outcome = now, outcome.strip()
    report.taken_by, report.taken_at = report.taken_by or officer, report.taken_at or now
    report.save(update_fields=["ended_at", "outcome", "taken_by", "taken_at"])
    return True


def open_reports_for(officer: Officer) -> list[Retaliation]:
    """Return the open reports of the officer's own offices, the most urgent first; never one that is about them."""
    codes = [office.code for office in posted_offices(officer)]
    found = Retaliation.objects.filter(owner__in=codes, ended_at=None).select_related("case__office", "owner", "taken_by")
    return [one for one in found.order_by("due_at")[:50] if not is_accused(officer, one.case)]


def climb_retaliations(now: datetime) -> int:
    """Give what nobody took within its time to the office above; return how many. Safe for several workers."""
    moved = 0
    with transaction.atomic():
        due = Retaliation.objects.select_for_update(of=("self",), skip_locked=True).filter(
            due_at__lt=now, taken_at=None, ended_at=None
        )
        for report in due.select_related("case__office", "owner").order_by("due_at")[:AT_ONCE]:
            report.owner = _above(report.case, [report.owner])
            report.due_at, report.climbed = due_dates().for_clock(CLOCK, now), report.climbed + 1
            report.save(update_fields=["owner", "due_at", "climbed"])
            touch_offices([report.owner_id])
            moved += 1
    return moved


def _for_owner(report_id: UUID, officer: Officer) -> Retaliation:
    report = Retaliation.objects.select_for_update(of=("self",)).filter(id=report_id).select_related("case__office").first()
    own = {office.code for office in posted_offices(officer)}
    if report is None or report.owner_id not in own or is_accused(officer, report.case):
        message = "This report does not lie with your office."
        raise UnableToAct(message)
    return report


def _above(case: Case, tried: list[Office]) -> Office:
    accused = Accused.objects.filter(district_id=case.district_id, case_id=case.id).select_related("office")
    passed = [one.office for one in accused] + ([case.office] if case.office else [])
    above = office_to_decide([*tried, *passed]) or office_to_decide(tried) or (tried[-1] if tried else case.office)
    if above is None:
        message = f"Case {case.number} has no office."
        raise UnableToAct(message)
    return above
