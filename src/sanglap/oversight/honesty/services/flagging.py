"""Every night: each office's disposals are judged among themselves, and what looks made up waits for a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.ids import new_id
from sanglap.oversight.honesty.choosing import choose_judge
from sanglap.oversight.honesty.facts import closures_of, disposals_by_office, visit_words
from sanglap.oversight.honesty.models import Flag
from sanglap.oversight.honesty.rules import judge
from sanglap.oversight.honesty.services.places import accused_in, places_around

if TYPE_CHECKING:
    from sanglap.journey.handling.models import Disposal
    from sanglap.oversight.honesty.rules import Judgement

LOOKED_AT = timedelta(days=92)  # what an office's disposals are compared with
FLAGGED = timedelta(days=35)  # how old one may be: the month, the fifteen days of the citizen's silence after it would be too late


def flag_closures(now: datetime) -> int:
    """Flag the recent disposals that look made up; return how many were new. May run twice, or twice at once."""
    words, written = visit_words(), 0
    for office, disposals in disposals_by_office(now - LOOKED_AT):
        recent = [one for one in disposals if one.at >= now - FLAGGED]
        if recent:
            judged = judge(closures_of(disposals), words)
            written += _flag(office, [(one, judged[str(one.id)]) for one in recent if judged[str(one.id)].is_flagged], now)
    return written


def _flag(office: str, found: list[tuple[Disposal, Judgement]], now: datetime) -> int:
    flagged = set(Flag.objects.filter(disposal_id__one_of=[one.id for one, _ in found]).values_list("disposal_id", flat=True))
    new = [(one, judgement) for one, judgement in found if one.id not in flagged]
    if not new:
        return 0
    known, accused = places_around([office]), accused_in((one.district_id, one.case_id) for one, _ in new)
    rows = [_row(one, judgement, choose_judge(known[office], known, accused[one.case_id]), now) for one, judgement in new]
    told = [row for row in rows if row.told_office_id]  # above the country's only topmost office there is nobody to tell
    with transaction.atomic():
        Flag.objects.bulk_create(told, ignore_conflicts=True)
        touch_offices({row.told_office_id for row in told})
    return len(told)


def _row(disposal: Disposal, judgement: Judgement, told: str, now: datetime) -> Flag:
    reasons = [{"sign": one.sign.value, "weight": one.weight, "facts": one.facts} for one in judgement.reasons]
    return Flag(
        district_id=disposal.district_id, id=new_id(), case_id=disposal.case_id, disposal_id=disposal.id,
        office_id=disposal.office_id, told_office_id=told, score=judgement.score, reasons=reasons, at=now,
    )  # fmt: skip
