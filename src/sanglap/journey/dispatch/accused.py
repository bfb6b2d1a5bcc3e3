"""A case about an office goes past it: to the nearest office above that may decide (R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.directory.offices.deciding import is_barred, office_to_decide
from sanglap.directory.offices.models import Office
from sanglap.journey.cases.services import accused_offices
from sanglap.journey.dispatch.rules import MOST_CANDIDATES, Candidate, Rule

if TYPE_CHECKING:
    from sanglap.journey.cases.models import Case

CERTAIN = 1.0


def past_the_accused(case: Case, candidates: list[Candidate]) -> list[Candidate]:
    """Return who may decide a case about an office: the one above it first, then whatever else is not barred."""
    accused = accused_offices(case)
    above = office_to_decide(accused)
    if above is None:
        return candidates
    known = Office.objects.in_bulk([one.office for one in candidates])
    others = [one for one in candidates if one.office != above.code and not is_barred(known[one.office], accused)]
    return [Candidate(above.code, CERTAIN, Rule.ABOUT_THE_OFFICE), *others][:MOST_CANDIDATES]
