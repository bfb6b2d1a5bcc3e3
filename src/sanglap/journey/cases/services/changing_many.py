"""Many cases change at once, each as :func:`change_case` would change it, in a handful of queries for hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import copy_values, update_rows
from sanglap.journey.cases.events import CaseChanged
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services.changing import Happening, history_values
from sanglap.journey.cases.states import require_transition


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one locked case. The same case may stand in several changes, as the same object."""

    case: Case
    happening: Happening
    to_state: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)  # columns of the case


def change_cases(changes: Sequence[Change], *, now: datetime) -> None:
    """Change locked cases and write their history lines. Raises ``states.UnableToMove`` when the table has no such arrow."""
    names, lines, offices = {"changed_at", "version"}, [], set()
    for change in changes:
        case, before = change.case, change.case.state
        offices |= {case.office_id, change.fields.get("office_id", case.office_id)}
        if change.to_state is not None and change.to_state != before:
            require_transition(before, change.to_state)
            case.state = change.to_state
            names.add("state")
        for name, value in change.fields.items():
            setattr(case, name, value)
        names |= change.fields.keys()
        case.changed_at, case.version = now, case.version + 1
        moved_from = before if case.state != before else ""
        lines.append(history_values(case, change.happening, now=now, from_state=moved_from))
    update_rows(list({change.case.key: change.case for change in changes}.values()), [_field(name) for name in sorted(names)])
    copy_values(HistoryLine, lines)
    announce(*(CaseChanged(change.case.district_id, change.case.id, change.happening.kind) for change in changes))
    touch_offices(str(code) for code in offices if code)


def _field(column: str) -> str:
    """Return the name of the field that a column such as ``office_id`` belongs to."""
    return next(one.name for one in Case._meta.concrete_fields if column in {one.name, one.attname})
