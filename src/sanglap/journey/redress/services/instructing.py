"""An office is told to do something by a day, says that it did, or is late: then an inquiry may follow (R18; 7.1 চ)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from sanglap.directory.offices.touching import touch_offices
from sanglap.directory.offices.visibility import posted_offices
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services import UnableToAct, require_act
from sanglap.journey.handling.services.acting import acts_of
from sanglap.journey.redress.models import Instruction

if TYPE_CHECKING:
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case

END_OF_OFFICE = time(17, 0)


def instruct_by(
    case: Case, to_office: Office, *, words: str, by: date, officer: Officer, now: datetime, expected_version: int | None = None
) -> Instruction:
    """Tell an office what to do for a locked case, and by which day. The case stays with its owner.

    The owner may instruct the offices below, and those above may instruct the owner. Raises ``UnableToAct``,
    ``UnableToChange``, ``states.UnableToMove`` when the case has ended, and ValueError without words or for a day that has
    passed.
    """
    _require_may_instruct(case, to_office, officer)
    if not case.is_open:
        message = f"Case {case.number} has ended."
        raise UnableToMove(message)
    due_at = _end_of(by)
    if not words.strip() or due_at <= now:
        message = "An instruction needs words and a day that has not passed."
        raise ValueError(message)
    return give_instruction(
        case, to_office, words=words, due_at=due_at, officer=officer, now=now, expected_version=expected_version
    )


def give_instruction(
    case: Case,
    to_office: Office,
    *,
    words: str,
    due_at: datetime,
    officer: Officer,
    now: datetime,
    expected_version: int | None = None,
) -> Instruction:
    """Write an instruction down; nothing is asked here."""
    facts = {"to": to_office.code, "due": due_at.isoformat()}
    happening = Happening(HistoryKind.INSTRUCTED, officer=officer, words=words.strip(), facts=facts)
    change_case(case, happening, now=now, expected_version=expected_version)
    touch_offices([to_office.code])
    return Instruction.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, from_office_id=case.office_id or to_office.code,
        to_office=to_office, officer=officer, at=now, words=words.strip(), due_at=due_at,
    )  # fmt: skip


def meet_instruction(case: Case, instruction_id: UUID, *, account: str, officer: Officer, now: datetime) -> bool:
    """Say for the instructed office what was done. False when it was said already.

    Raises ``UnableToAct`` for officers of other offices and ValueError for an account of a word or two.
    """
    found = Instruction.objects.select_for_update().filter(district_id=case.district_id, case_id=case.id, id=instruction_id).first()
    if found is None or found.to_office_id not in {office.code for office in posted_offices(officer)}:
        message = "This instruction was not given to your office."
        raise UnableToAct(message)
    if found.met_at is not None:
        return False
    if len(account.strip()) < SHORTEST_WORDS:
        message = "Please say in a sentence what was done, and what shows it."
        raise ValueError(message)
    found.met_at, found.met_by, found.account = now, officer, account.strip()
    found.save(update_fields=["met_at", "met_by", "account"])
    change_case(case, Happening(HistoryKind.INSTRUCTION_MET, officer=officer, words=account.strip()), now=now)
    touch_offices([found.from_office_id])
    return True


def _require_may_instruct(case: Case, to_office: Office, officer: Officer) -> None:
    if Act.INSTRUCT in acts_of(officer, case):
        return
    require_act(officer, case, Act.RESOLVE)  # the owner itself
    own = posted_offices(officer)
    if to_office in own or not any(
        to_office.line_path.startswith(one.line_path) or to_office.territory_path.startswith(one.territory_path) for one in own
    ):
        message = "An office instructs those below it."
        raise UnableToAct(message)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_OFFICE, ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
