"""What an officer's words find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from sanglap.directory.offices.visibility import offices_below
from sanglap.foundation.ids import numbers_beginning_with, parse_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.journey.finding.models import Findable
from sanglap.journey.finding.phones import phone_key
from sanglap.journey.finding.services import sounds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sanglap.directory.offices.models import Office

LONGEST_TYPED, MOST_WORDS, MOST_FOUND = 200, 8, 1_000


def cases_found(cases: QuerySet[Case], words: str, offices: Sequence[Office], *, below: bool = False) -> QuerySet[Case]:
    """Return those of ``cases`` that the typed words mean: a number or its beginning, a telephone, or words in any writing.

    ``offices`` are the officer's own; ``below`` looks in all offices below them too. A telephone is only ever found in one's own.
    Words find the newest thousand.
    """
    if number := parse_tracking_number(words):
        return cases.filter(number=number)
    own = [one.code for one in offices]
    if phone := phone_key(words):
        return cases.filter(id__in=_newest(Q(phone_key=phone, office_code__in=own)), office__in=own)
    between = numbers_beginning_with(words)
    by_number = Q(number__range=between) if between else Q(pk__in=[])
    wanted = sounds().alternatives(words[:LONGEST_TYPED])[:MOST_WORDS]
    if not wanted:
        return cases.filter(by_number)
    condition = Q(office_code__in=offices_below(offices).values("code") if below else own)
    for keys in wanted:
        condition &= Q(keys__overlap=keys)
    return cases.filter(Q(id__in=_newest(condition)) | by_number)


def _newest(condition: Q) -> list[UUID]:
    """Return the newest cases of the index. The index alone finds and sorts them: a common word reads no more than a rare one."""
    return list(Findable.objects.filter(condition).order_by("-received_at").values_list("id", flat=True)[:MOST_FOUND])
