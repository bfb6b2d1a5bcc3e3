"""An office as people name it in a field: by its code or by its whole name in either language."""

from __future__ import annotations

from django.db.models import Q

from sanglap.directory.offices.models import Office


def office_typed(typed: str) -> Office | None:
    """Return the office of a code or whole name; None when there is none, or nothing was typed. One query."""
    words = typed.strip()
    if not words:
        return None
    found = Office.objects.filter(Q(code=words) | Q(name_en__iexact=words) | Q(name_bn=words))
    return min(found, key=lambda office: (office.code != words, office.code), default=None)
