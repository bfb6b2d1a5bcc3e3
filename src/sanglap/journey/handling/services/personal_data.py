"""Officers above see a case with its personal data masked; who needs to see them says why, and the history keeps it (R9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.handling.rules import SHORTEST_WORDS, Act
from sanglap.journey.handling.services.acting import require_act

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case, HistoryLine

SEEN_FOR = timedelta(hours=1)


def sees_masked(acts: frozenset[Act], officer: Officer, history: Iterable[HistoryLine], now: datetime) -> bool:
    """Tell whether an officer sees a case masked: everybody does but its own office, and who opened it within the hour.

    ``acts`` are what the officer may do with the case, ``history`` is the case's.
    """
    if Act.REPLY in acts:
        return False
    seen = (line for line in history if line.kind == HistoryKind.PERSONAL_DATA_SEEN and line.officer_id == officer.id)
    opened = (line for line in seen if "only" not in line.facts)  # who saw the number to call has not seen the rest
    return not any(now - SEEN_FOR < line.at for line in opened)


def see_personal_data(case: Case, *, officer: Officer, words: str, now: datetime) -> None:
    """Open a locked case's personal data to one officer for an hour. Raises ``UnableToAct``, and ValueError without a reason."""
    require_act(officer, case, Act.READ)
    if len(words.strip()) < SHORTEST_WORDS:
        message = "Please say in a sentence why."
        raise ValueError(message)
    change_case(case, Happening(HistoryKind.PERSONAL_DATA_SEEN, officer=officer, words=words.strip()), now=now)
