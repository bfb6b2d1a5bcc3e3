"""What anyone may see of a case: never a name, never a confidential matter's words."""

from __future__ import annotations

from sanglap.channels.contract import PostKind
from sanglap.journey.cases.urgency import NO_DANGER, is_spoken_of_privately

WORDS_MAY_BE_SHOWN = frozenset({"P", "N"})
WRITTEN_IN_PUBLIC = frozenset({PostKind.POST, PostKind.COMMENT, PostKind.RATING, PostKind.MENTION})


def may_show_words(*, sensitivity: str, danger: str, privacy: str, kind: str, is_removed: bool, is_hidden: bool) -> bool:
    """Tell whether the (masked) first words may stand on a public page (R9, section N of the domain)."""
    return (
        sensitivity in WORDS_MAY_BE_SHOWN
        and danger == NO_DANGER
        and privacy in {"public", "name_hidden"}
        and kind in WRITTEN_IN_PUBLIC
        and not is_removed
        and not is_hidden
    )


def may_show_topic(sensitivity: str, danger: str) -> bool:
    """Tell whether topic, office and dates may be named: an emergency's may not, they could point at a victim."""
    return not is_spoken_of_privately(sensitivity, danger)
