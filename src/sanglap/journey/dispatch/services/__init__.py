"""Everything that gives a case its owner."""

from __future__ import annotations

from sanglap.journey.dispatch.services.looking_again import look_again
from sanglap.journey.dispatch.services.moving import UnableToForward, correct_reading, hand_to, move_case
from sanglap.journey.dispatch.services.noticing_danger import calm_danger, notice_danger, raise_danger, tells_of_danger
from sanglap.journey.dispatch.services.sending_out import dispatch_opened

__all__ = [
    "UnableToForward",
    "calm_danger",
    "correct_reading",
    "dispatch_opened",
    "hand_to",
    "look_again",
    "move_case",
    "notice_danger",
    "raise_danger",
    "tells_of_danger",
]
