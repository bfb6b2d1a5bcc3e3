"""By which ways a citizen's post may be answered now, and why not by the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sanglap.channels.contract import PostKind, ReplyMode, Window

PRIVATE_KINDS = frozenset({PostKind.MESSAGE, PostKind.FORM})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer. ``why_not`` is empty when it is open, otherwise a code of ``WHY_NOT``."""

    mode: ReplyMode
    why_not: str = ""
    until: datetime | None = None


def ways_to_answer(
    *, kind: str, is_removed: bool, window: Window, now: datetime, has_private_reply: bool, sensitivity: str
) -> list[Way]:
    """Return the ways, the best first. Nothing about an emergency (XX) is ever said in public."""
    if kind == PostKind.FORM:
        return [Way(ReplyMode.PUBLIC)]
    if kind == PostKind.MESSAGE:
        until = window.human_until or window.open_until
        return [Way(ReplyMode.MESSAGE, "" if until and now <= until else "window_closed", until)]
    public = "removed" if is_removed else "emergency" if sensitivity == "XX" else ""
    late = window.private_reply_until is not None and now > window.private_reply_until
    private = "already_written" if has_private_reply else "private_window_closed" if late else "removed" if is_removed else ""
    ways = [Way(ReplyMode.PUBLIC, public), Way(ReplyMode.PRIVATE_REPLY, private, window.private_reply_until)]
    return sorted(ways, key=lambda way: bool(way.why_not))
