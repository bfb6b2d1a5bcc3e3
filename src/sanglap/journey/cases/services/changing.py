"""One case changes: the only way any stage moves a case, so that state, history, news and screens never disagree.

(A part of ``cases.services``; other stages import it from there.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.events import CaseChanged
from sanglap.journey.cases.history import PUBLIC_KINDS, HistoryKind
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.states import require_transition

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer


class UnableToChange(ValueError):
    """Somebody else changed the case since this officer looked; nothing is lost, they look again."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a case, for its history: by whom, in which words, with which facts (ids and codes only)."""

    kind: HistoryKind
    officer: Officer | None = None
    office_code: str = ""
    words: str = ""
    facts: dict[str, Any] | None = None


def lock_case(district_id: str, case_id: UUID) -> Case:
    """Return the case, locked until the transaction ends. Raises ``Case.DoesNotExist``."""
    case: Case = Case.objects.select_for_update(of=("self",)).get(district_id=district_id, id=case_id)
    return case


def change_case(
    case: Case,
    happening: Happening,
    *,
    now: datetime,
    to_state: str | None = None,
    expected_version: int | None = None,
    **fields: Any,
) -> HistoryLine:
    """Change a locked case and write its history line, as one thing.

    ``fields`` are columns of the case. Raises :class:`UnableToChange` when ``expected_version`` is no longer the
    case's, and ``states.UnableToMove`` when the table has no such arrow.
    """
    if expected_version is not None and expected_version != case.version:
        message = f"Case {case.number} was changed by somebody else meanwhile."
        raise UnableToChange(message)
    before = case.state
    offices = {case.office_id, fields.get("office_id", case.office_id)}
    if to_state is not None and to_state != before:
        require_transition(before, to_state)
        fields["state"] = to_state
    fields["changed_at"] = now
    fields["version"] = case.version + 1
    for name, value in fields.items():
        setattr(case, name, value)
    case.save(update_fields=list(fields))
    line = HistoryLine.objects.create(**history_values(case, happening, now=now, from_state=before if case.state != before else ""))
    announce(CaseChanged(case.district_id, case.id, happening.kind))
    touch_offices(str(code) for code in offices if code)
    return line


def history_values(case: Case, happening: Happening, *, now: datetime, from_state: str = "") -> dict[str, Any]:
    """Return the columns of a history line of a case."""
    officer = happening.officer
    return {
        "district_id": case.district_id,
        "id": new_id(),
        "case_id": case.id,
        "at": now,
        "kind": happening.kind,
        "actor": officer.name_en if officer else "",
        "officer_id": officer.id if officer else None,
        "office_code": happening.office_code or case.office_id or "",
        "from_state": from_state,
        "to_state": case.state if from_state else "",
        "words": happening.words,
        "facts": happening.facts or {},
        "is_public": happening.kind in PUBLIC_KINDS,
    }
