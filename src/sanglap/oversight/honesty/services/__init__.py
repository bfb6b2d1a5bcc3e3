"""Everything that writes to this room's tables. Doors and tasks import from here."""

from __future__ import annotations

from sanglap.oversight.honesty.services.answering import UnableToAnswer, answer_flag
from sanglap.oversight.honesty.services.calling import UnableToCall, note_nobody_answered, note_result, see_number
from sanglap.oversight.honesty.services.drawing import draw_call_backs, set_aside_overtaken
from sanglap.oversight.honesty.services.flagging import flag_closures
from sanglap.oversight.honesty.services.reopening import open_again

__all__ = [
    "UnableToAnswer",
    "UnableToCall",
    "answer_flag",
    "draw_call_backs",
    "flag_closures",
    "note_nobody_answered",
    "note_result",
    "open_again",
    "see_number",
    "set_aside_overtaken",
]
