"""A clock stands still for a reason, runs again, and may be given more time once. Every date says why it moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sanglap.directory.charter.selectors import due_dates
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.models import Deadline, Pause
from sanglap.journey.handling.rules import CITIZEN_ASKED, PAUSE_REASONS, STAGES, Act
from sanglap.journey.handling.services.acting import require_act
from sanglap.journey.handling.services.clocks import end_pause, running_clock
from sanglap.journey.handling.services.promising import pauses_of, promise_of

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


class UnableToPause(ValueError):
    """The clock does not run, stands still already, the reason is not one that stops it, or more time was taken before."""


def pause_clock(
    case: Case, *, officer: Officer, reason: str, words: str, now: datetime, expected_version: int | None = None
) -> None:
    """Let the clock of a locked case stand still, for a reason the history shows. Raises :class:`UnableToPause`."""
    require_act(officer, case, Act.RESOLVE)
    if not stand_still(case, officer=officer, reason=reason, words=words, now=now):
        message = "The clock cannot be stopped for this reason now."
        raise UnableToPause(message)
    happening = Happening(HistoryKind.PAUSED, officer=officer, words=words, facts={"reason": reason})
    change_case(case, happening, now=now, expected_version=expected_version)


def stand_still(case: Case, *, officer: Officer, reason: str, words: str, now: datetime) -> bool:
    """Stop a clock for a known reason without a line in the history; return whether it ran until now."""
    deadline = running_clock(case)
    if deadline is None or deadline.paused_at is not None or reason not in PAUSE_REASONS or now > deadline.due_at:
        return False
    Pause.objects.create(
        district_id=case.district_id,
        id=new_id(),
        deadline_id=deadline.id,
        began_at=now,
        reason=reason,
        words=words[:500],
        officer=officer,
    )
    deadline.paused_at = now
    deadline.save(update_fields=["paused_at"])
    return True


def resume_clock(case: Case, *, officer: Officer, now: datetime, expected_version: int | None = None) -> None:
    """Let the clock run again; the date moves by the time it stood still. Raises :class:`UnableToPause`."""
    require_act(officer, case, Act.RESOLVE)
    deadline = running_clock(case)
    if deadline is None or deadline.paused_at is None:
        message = "The clock is not standing still."
        raise UnableToPause(message)
    end_pause(deadline, now=now)
    move_due_date(case, deadline, Happening(HistoryKind.RESUMED, officer=officer), now=now, expected_version=expected_version)


def resume_after_answer(case: Case, now: datetime) -> None:
    """The citizen has told what was asked: a clock that stood still for this reason runs again. No other pause ends by it."""
    deadline = running_clock(case)
    if deadline is None or deadline.paused_at is None:
        return
    waiting = Pause.objects.filter(district_id=case.district_id, deadline_id=deadline.id, ended_at=None, reason=CITIZEN_ASKED)
    if waiting.exists():
        end_pause(deadline, now=now)
        move_due_date(case, deadline, Happening(HistoryKind.RESUMED), now=now)


def extend_clock(
    case: Case, *, officer: Officer, amount: int, words: str, now: datetime, expected_version: int | None = None
) -> None:
    """Take more time, once, before the date has passed, with a reason anyone may read. Raises :class:`UnableToPause`.

    ``amount`` is in the clock's own unit, and never more than the clock itself. The first date is kept.
    """
    require_act(officer, case, Act.RESOLVE)
    deadline = running_clock(case)
    if deadline is None or deadline.extended_by is not None or not words.strip() or now > deadline.due_at:
        message = "More time can be taken once, before the date has passed, with a reason."
        raise UnableToPause(message)
    if not 1 <= amount <= deadline.clock.amount:
        message = f"Between 1 and {deadline.clock.amount} can be taken."
        raise UnableToPause(message)
    deadline.extended_by = amount
    happening = Happening(HistoryKind.EXTENDED, officer=officer, words=words.strip(), facts={"amount": amount})
    move_due_date(case, deadline, happening, now=now, expected_version=expected_version)


def add_time_of_inquiry(case: Case, happening: Happening, amount: int, *, now: datetime, to_state: str) -> bool:
    """Give a running clock in working days the time that an inquiry adds by law, once; False where none runs or it had it."""
    deadline = running_clock(case)
    if deadline is None or deadline.added_by_inquiry or deadline.clock.unit != "working_days":
        return False
    deadline.added_by_inquiry = amount
    move_due_date(case, deadline, happening, now=now, to_state=to_state)
    return True


def move_due_date(
    case: Case,
    deadline: Deadline,
    happening: Happening,
    *,
    now: datetime,
    expected_version: int | None = None,
    to_state: str | None = None,
) -> None:
    """Compute a clock's date anew and write it down; the first date stays beside it."""
    facts = {**(happening.facts or {}), **recompute(deadline, now=now)}
    deadline.save(
        update_fields=["due_at", "next_stage", "next_stage_at", "paused_at", "extended_by", "added_by_inquiry", "calendar_version"]
    )
    told = Happening(happening.kind, officer=happening.officer, words=happening.words, facts=facts)
    overdue_at = case.overdue_at if deadline.due_at <= now else None
    change_case(
        case, told, now=now, to_state=to_state, expected_version=expected_version, due_at=deadline.due_at, overdue_at=overdue_at
    )


def recompute(deadline: Deadline, *, now: datetime) -> dict[str, str]:
    """Bring one clock to the calendar in force; return its dates before, first and now."""
    dues, before = due_dates(), deadline.due_at
    promise = promise_of(deadline, dues, pauses_of([deadline])[deadline.id])
    apply_promise(deadline, promise.at, promise.stage_at, now=now)
    deadline.calendar_version = dues.calendar.version
    return {"before": before.isoformat(), "first": deadline.first_due_at.isoformat(), "now": promise.at.isoformat()}


def apply_promise(deadline: Deadline, at: datetime, stage_at: Callable[[int], datetime], *, now: datetime) -> None:
    """Write a promise into its clock. A clock whose ladder was climbed is armed again when its date lies ahead once more."""
    deadline.due_at = at
    if deadline.next_stage is None and at > now:
        deadline.next_stage = STAGES[-1]
    if deadline.next_stage is not None:
        deadline.next_stage_at = stage_at(deadline.next_stage)
