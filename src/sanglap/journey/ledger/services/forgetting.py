"""Personal data in lines is forgotten, and every proof stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.ledger.models import Leaf
from sanglap.journey.ledger.services.sequencing import sequence_everything

if TYPE_CHECKING:
    from sanglap.directory.people.models import Officer


@transaction.atomic
def forget_lines(case: Case, lines: Collection[UUID], *, now: datetime, officer: Officer | None = None) -> int:
    """Erase words, facts and names from lines of a locked case, with the salt of their commitment; return how many.

    The open part of each line (what, when, from which state to which) stays and can still be proven. That something was
    erased, and in which lines, becomes a line itself: an erasure without such a line is found by the audit. Twice is as
    good as once.
    """
    sequence_everything()
    here = {"district_id": case.district_id, "case_id": case.id}
    own = HistoryLine.objects.filter(**here, id__in=lines).exclude(kind=HistoryKind.PERSONAL_DATA_ERASED)
    leaves = Leaf.objects.filter(district_id=case.district_id, line_id__in=own.values("id"), salt__isnull=False)
    known = sorted(leaves.values_list("line_id", flat=True))
    if not known:
        return 0
    HistoryLine.objects.filter(**here, id__in=known).update(words="", facts={}, actor="", officer_id=None)
    Leaf.objects.filter(district_id=case.district_id, line_id__in=known).update(salt=None)
    happening = Happening(HistoryKind.PERSONAL_DATA_ERASED, officer=officer, facts={"lines": [str(one) for one in known]})
    change_case(case, happening, now=now)
    sequence_everything()  # the record of it stands in the log as soon as the erasure does
    return len(known)
