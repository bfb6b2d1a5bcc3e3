"""Danger has a clock of its own: an officer takes it in hand within minutes, or it climbs (R14, K0 and K1 of the pack)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.cases.services import Happening, UnableToChange, lock_case
from sanglap.journey.cases.states import OPEN_STATES
from sanglap.journey.cases.urgency import DANGERS, clock_code, graver
from sanglap.journey.dispatch.services import calm_danger, raise_danger
from sanglap.journey.handling.models import Deadline
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services.acting import require_act
from sanglap.journey.handling.services.clocks import give_up_clock, run_clock, running_clock

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case
    from sanglap.journey.dispatch.events import DangerRaised


def hurry(events: Sequence[DangerRaised], now: datetime) -> None:
    """Run the clock of danger from now, in the place of the slower one. Heard twice, it runs once."""
    for event in events:
        case = lock_case(event.district_id, event.case_id)
        if case.state in OPEN_STATES and case.office_id and not _runs_since(case):
            change_clock(case, clock_code(case.danger, ""), now=now)


def _runs_since(case: Case) -> bool:
    """Tell whether a clock was started already after the danger was last raised, though it may have been met since."""
    here = {"district_id": case.district_id, "case_id": case.id}
    raised = (
        HistoryLine.objects.filter(**here, kind__in=[HistoryKind.DANGER_READ, HistoryKind.DANGER_MARKED]).order_by("-at").first()
    )
    code = clock_code(case.danger, "")
    return raised is None or Deadline.objects.filter(**here, clock__code=code, started_at__gte=raised.at).exists()


def change_clock(case: Case, code: str, *, now: datetime, started_at: datetime | None = None) -> None:
    """Let another clock run for a locked case. The one before was neither met nor broken."""
    before = running_clock(case)
    if before is not None and before.clock.code == code:
        return
    give_up_clock(case, now=now)
    run_clock(case, code, started_at or now)


def mark_danger(
    case: Case, level: str, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None
) -> None:
    """Say that somebody is in danger, or that nobody is, with the reason. A person decides, in both directions.

    Raises ``UnableToAct`` for an officer of another office, ``UnableToChange`` when the case was changed meanwhile, and
    ValueError without a reason or for no known danger.
    """
    require_act(officer, case, Act.NOTE)
    if level not in DANGERS or level == case.danger or not words.strip():
        message = "Please say how dangerous it is, and why."
        raise ValueError(message)
    if graver(case.danger, level) == case.danger:
        calm_danger(case, level, officer=officer, words=words.strip(), now=now, expected_version=expected_version)
        topic = case.topic.clock_code if case.topic else ""
        if case.state in OPEN_STATES:
            change_clock(case, clock_code(level, topic), now=now, started_at=case.received_at)
        return
    if expected_version is not None and expected_version != case.version:
        message = f"Case {case.number} was changed by somebody else meanwhile."
        raise UnableToChange(message)
    facts = {"from": case.danger, "to": level}
    raise_danger(case, level, Happening(HistoryKind.DANGER_MARKED, officer=officer, words=words.strip(), facts=facts), now=now)
