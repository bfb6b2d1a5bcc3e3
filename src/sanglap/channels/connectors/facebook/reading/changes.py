"""One element of ``changes``: its field says who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import read_feed
from sanglap.channels.connectors.facebook.reading.group_feed import read_group_feed
from sanglap.channels.connectors.facebook.reading.mentions import read_mention
from sanglap.channels.connectors.facebook.reading.messenger import read_message
from sanglap.channels.connectors.facebook.reading.ratings import read_rating
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.untrusted import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost
    from sanglap.channels.untrusted import Value

READERS: Mapping[str, Callable[[str, Value, datetime], IncomingPost]] = {
    "feed": read_feed,
    "mention": read_mention,
    "ratings": read_rating,
    "group_feed": read_group_feed,
}


def read_change(page: str, change: object, at: datetime) -> IncomingPost:
    """Read one change; ``at`` is its entry's time."""
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(change, dict) or not isinstance(value, dict):
        return read_unknown(page, change, at)
    field = text_of(change, "field")
    reader = READERS.get(field)
    if reader is not None:
        return reader(page, value, at)
    if "sender" in value and "recipient" in value:  # the dashboard's "Test" button sends messages this way
        return read_message(page, value, at, standby=False)
    return read_unknown(page, value, at, field=field)
