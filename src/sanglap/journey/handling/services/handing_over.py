"""Officers are transferred, offices are merged: every open case has somebody the same day (R3, lesson 14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.offices.models import Office, Posting
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Change, Happening, change_cases
from sanglap.journey.cases.states import OPEN_STATES, CaseState
from sanglap.journey.dispatch.rules import Rule
from sanglap.journey.dispatch.services import move_case
from sanglap.journey.handling.models import Opinion

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.events import OfficeMerged, PostingEnded

AT_ONCE = 500


def pass_cases_on(events: Sequence[PostingEnded], now: datetime) -> None:
    """Give the cases in the hands of an officer who left to the successor; without one, back to the whole office."""
    for event in events:
        posting = Posting.objects.select_related("handed_over_to__officer").get(id=event.posting_id)
        still_there = Posting.objects.filter(officer=posting.officer_id, office=posting.office_id, ended_on__isnull=True)
        if posting.handed_over_to is None and still_there.exists():
            continue
        successor = posting.handed_over_to.officer if posting.handed_over_to else None
        held = Case.objects.filter(claimed_by=posting.officer_id, office=posting.office_id, state__in=sorted(OPEN_STATES))
        while cases := list(held.select_for_update(of=("self",)).order_by("id")[:AT_ONCE]):
            change_cases([_handed_over(case, successor.id if successor else None, now) for case in cases], now=now)


def _handed_over(case: Case, successor: UUID | None, now: datetime) -> Change:
    facts = {"from": str(case.claimed_by_id), "to": str(successor or "")}
    if successor is not None:
        happening = Happening(HistoryKind.HANDED_OVER, facts=facts)
        return Change(case, happening, fields={"claimed_by_id": successor, "claimed_at": now})
    to_state = CaseState.WITH_OFFICE if case.state == CaseState.IN_HAND else None
    return Change(case, Happening(HistoryKind.RELEASED, facts=facts), to_state, {"claimed_by_id": None, "claimed_at": None})


def follow_mergers(events: Sequence[OfficeMerged], now: datetime) -> None:
    """Move the open cases and the open questions of an office that no longer exists to the one it became part of."""
    for event in events:
        into = Office.objects.get(code=event.into_code)
        Opinion.objects.filter(asked_office=event.old_code, answered_at__isnull=True).update(asked_office=into)
        stranded = Case.objects.filter(office=event.old_code, state__in=sorted(OPEN_STATES))
        while cases := list(stranded.select_for_update(of=("self",)).order_by("id")[:AT_ONCE]):
            for case in cases:
                move_case(case, into, officer=None, words="", now=now, rule=Rule.OFFICE_MERGED)
