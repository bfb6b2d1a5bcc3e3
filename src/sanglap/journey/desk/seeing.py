"""An officer opens a case: what was told to their office is seen, and the look at an opened name is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.journey.cases.models import HIDDEN_NAME, Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import see_escalations
from sanglap.journey.privacy.services import note_look

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer


def see_case(case: Case, *, officer: Officer, now: datetime) -> None:
    """Remember that an officer opened a case."""
    see_escalations(case, officer=officer, now=now)
    if case.privacy in HIDDEN_NAME:
        with transaction.atomic():
            note_look(lock_case(case.district_id, case.id), officer, now)
