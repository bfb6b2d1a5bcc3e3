"""From the rows of running clocks to the promises of the working-time rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.charter.rules import ClockRule, Due, Extension
from sanglap.directory.charter.rules import Pause as PauseRule
from sanglap.directory.charter.rules import promise_of as promise_of_rule
from sanglap.journey.handling.models import Deadline, Pause

if TYPE_CHECKING:
    from sanglap.directory.charter.models import Clock
    from sanglap.directory.charter.selectors import DueDates

Pauses = dict[UUID, list[PauseRule]]


def pauses_of(deadlines: Iterable[Deadline]) -> Pauses:
    """Return the pauses of many clocks, in order. One query."""
    keys = [(one.district_id, one.id) for one in deadlines]
    pauses: Pauses = defaultdict(list)
    rows = Pause.objects.filter(
        district_id__one_of={district for district, _ in keys}, deadline_id__one_of=[one for _, one in keys]
    )
    for row in rows.order_by("began_at"):
        pauses[row.deadline_id].append(PauseRule(row.began_at, row.ended_at, row.reason))
    return pauses


def promise_of(deadline: Deadline, dues: DueDates, pauses: Sequence[PauseRule]) -> Due:
    """Return a clock's promise as it stands in this calendar: with its pauses and its extension. The clock must be at hand."""
    return promise_of_rule(
        rule_of(deadline.clock),
        dues.calendar,
        deadline.started_at,
        pauses,
        extension=Extension(more) if (more := (deadline.extended_by or 0) + deadline.added_by_inquiry) else None,
        first_at=deadline.first_due_at,
    )


def rule_of(clock: Clock) -> ClockRule:
    """Return a clock's row as the rules know it."""
    return ClockRule(
        code=clock.code,
        amount=clock.amount,
        unit=clock.unit,
        valid_from=clock.valid_from,
        valid_to=clock.valid_to,
        paragraph=clock.paragraph,
        id=clock.id,
    )
