"""Cases enter the index when they have an office, and follow it; by the hundred, on a queue of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from sanglap.journey.cases.masking import masked
from sanglap.journey.cases.models import HIDDEN_NAME, Case, CasePost
from sanglap.journey.finding.models import Findable
from sanglap.journey.finding.phones import phone_key
from sanglap.journey.finding.sounds import Sounds
from sanglap.reading.classifying.meanings import load_meanings

AT_ONCE = 1_000
MOST_LETTERS = 1_000  # of a case's words: what it is about stands at their beginning

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseChanged, CaseJoined
    from sanglap.journey.dispatch.events import CaseDispatched


def index_cases(events: Iterable[CaseDispatched | CaseJoined | CaseChanged]) -> int:
    """Bring the index of these cases up to date; return how many. Twice is as good as once. Four queries."""
    keys = {(event.district_id, event.case_id) for event in events}
    found = Case.objects.filter(
        district_id__one_of={district for district, _ in keys}, id__one_of=[case for _, case in keys], office__isnull=False
    )
    return _write(list(found.select_related("citizen")))


def index_older_cases() -> int:
    """Bring up to a thousand cases that are in no index into it, the newest first; return how many."""
    known = Findable.objects.filter(district_id=OuterRef("district_id"), id=OuterRef("id"))
    missing = Case.objects.filter(~Exists(known), office__isnull=False).select_related("citizen")
    return _write(list(missing.order_by("-received_at")[:AT_ONCE]))


def sounds() -> Sounds:
    """Return what knows the country's endings and meanings."""
    return _sounds(Path(settings.COUNTRY_PACK))


@lru_cache(maxsize=2)
def _sounds(pack: Path) -> Sounds:
    return Sounds(load_meanings(pack))


def _write(cases: list[Case]) -> int:
    words = _words_of(cases)
    rows = [
        Findable(
            district_id=case.district_id,
            id=case.id,
            office_code=case.office_id or "",
            received_at=case.received_at,
            keys=sounds().keys_of(masked(" ".join(words[case.id])[:MOST_LETTERS], author=case.citizen_name)),
            phone_key="" if case.privacy in HIDDEN_NAME or case.citizen is None else phone_key(case.citizen.phone),
        )
        for case in cases
    ]
    Findable.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["district_id", "id"],
        update_fields=["office_code", "received_at", "keys", "phone_key"],
    )
    return len(rows)


def _words_of(cases: list[Case]) -> dict[UUID, list[str]]:
    links = CasePost.objects.filter(
        district_id__one_of={case.district_id for case in cases},
        case_id__one_of=[case.id for case in cases],
        post__from_office=False,
    )
    words: dict[UUID, list[str]] = defaultdict(list)
    for case_id, text in links.order_by("post__posted_at").values_list("case_id", "post__text") if cases else ():
        words[case_id].append(text)
    return words
