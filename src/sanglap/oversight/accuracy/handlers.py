"""What this room does when it hears news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.foundation import clock
from sanglap.oversight.accuracy.services import BY_A_PERSON, judge

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseChanged


def judge_readings(events: Sequence[CaseChanged]) -> None:
    """Whoever works with a case has looked at its reading: what they leave as it is counts as right."""
    judge([(event.district_id, event.case_id) for event in events if event.what in BY_A_PERSON], clock.now())
