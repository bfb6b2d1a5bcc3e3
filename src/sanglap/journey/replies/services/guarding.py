"""What is told to the citizen alone, to guard them: who read a hidden name and why, and the question after ninety days (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.privacy.models import Unmasking
from sanglap.journey.replies.services.telling import Wording, tell_citizen
from sanglap.journey.replies.wording import Told, how_are_you, name_opened, shortened

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.privacy.events import CheckInDue, NameOpened

KIND = "notice"


def tell_name_was_opened(events: Sequence[NameOpened], now: datetime) -> None:
    """Tell each citizen that two officers opened their name, and for which reason, once."""
    ids = [event.unmasking_id for event in events]
    reasons = dict(Unmasking.objects.filter(id__in=ids).values_list("id", "reason"))
    for event in events:
        tell_citizen(
            event.district_id, event.case_id, kind=KIND, token=f"name:{event.unmasking_id}",
            wording=_words_of(reasons.get(event.unmasking_id, "")), officer=None, now=now, privately=True,
        )  # fmt: skip


def ask_how_citizens_are(events: Sequence[CheckInDue], now: datetime) -> None:
    """Ask each citizen how they are, ninety days after, once. It says nothing of what the case was about."""
    for event in events:
        tell_citizen(
            event.district_id, event.case_id, kind=KIND, token=f"check-in:{event.check_in_id}",
            wording=lambda told, language, _room: how_are_you(told, language), officer=None, now=now, privately=True,
        )  # fmt: skip


def _words_of(reason: str) -> Wording:
    def words(told: Told, language: str, room: int) -> str:
        return name_opened(told, shortened(reason, room - len(name_opened(told, "", language))), language)

    return words
