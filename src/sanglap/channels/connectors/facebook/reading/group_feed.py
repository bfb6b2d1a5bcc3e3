"""``group_feed``: comments under the page's own posts inside a group. Nothing else of a group can be read.

They come flat inside ``messaging``, without sender and timestamp, and can be answered privately, once, but not in public.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import ACTIONS, author_of, read_written
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import PostKind
from sanglap.channels.untrusted import Value, identifier_of, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost


def read_group_feed(page: str, value: Value, entry_at: datetime) -> IncomingPost:
    """Read a comment in a group; ``extra["group"]`` says which."""
    item, verb = text_of(value, "item"), text_of(value, "verb")
    action = ACTIONS.get(verb)
    found = None
    if item == "comment" and action is not None:
        found = read_written(page, value, entry_at, kind=PostKind.COMMENT, action=action, item=item)
    if found is None:
        return read_unknown(page, value, entry_at, author=author_of(value), field="group_feed", item=item, verb=verb)
    return replace(found, extra={**found.extra, "group": identifier_of(value, "group_id"), "public_reply": False})
