"""A person puts it right: another office, another topic or place. The citizen's clock goes on; nothing is filed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sanglap.directory.offices.deciding import is_barred
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, accused_offices, change_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.dispatch.models import Move
from sanglap.journey.dispatch.rules import Rule

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.charter.models import Topic
    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


class UnableToForward(ValueError):
    """The case cannot go there: it is there already, or the office no longer exists, or no reason was given."""


def move_case(
    case: Case,
    to_office: Office,
    *,
    officer: Officer | None,
    words: str,
    now: datetime,
    rule: Rule = Rule.CHOSEN_BY_PERSON,
    expected_version: int | None = None,
) -> Move:
    """Give a locked case to another office, with a reason that the history shows. Raises :class:`UnableToForward`."""
    if case.office_id == to_office.code:
        message = "The case is with this office already."
        raise UnableToForward(message)
    if not to_office.is_active:
        message = "This office no longer exists."
        raise UnableToForward(message)
    if not words.strip() and rule is Rule.CHOSEN_BY_PERSON:
        message = "Please say why, so that the citizen and the next office understand."
        raise UnableToForward(message)
    if case.has_accused and is_barred(to_office, accused_offices(case)):
        message = "The case is about this office, or about the one it takes orders from: it may not decide it."
        raise UnableToForward(message)
    happening = Happening(HistoryKind.FORWARDED, officer=officer, office_code=to_office.code, words=words)
    to_state = CaseState.WITH_OFFICE if case.state != CaseState.RECEIVED or case.office_id is None else None
    return hand_to(case, to_office, happening, rule=rule, now=now, to_state=to_state, expected_version=expected_version)


def hand_to(
    case: Case,
    to_office: Office,
    happening: Happening,
    *,
    rule: Rule,
    now: datetime,
    to_state: str | None,
    expected_version: int | None = None,
    **fields: Any,
) -> Move:
    """Give a locked case to an office with the history line that says why; nothing is asked here. ``fields`` are columns."""
    from_office = case.office_id
    facts = {**(happening.facts or {}), "from": from_office, "to": to_office.code, "rule": rule}
    change_case(
        case,
        replace(happening, facts=facts),
        now=now,
        to_state=to_state,
        expected_version=expected_version,
        office_id=to_office.code,
        claimed_by_id=None,
        claimed_at=None,
        **fields,
    )
    case.office = to_office
    move = Move.objects.create(
        district_id=case.district_id,
        id=new_id(),
        case_id=case.id,
        at=now,
        from_office_id=from_office,
        to_office=to_office,
        rule=rule,
        officer=happening.officer,
        words=happening.words[:500],
    )
    announce(CaseDispatched(case.district_id, case.id, to_office.code, first=from_office is None))
    return move


def correct_reading(
    case: Case, *, topic: Topic | None, area_code: str | None, officer: Officer, now: datetime, expected_version: int | None = None
) -> None:
    """Put the topic or the place of a locked case right. The correction stands in the history as a label."""
    facts = {
        "topic_before": case.topic_id,
        "topic": topic.code if topic else case.topic_id,
        "area_before": case.area_id,
        "area": area_code or case.area_id,
    }
    fields: dict[str, Any] = {"topic_id": facts["topic"], "area_id": facts["area"]}
    if topic and topic.sensitivity in {"X", "XX"}:
        fields["sensitivity"] = topic.sensitivity  # raised by a person at once; never lowered by a rule
    change_case(
        case, Happening(HistoryKind.CORRECTED, officer=officer, facts=facts), now=now, expected_version=expected_version, **fields
    )
