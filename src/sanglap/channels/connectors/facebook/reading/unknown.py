"""What we do not understand (yet) is kept in its place as ``OTHER``, never dropped and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sanglap.channels.contract import IncomingPost, PostAction, PostKind
from sanglap.channels.untrusted import fingerprint
from sanglap.foundation.text import clean_incoming

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.contract import Author

NAMES_TOLD = 20
LETTERS_TOLD = 40


def read_unknown(
    page: str, found: object, at: datetime, *, author: Author | None = None, via_standby: bool = False, **told: str
) -> IncomingPost:
    """Keep something as ``OTHER``, named by its own fingerprint; ``told`` and its field names say what it looks like."""
    mark = fingerprint(found)
    extra: dict[str, Any] = {name: clean_incoming(text)[:LETTERS_TOLD] for name, text in told.items() if text}
    if isinstance(found, dict):
        extra["names"] = [clean_incoming(name)[:LETTERS_TOLD] for name in list(found)[:NAMES_TOLD]]
    else:
        extra["type"] = type(found).__name__
    return IncomingPost(
        page_id=page,
        kind=PostKind.OTHER,
        action=PostAction.ADD,
        remote_id=f"other:{mark}",
        thread_id=f"other:{mark}",
        dedupe_key=f"{page}:other:{mark}",
        happened_at=at,
        author=author,
        via_standby=via_standby,
        extra=extra,
    )
