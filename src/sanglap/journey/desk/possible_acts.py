"""Which forms stand beside a case for this officer, and the words on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from sanglap.journey.cases.states import ENDED_STATES, UNDER_APPEAL, CaseState, may_move
from sanglap.journey.handling.rules import Act

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case
    from sanglap.journey.handling.models import Deadline
    from sanglap.journey.replies.rules import Way

PAUSE_LABELS: dict[str, Callable[[], str]] = {
    "other_office": lambda: _("another office must act first"),
    "court": lambda: _("a court decides it"),
    "disaster": lambda: _("a disaster stops the work"),
}
UNIT_LABELS: dict[str, Callable[[], str]] = {
    "working_days": lambda: _("More working days"),
    "days": lambda: _("More days"),
    "working_hours": lambda: _("More working hours"),
    "hours": lambda: _("More hours"),
    "minutes": lambda: _("More minutes"),
    "months": lambda: _("More months"),
}


def possible_acts(
    case: Case, officer: Officer, acts: frozenset[Act], deadline: Deadline | None, ways: Sequence[Way], *, now: datetime
) -> dict[str, Any]:
    """Return which forms stand on the desk. Every service asks again; what is not shown here is refused there too."""
    ended = case.state in ENDED_STATES
    keeps_clock = Act.RESOLVE in acts and not ended and deadline is not None and deadline.stopped_at is None
    on_time = deadline is not None and now <= deadline.due_at
    paused = deadline is not None and deadline.paused_at is not None
    return {
        "reply": Act.REPLY in acts and any(not way.why_not for way in ways),
        "claim": Act.CLAIM in acts and case.claimed_by_id != officer.id and not ended,
        "release": Act.CLAIM in acts and case.claimed_by_id == officer.id and not ended,
        "forward": Act.FORWARD in acts and not ended and case.state not in UNDER_APPEAL,
        "note": Act.NOTE in acts,
        "opinion": Act.ASK_OPINION in acts and not ended,
        "ask": Act.REPLY in acts and may_move(case.state, CaseState.NEEDS_INFORMATION),
        "instruct": Act.INSTRUCT in acts and not ended,
        "resolve": Act.RESOLVE in acts and may_move(case.state, CaseState.RESOLVED) and case.state not in UNDER_APPEAL,
        "resume": keeps_clock and paused,
        "pause": keeps_clock and on_time and not paused,
        "extend": deadline.clock.amount if deadline and keeps_clock and on_time and deadline.extended_by is None else 0,
        "extend_label": UNIT_LABELS[deadline.clock.unit]() if deadline else "",
    }
