"""Who else reports the same, and which cases might."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sanglap.directory.offices.visibility import posted_offices
from sanglap.journey.cases.models import Case
from sanglap.journey.incidents.models import Likeness, Membership
from sanglap.journey.incidents.rules import may_be_grouped
from sanglap.reading.duplicates.pairs import NEARBY, SAME_PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from sanglap.directory.people.models import Officer

MOST_SUGGESTED = 5
MOST_SURE = 99  # percent: a machine is never surer


@dataclass(frozen=True, slots=True)
class Member:
    """A case of the same incident, and whether the citizen said so."""

    case: Case
    said_by_citizen: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case that may tell of the same incident: how sure that is in percent, what both share, who else is with it."""

    case: Case
    percent: int
    words: list[str]
    reporters: int


def members_beside(case: Case, most: int | None = None) -> list[Member]:
    """Return the other cases of the incident, the first to join first, at most so many. Two queries.

    Those that became confidential are left out.
    """
    mine = memberships_of([case]).first()
    if mine is None or not may_be_grouped(case):
        return []
    rows = Membership.objects.filter(incident_id=mine.incident_id).exclude(case_id=case.id).order_by("joined_at", "case_id")
    members = [Member(row.case, row.officer_id is None) for row in rows.select_related("case__office", "case__topic")[:most]]
    return [one for one in members if may_be_grouped(one.case)]


def suggestions_for(case: Case, officer: Officer, members: Iterable[Member]) -> list[Suggestion]:
    """Return cases that may tell of the same incident and that this officer may see, the likeliest first. Four queries."""
    if not may_be_grouped(case):
        return []
    rows = Likeness.objects.filter(
        Q(district_id=case.district_id, case_id=case.id) | Q(other_district_id=case.district_id, other_id=case.id),
        declined_at__isnull=True,
    ).order_by("probability")
    known = {one.case.id for one in members} | {case.id}
    others = {_other(row, case): row for row in rows}
    found = (
        Case.objects.visible_to(officer)
        .filter(district_id__in=_districts(rows), id__in=list(others))
        .select_related("topic", "area", "office")
    )
    cases = [one for one in found if one.id not in known and may_be_grouped(one)]
    reporters = reporters_of(cases)
    suggestions = [
        Suggestion(
            one,
            min(MOST_SURE, round(others[one.id].probability * 100)),
            [_in_words(reason) for reason in others[one.id].reasons],
            reporters.get(one.id, 1),
        )
        for one in cases
    ]
    return sorted(suggestions, key=lambda one: -one.percent)[:MOST_SUGGESTED]


def within_reach(members: Iterable[Member], officer: Officer) -> list[Case]:
    """Return the open cases among them that this officer may answer: those of their own offices. One query."""
    own = {office.code for office in posted_offices(officer)}
    return [one.case for one in members if one.case.is_open and one.case.office_id in own]


def reporters_of(cases: Iterable[Case]) -> dict[UUID, int]:
    """Return for each case of an incident how many cases report it; those that stand alone are missing. Two queries."""
    of_case = dict(memberships_of(cases).values_list("case_id", "incident_id"))
    if not of_case:
        return {}
    members = (
        Membership.objects.filter(incident_id__in=set(of_case.values())).values("incident_id").annotate(number=Count("case_id"))
    )
    counted = {row["incident_id"]: row["number"] for row in members}
    return {case_id: counted[incident] for case_id, incident in of_case.items()}


def memberships_of(cases: Iterable[Case]) -> QuerySet[Membership]:
    """Return in which incidents these cases are."""
    keys = {case.id: case.district_id for case in cases}
    return Membership.objects.filter(district_id__one_of=set(keys.values()), case_id__one_of=list(keys))


def _districts(rows: Iterable[Likeness]) -> set[str]:
    return {row.district_id for row in rows} | {row.other_district_id for row in rows}


def _in_words(reason: str) -> str:
    return {NEARBY: _("near each other"), SAME_PICTURE: _("the same picture")}.get(reason, reason)


def _other(row: Likeness, case: Case) -> UUID:
    return row.case_id if row.other_id == case.id else row.other_id
