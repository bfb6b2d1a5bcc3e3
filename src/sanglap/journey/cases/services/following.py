"""The network's own edits, removals and hides, written into the histories of the cases they touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services.changing import Happening, change_case, lock_case
from sanglap.journey.cases.services.joining import case_of_post

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.arrivals.events import PostChanged

KINDS = {
    "edited": HistoryKind.POST_EDITED,
    "removed": HistoryKind.POST_REMOVED,
    "hidden": HistoryKind.POST_HIDDEN,
    "shown": HistoryKind.POST_HIDDEN,
}


def follow_changes(events: Sequence[PostChanged], now: datetime) -> None:
    """Note in each case what its author (or the page) did on the network. A removed post never closes its case."""
    for event in events:
        case = case_of_post(event.district_id, event.post_id)
        if case is None:
            continue
        locked = lock_case(case.district_id, case.id)
        facts = {"post": str(event.post_id), "what": event.what}
        change_case(locked, Happening(KINDS[event.what], facts=facts), now=now)
