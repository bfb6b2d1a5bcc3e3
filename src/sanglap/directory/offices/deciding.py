"""Who decides a case about an office: never that office, nor one below it (R24; guideline 7.1 ক ii–iv).

A complaint about an office goes to its grievance officer; about the grievance officer to the appeal officer; about the appeal
officer to the cell. Where the map has a gap, the coordinator takes it: no case stops for lack of a mapping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sanglap.directory.offices.models import Office, Posting, Substitution

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer

NEXT = ("grievance_office", "appeal_office", "line_parent", "coordinator")  # in the order in which they are asked
MOST_STEPS = 12  # more than any chain of a country has offices


def is_barred(office: Office, accused: Iterable[Office]) -> bool:
    """Tell whether an office may not decide: it is one of the accused, or takes its orders from one."""
    return any(office.line_path.startswith(one.line_path) for one in accused)


def office_to_decide(accused: Iterable[Office]) -> Office | None:
    """Return the nearest office above the accused that may decide; None in a country without any other office."""
    barred = list(accused)
    waiting, seen = list(barred), {one.code for one in barred}
    for _ in range(MOST_STEPS):
        following = [one for office in waiting for one in _offices_above(office) if one.code not in seen]
        free = next((one for one in following if not is_barred(one, barred)), None)
        if free is not None:
            return free
        seen |= {one.code for one in following}
        waiting = following
    return next((one for one in _roots() if not is_barred(one, barred)), None)


def central_cell() -> Office | None:
    """Return the office at the top of both trees that brings the whole country together: there the grievance cell sits (5.3)."""
    return next(iter(_roots()), None)


def roles_at(officer: Officer, office_code: str) -> frozenset[str]:
    """Return the roles an officer holds in an office today, their own and those they fill in for. Two queries."""
    held = Posting.objects.filter(officer=officer, office=office_code, ended_on__isnull=True)
    filled_in = Substitution.objects.filter(
        substitute=officer, posting__office=office_code, posting__ended_on__isnull=True, ended_at__isnull=True
    )
    return frozenset(held.values_list("role", flat=True)) | frozenset(filled_in.values_list("posting__role", flat=True))


def _offices_above(office: Office) -> Iterator[Office]:
    for name in NEXT:
        above = getattr(office, name)
        if above is None:
            continue
        yield above if above.is_active or above.succeeded_by is None else above.succeeded_by


def _roots() -> Iterable[Office]:
    """Return the active offices above which there is none, the one that coordinates most first."""
    roots = Office.objects.filter(coordinator=None, line_parent=None, is_active=True, area__level=0)
    coordinates = {one.code: Office.objects.filter(coordinator=one).count() for one in roots}
    return sorted(roots, key=lambda one: (-coordinates[one.code], one.code))
