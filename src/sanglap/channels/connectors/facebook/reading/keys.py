"""The key under which two deliveries of one action are known to be the same: no webhook carries a number of its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sanglap.channels.contract import PostAction, PostKind

if TYPE_CHECKING:
    from datetime import datetime


def key_of(page: str, kind: PostKind, action: PostAction, about: str, at: datetime, text: str) -> str:
    """Return (page, kind, action, what about, second, words) as one key; both spellings of a verb give the same.

    A thing is added once, so its second is left out: not every delivery tells it. Reactions come and go.
    """
    second = "" if action is PostAction.ADD and kind is not PostKind.REACTION else int(at.timestamp())
    words = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:16] if text else ""
    return f"{page}:{kind}:{action}:{about}:{second}:{words}"
