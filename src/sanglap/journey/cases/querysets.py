"""The one door to cases for people: who may see which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from sanglap.directory.offices.visibility import offices_below, posted_offices
from sanglap.journey.cases.states import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case  # noqa: F401 – named in the class below, as text


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about many cases. Pages reach cases through :meth:`visible_to` and no other way."""

    def visible_to(self, officer: Officer) -> Self:
        """Return the cases of the offices this officer's postings let them see: their own and those below.

        A case about the officer, or about an office where they work, does not exist for them (R24).
        """
        own = posted_offices(officer)
        return self.filter(office__in=offices_below(own)).not_about(officer, own)

    def not_about(self, officer: Officer, own: Sequence[Office]) -> Self:
        """Return the cases in which neither this officer nor one of their ``own`` offices is accused."""
        accused = self.model._meta.apps.get_model("cases", "Accused").objects  # the models import this file
        against = accused.filter(
            Q(officer=officer) | Q(officer=None, office__in=[one.code for one in own]),
            district_id=OuterRef("district_id"),
            case_id=OuterRef("id"),
        )
        return self.exclude(Q(has_accused=True) & Exists(against))

    def open(self) -> Self:
        """Return the cases that an office still owes something."""
        return self.filter(state__in=OPEN_STATES)
