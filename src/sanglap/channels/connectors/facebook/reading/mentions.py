"""``mention``: the page was named in somebody else's post or comment. It hardly ever says by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import ACTIONS, author_of, read_written
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import PostKind
from sanglap.channels.untrusted import Value, identifier_of, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost


def read_mention(page: str, value: Value, entry_at: datetime) -> IncomingPost:
    """Read one ``mention`` value. On the page itself ``feed`` tells the same thing, so there it gets the same name."""
    item, verb = text_of(value, "item"), text_of(value, "verb")
    action = ACTIONS.get(verb)
    found = None
    if action is not None:
        found = read_written(page, value, entry_at, kind=_kind(page, value), action=action, item=item)
    return found or read_unknown(page, value, entry_at, author=author_of(value), field="mention", item=item, verb=verb)


def _kind(page: str, value: Value) -> PostKind:
    if not page or not identifier_of(value, "post_id").startswith(f"{page}_"):
        return PostKind.MENTION
    return PostKind.COMMENT if identifier_of(value, "comment_id") else PostKind.POST
