"""What the index does when it hears news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.finding.services import index_cases

if TYPE_CHECKING:
    from sanglap.journey.cases.events import CaseChanged, CaseJoined
    from sanglap.journey.dispatch.events import CaseDispatched

CHANGES_WHAT_IS_FOUND = frozenset(
    {
        HistoryKind.FORWARDED,
        HistoryKind.APPEALED,
        HistoryKind.TAKEN_TO_CELL,
        HistoryKind.POST_EDITED,
        HistoryKind.PRIVACY_CHANGED,
        HistoryKind.SPLIT,
        HistoryKind.PERSONAL_DATA_ERASED,
    }
)


def index_dispatched(events: Sequence[CaseDispatched]) -> None:
    """A case that has an office can be found there."""
    index_cases(events)


def index_joined(events: Sequence[CaseJoined]) -> None:
    """What the citizen added is found too."""
    index_cases([event for event in events if not event.by_office])


def index_changed(events: Sequence[CaseChanged]) -> None:
    """Edited, concealed and erased words leave the index with the page."""
    index_cases([event for event in events if event.what in CHANGES_WHAT_IS_FOUND])
