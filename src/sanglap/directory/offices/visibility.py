"""Which offices an officer may look into: the places they are posted to and everything below, on either tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from sanglap.directory.offices.models import LEADING_ROLES, Office, Posting, Substitution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from sanglap.directory.people.models import Officer


def posted_offices(officer: Officer) -> list[Office]:
    """Return the offices where the officer holds a role today, or acts for somebody who is away. One query."""
    current = Posting.objects.filter(officer=officer, ended_on__isnull=True).values("office_id")
    filled_in = Substitution.objects.filter(substitute=officer, ended_at__isnull=True, posting__ended_on__isnull=True)
    return list(Office.objects.filter(Q(code__in=current) | Q(code__in=filled_in.values("posting__office_id"))).order_by("code"))


def offices_seen_by(officer: Officer) -> QuerySet[Office]:
    """Return every office whose cases the officer may see; nothing for an officer without a posting."""
    return offices_below(posted_offices(officer))


def offices_below(offices: Iterable[Office]) -> QuerySet[Office]:
    """Return these offices and everything below them, on either tree."""
    seen = Q(pk__in=[])
    for office in offices:
        seen |= Q(line_path__startswith=office.line_path) | Q(territory_path__startswith=office.territory_path)
    return Office.objects.filter(seen)


def administers_country(officer: Officer) -> bool:
    """Tell whether the officer leads the office that brings the whole country together, or looks after its page. One query."""
    leads = Posting.objects.filter(officer=officer, role__in=sorted(LEADING_ROLES), ended_on__isnull=True, office__area__level=0)
    smaller = Office.objects.filter(coordinator=OuterRef("office"), area__level__gt=0, is_active=True)
    return leads.filter(Exists(smaller)).exists()
