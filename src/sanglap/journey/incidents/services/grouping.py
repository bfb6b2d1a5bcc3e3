"""People say which cases tell of one incident, and take it back. What is confidential never joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import require_act
from sanglap.journey.incidents.models import Incident, Likeness, Membership
from sanglap.journey.incidents.rules import may_be_grouped
from sanglap.journey.incidents.selectors import memberships_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from sanglap.directory.people.models import Officer


class UnableToGroup(ValueError):
    """One of the cases is confidential, dangerous or hidden, or both are the same case."""


def group(case: Case, other: Case, *, officer: Officer, now: datetime) -> None:
    """Say that two cases tell of one incident; their incidents, if they have any, become one. Twice is as good as once.

    Neither case may be locked yet: both are locked here, always in the same order. Raises :class:`UnableToGroup`, and
    ``UnableToAct`` when the officer may not even note something in one of them.
    """
    first, second = _locked(case, other)
    for one in (first, second):
        require_act(officer, one, Act.NOTE)
    _group(first, second, officer=officer, now=now)


def join_by_citizen(case: Case, named: Case, *, now: datetime) -> None:
    """A citizen has the same problem as another citizen's case says."""
    first, second = _locked(case, named)
    _group(first, second, officer=None, now=now)


def ungroup(case: Case, *, officer: Officer, now: datetime) -> None:
    """Take a case out of its incident; one that is left alone tells of no incident any more. Raises ``UnableToAct``."""
    require_act(officer, case, Act.NOTE)
    _lock_incidents(case)
    membership = memberships_of([case]).first()
    if membership is None:
        return
    members = list(Membership.objects.filter(incident_id=membership.incident_id))
    leaving = members if len(members) <= 2 else [membership]  # noqa: PLR2004 – a pair
    locked = _locked_all((one.district_id, one.case_id) for one in leaving)
    Membership.objects.filter(incident_id=membership.incident_id, case_id__in=[one.case_id for one in leaving]).delete()
    for one in locked:
        _write(one, HistoryKind.UNGROUPED, officer, str(membership.incident_id), now)


def decline(case: Case, other: Case, *, officer: Officer, now: datetime) -> None:
    """Say that two cases tell of different matters: they are not suggested again. Raises ``UnableToAct``."""
    require_act(officer, case, Act.NOTE)
    _likenesses(case, other).filter(declined_at__isnull=True).update(declined_at=now, declined_by=officer)


def _likenesses(case: Case, other: Case) -> QuerySet[Likeness]:
    return Likeness.objects.filter(
        Q(district_id=case.district_id, case_id=case.id, other_id=other.id)
        | Q(district_id=other.district_id, case_id=other.id, other_id=case.id)
    )


def _locked(one: Case, other: Case) -> tuple[Case, Case]:
    if one.key == other.key:
        message = "A case is always about the same incident as itself."
        raise UnableToGroup(message)
    _lock_incidents(one, other)
    first, second = _locked_all([one.key, other.key])
    if not (may_be_grouped(first) and may_be_grouped(second)):
        message = "What is confidential, dangerous or hidden stands alone."
        raise UnableToGroup(message)
    return first, second


def _lock_incidents(*cases: Case) -> None:
    """Let nobody else change the members of these cases' incidents; before any case is locked, always in the same order."""
    ids = memberships_of(cases).values("incident_id")
    list(Incident.objects.select_for_update().filter(id__in=ids).order_by("id"))


def _locked_all(keys: Iterable[tuple[str, UUID]]) -> list[Case]:
    """Lock cases in the order of their keys, so that two officers never wait for each other."""
    return [lock_case(district, case_id) for district, case_id in sorted(keys)]


def _group(first: Case, second: Case, *, officer: Officer | None, now: datetime) -> None:
    known = {one.case_id: one.incident_id for one in memberships_of([first, second])}
    incidents = sorted(set(known.values()))
    if len(known) == 2 and len(incidents) == 1:  # noqa: PLR2004 – both, and of one incident
        return
    incident = incidents[0] if incidents else Incident.objects.create(begun_at=min(first.received_at, second.received_at)).id
    if len(incidents) > 1:
        Membership.objects.filter(incident_id__in=incidents[1:]).update(incident_id=incident)
    new = [one for one in (first, second) if one.id not in known]
    Membership.objects.bulk_create(
        [
            Membership(
                district_id=one.district_id, id=new_id(), incident_id=incident, case_id=one.id, joined_at=now, officer=officer
            )
            for one in new
        ]
    )  # fmt: skip
    for one in new or (first, second):
        _write(one, HistoryKind.GROUPED, officer, str(incident), now)


def _write(case: Case, kind: HistoryKind, officer: Officer | None, incident: str, now: datetime) -> None:
    change_case(case, Happening(kind, officer=officer, facts={"incident": incident}), now=now)
