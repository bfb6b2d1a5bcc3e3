"""The whole platform on one page: when this happens, do that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.foundation.announcements import wire as when
from sanglap.journey.arrivals.events import PostAccepted, PostChanged
from sanglap.journey.cases.events import CaseOpened
from sanglap.journey.cases.handlers import follow_edits_and_removals, open_or_join_cases
from sanglap.journey.dispatch.handlers import send_to_responsible_office

if TYPE_CHECKING:
    from procrastinate import App


def wire(app: App) -> None:
    """Connect every announcement to those who hear it. Called once, when Django is ready."""
    del app
    when(PostAccepted, open_or_join_cases)
    when(PostChanged, follow_edits_and_removals)
    when(CaseOpened, send_to_responsible_office)
