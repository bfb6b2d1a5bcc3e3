"""What an officer's words find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from sanglap.foundation.ids import numbers_beginning_with, parse_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.journey.finding.models import Findable
from sanglap.journey.finding.phones import phone_key
from sanglap.journey.finding.services import sounds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sanglap.directory.offices.models import Office

LONGEST_TYPED, MOST_WORDS = 200, 8


def cases_found(cases: QuerySet[Case], words: str, offices: Sequence[Office]) -> QuerySet[Case]:
    """Return those of ``cases`` that the typed words mean: a number or its beginning, a telephone, or words in any writing.

    ``offices`` are the officer's own: a telephone is only ever found there.
    """
    if number := parse_tracking_number(words):
        return cases.filter(number=number)
    if phone := phone_key(words):
        own = [one.code for one in offices]
        return cases.filter(_in_index(Q(phone_key=phone, office_code__in=own)), office__in=own)
    between = numbers_beginning_with(words)
    by_number = Q(number__range=between) if between else Q(pk__in=[])
    wanted = sounds().alternatives(words[:LONGEST_TYPED])
    if not wanted:
        return cases.filter(by_number)
    condition = Q()
    for keys in wanted[:MOST_WORDS]:
        condition &= Q(keys__overlap=keys)
    by_words = _in_index(condition)
    return cases.filter(by_words | by_number) if between else cases.filter(by_words)


def _in_index(condition: Q) -> Exists:
    return Exists(Findable.objects.filter(condition, district_id=OuterRef("district_id"), id=OuterRef("id")))
