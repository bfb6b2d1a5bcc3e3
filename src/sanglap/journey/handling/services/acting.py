"""The small acts of a desk: take in hand, put back, note, forward, correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.directory.offices.deciding import is_barred
from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Accused
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import UNDER_APPEAL, CaseState, UnableToMove
from sanglap.journey.dispatch.services import correct_reading, move_case
from sanglap.journey.handling.rules import Act, Desk, acts_allowed

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.charter.models import Topic
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.directory.places.models import Area
    from sanglap.journey.cases.models import Case


class UnableToAct(PermissionError):
    """This officer may not do this with this case."""


def acts_of(officer: Officer, case: Case) -> frozenset[Act]:
    """Return what an officer may do with a case: nothing at all where it is about them (R24). It must come with its office."""
    if case.office is None or is_accused(officer, case):
        return frozenset()
    desks = [Desk(one.code, one.line_path, one.territory_path) for one in posted_offices(officer)]
    return acts_allowed(desks, office=case.office.code, line_path=case.office.line_path, territory_path=case.office.territory_path)


def is_accused(officer: Officer, case: Case) -> bool:
    """Tell whether a case is about this officer, or about the office they work in or take orders from there."""
    if not case.has_accused:
        return False
    accused = list(Accused.objects.filter(district_id=case.district_id, case_id=case.id).select_related("office"))
    if any(one.officer_id == officer.id for one in accused):
        return True
    offices = [one.office for one in accused if one.officer_id is None]
    return bool(offices) and all(is_barred(desk, offices) for desk in posted_offices(officer))


def require_act(officer: Officer, case: Case, act: Act) -> None:
    """Raise :class:`UnableToAct` unless the officer may do this."""
    if act not in acts_of(officer, case):
        message = f"{officer.username} may not {act} this case."
        raise UnableToAct(message)


def _require_open(case: Case) -> None:
    if not case.is_open:
        message = f"Case {case.number} has ended."
        raise UnableToMove(message)


def claim_case(case: Case, *, officer: Officer, now: datetime, expected_version: int | None = None) -> None:
    """Take a locked case in hand. Raises :class:`UnableToAct`, ``UnableToChange`` and ``states.UnableToMove`` when it has ended."""
    require_act(officer, case, Act.CLAIM)
    _require_open(case)
    to_state = CaseState.IN_HAND if case.state in {CaseState.WITH_OFFICE, CaseState.REOPENED} else None
    change_case(
        case, Happening(HistoryKind.CLAIMED, officer=officer), now=now, to_state=to_state,
        expected_version=expected_version, claimed_by_id=officer.id, claimed_at=now,
    )  # fmt: skip


def release_case(case: Case, *, officer: Officer, now: datetime, expected_version: int | None = None) -> None:
    """Put a locked case back for the whole office. Raises what :func:`claim_case` raises."""
    require_act(officer, case, Act.CLAIM)
    _require_open(case)
    to_state = CaseState.WITH_OFFICE if case.state == CaseState.IN_HAND else None
    change_case(
        case, Happening(HistoryKind.RELEASED, officer=officer), now=now, to_state=to_state,
        expected_version=expected_version, claimed_by_id=None, claimed_at=None,
    )  # fmt: skip


def add_note(case: Case, *, officer: Officer, words: str, now: datetime) -> None:
    """Write a note that only offices see. Notes never collide: two officers may write at once."""
    require_act(officer, case, Act.NOTE)
    if not words.strip():
        message = "A note needs words."
        raise ValueError(message)
    change_case(case, Happening(HistoryKind.NOTED, officer=officer, words=words.strip()), now=now)


def forward_case(
    case: Case, *, to_office: Office, officer: Officer, words: str, now: datetime, expected_version: int | None = None
) -> None:
    """Give a locked case to the office that is responsible. The citizen's clock goes on. An appeal stays where it is decided."""
    require_act(officer, case, Act.FORWARD)
    _require_open(case)
    if case.state in UNDER_APPEAL | {CaseState.INQUIRY}:
        message = f"Case {case.number} is {case.state}."
        raise UnableToMove(message)
    move_case(case, to_office, officer=officer, words=words, now=now, expected_version=expected_version)


def instruct(case: Case, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None) -> None:
    """Tell the office of a locked case what to do, from above. The case stays where it is; its office sees it at once."""
    require_act(officer, case, Act.INSTRUCT)
    if not words.strip():
        message = "An instruction needs words."
        raise ValueError(message)
    change_case(
        case, Happening(HistoryKind.INSTRUCTED, officer=officer, words=words.strip()), now=now, expected_version=expected_version
    )


def correct_case(
    case: Case,
    *,
    topic: Topic | None,
    area: Area | None = None,
    officer: Officer,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Put the topic, the place or both of a locked case right."""
    require_act(officer, case, Act.NOTE)
    area_code = area.code if area else None
    correct_reading(case, topic=topic, area_code=area_code, officer=officer, now=now, expected_version=expected_version)
