"""What the two pages ask: flags that wait for an officer, calls that wait for their office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from sanglap.directory.offices.visibility import offices_seen_by, posted_offices
from sanglap.journey.cases.models import Case
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services.drawing import DISPOSED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer

MOST_SHOWN = 50


def flags_for(officer: Officer) -> QuerySet[Flag]:
    """Return the flags that wait for an officer, the heaviest first: told to their own subtree, never of their own office."""
    waiting = _told(officer).filter(answer="")
    return waiting.select_related("case__topic", "case__office", "office", "told_office").order_by("-score", "at")


def flag_for(officer: Officer, flag_id: UUID) -> Flag | None:
    """Return a flag that the officer may answer, answered or not; None for every other, as if it did not exist."""
    return _told(officer).filter(id=flag_id).select_related("told_office").first()


def calls_for(officer: Officer) -> QuerySet[CallBack]:
    """Return the calls that wait for the officer's office, the oldest first."""
    return _own(officer).filter(result="", case__state__in=DISPOSED).order_by("made_at")


def call_for(officer: Officer, call_id: UUID) -> CallBack | None:
    """Return a call of the officer's office, made or not; None for every other."""
    return _own(officer).filter(id=call_id).first()


def _told(officer: Officer) -> QuerySet[Flag]:
    own = posted_offices(officer)
    flags = Flag.objects.filter(_not_about(officer, own), told_office__in=offices_seen_by(officer))
    return flags.exclude(office__in=[desk.code for desk in own])


def _not_about(officer: Officer, own: Sequence[Office]) -> Exists:
    """Of a case about the officer, or about an office where they work, nothing is shown (R24)."""
    return Exists(Case.objects.not_about(officer, own).filter(district_id=OuterRef("district_id"), id=OuterRef("case_id")))


def _own(officer: Officer) -> QuerySet[CallBack]:
    """Calls of the offices where the officer is posted, but those about an office that they work for, or above their own."""
    desks = posted_offices(officer)
    above = {code for desk in desks for path in (desk.line_path, desk.territory_path) for code in path.split("/") if code}
    calls = CallBack.objects.filter(_not_about(officer, desks), calling_office__in=[desk.code for desk in desks]).exclude(
        closing_office__in=above
    )
    return calls.select_related("case__topic", "case__office", "case__citizen", "closing_office", "disposal")
