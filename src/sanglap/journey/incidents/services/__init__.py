"""Everything about incidents that changes something. Doors import from here."""

from __future__ import annotations

from sanglap.journey.incidents.services.grouping import UnableToGroup, decline, group, join_by_citizen, ungroup
from sanglap.journey.incidents.services.looking import look_for_likenesses
from sanglap.journey.incidents.services.telling_all import answer_others, resolve_others

__all__ = [
    "UnableToGroup",
    "answer_others",
    "decline",
    "group",
    "join_by_citizen",
    "look_for_likenesses",
    "resolve_others",
    "ungroup",
]
