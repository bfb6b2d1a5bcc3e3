"""Everything that tells citizens something. Doors import from here."""

from __future__ import annotations

from sanglap.journey.replies.services.acknowledging import acknowledge, tell_helplines
from sanglap.journey.replies.services.fate import learn_fate, mend, recognise_own_words
from sanglap.journey.replies.services.guarding import ask_how_citizens_are, tell_name_was_opened
from sanglap.journey.replies.services.presence import others_composing, say_composing
from sanglap.journey.replies.services.resolving import ask_for_information, tell_resolution, tell_right_path
from sanglap.journey.replies.services.templates import load_templates
from sanglap.journey.replies.services.writing import Preview, UnableToReply, preview_reply, write_reply

__all__ = [
    "Preview",
    "UnableToReply",
    "acknowledge",
    "ask_for_information",
    "ask_how_citizens_are",
    "learn_fate",
    "load_templates",
    "mend",
    "others_composing",
    "preview_reply",
    "recognise_own_words",
    "say_composing",
    "tell_helplines",
    "tell_name_was_opened",
    "tell_resolution",
    "tell_right_path",
    "write_reply",
]
