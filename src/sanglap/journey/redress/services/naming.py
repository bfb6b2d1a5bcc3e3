"""Whom a case is about: they decide nothing in it, and the case moves past them (R24; guideline 7.1 ক ii–iv)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.directory.offices.deciding import is_barred, office_to_decide, roles_at
from sanglap.directory.offices.models import Office, Posting
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Accused, Case
from sanglap.journey.cases.services import Happening, accused_offices, change_case
from sanglap.journey.cases.states import CaseState, UnableToMove
from sanglap.journey.cases.urgency import SENSITIVITIES
from sanglap.journey.dispatch.rules import Rule
from sanglap.journey.dispatch.services import hand_to
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import require_act

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer

HELD_BY_AN_OFFICER = frozenset({CaseState.IN_HAND, CaseState.NEEDS_INFORMATION, CaseState.REOPENED})


def name_accused(
    case: Case,
    office: Office,
    *,
    accused: Officer | None,
    words: str,
    officer: Officer,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Write down that a locked case is about an office, or about one officer there. About a head means about the office.

    It becomes confidential, and when the present owner may not decide it any more it goes to the nearest office above that
    may. Raises ``UnableToAct``, ``UnableToChange``, ``states.UnableToMove`` when it has ended, and ValueError without words.
    """
    require_act(officer, case, Act.NOTE)
    if not case.is_open:
        message = f"Case {case.number} has ended."
        raise UnableToMove(message)
    if not words.strip():
        message = "Please say what they are accused of."
        raise ValueError(message)
    person = None if accused is None or Posting.HEAD in roles_at(accused, office.code) else accused
    Accused.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, office=office, officer=person, words=words.strip()[:200],
        named_at=now, named_by=officer,
    )  # fmt: skip
    happening = Happening(HistoryKind.ACCUSED_NAMED, officer=officer, words=words.strip(), facts={"office": office.code})
    change_case(
        case, happening, now=now, expected_version=expected_version, has_accused=True,
        sensitivity=max(case.sensitivity, "X", key=SENSITIVITIES.index),
    )  # fmt: skip
    _move_past_them(case, now)


def _move_past_them(case: Case, now: datetime) -> None:
    barred = accused_offices(case)
    if case.office is None or not is_barred(case.office, barred):
        return
    above = office_to_decide(barred)
    if above is not None and above.code != case.office_id:
        to_state = CaseState.WITH_OFFICE if case.state in HELD_BY_AN_OFFICER else None
        happening = Happening(HistoryKind.FORWARDED, office_code=above.code)
        hand_to(case, above, happening, rule=Rule.ABOUT_THE_OFFICE, now=now, to_state=to_state)
