"""Everything that gives a case its owner."""

from __future__ import annotations

from sanglap.journey.dispatch.services.moving import UnableToForward, correct_reading, move_case
from sanglap.journey.dispatch.services.sending_out import dispatch_opened

__all__ = ["UnableToForward", "correct_reading", "dispatch_opened", "move_case"]
