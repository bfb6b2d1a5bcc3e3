"""The one door to cases for people: who may see which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from sanglap.directory.offices.visibility import offices_seen_by
from sanglap.journey.cases.states import OPEN_STATES

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case  # noqa: F401 – named in the class below, as text


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about many cases. Pages reach cases through :meth:`visible_to` and no other way."""

    def visible_to(self, officer: Officer) -> Self:
        """Return the cases of the offices this officer's postings let them see: their own and those below."""
        return self.filter(office__in=offices_seen_by(officer))

    def open(self) -> Self:
        """Return the cases that an office still owes something."""
        return self.filter(state__in=OPEN_STATES)
