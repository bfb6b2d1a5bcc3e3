"""What a citizen takes back is asked no further: its open appeal and inquiry end without a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.redress.models import Appeal, Inquiry

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.handling.events import CaseWithdrawn


def drop_what_was_asked(events: Sequence[CaseWithdrawn], now: datetime) -> None:
    """End the open appeal and inquiry of cases that were taken back; a later one may then be filed. Two queries."""
    cases = {"district_id__one_of": {event.district_id for event in events}, "case_id__one_of": [event.case_id for event in events]}
    Appeal.objects.filter(**cases, decided_at=None, filed_at__lte=now).update(decided_at=now)
    Inquiry.objects.filter(**cases, reported_at=None, ordered_at__lte=now).update(reported_at=now)
