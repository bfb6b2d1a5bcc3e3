"""A whole webhook body: which pages it speaks of, and everything it says, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.changes import read_change
from sanglap.channels.connectors.facebook.reading.messenger import read_message
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import Malformed
from sanglap.channels.untrusted import Value, identifier_of, list_of, moment, parse_object, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost

LISTS = ("changes", "messaging", "standby")


def page_ids(body: bytes) -> tuple[str, ...]:
    """Return the pages a body speaks of, each once; empty when it cannot be read."""
    try:
        entries = list_of(parse_object(body), "entry")
    except Malformed:
        return ()
    named = (identifier_of(entry, "id") for entry in entries if isinstance(entry, dict))
    return tuple(dict.fromkeys(page for page in named if page))


def read_body(body: bytes, received_at: datetime) -> Iterator[IncomingPost]:
    """Return everything a body says. Raises :class:`Malformed`, at once, for what is no JSON or has no entries."""
    parsed = parse_object(body)
    entries = parsed.get("entry")
    if not isinstance(entries, list):
        message = "The body has no list of entries."
        raise Malformed(message)
    return _read_entries(text_of(parsed, "object"), entries, received_at)


def _read_entries(of: str, entries: list[object], received_at: datetime) -> Iterator[IncomingPost]:
    for entry in entries:
        if not isinstance(entry, dict):
            yield read_unknown("", entry, received_at, object=of)
        elif of != "page":
            yield read_unknown(identifier_of(entry, "id"), entry, moment(entry.get("time"), received_at), object=of)
        else:
            yield from _read_entry(entry, received_at)


def _read_entry(entry: Value, received_at: datetime) -> Iterator[IncomingPost]:
    """Read one entry. Its time counts seconds beside ``changes`` and milliseconds beside ``messaging``."""
    page = identifier_of(entry, "id")
    at = moment(entry.get("time"), received_at)
    if not any(isinstance(entry.get(name), list) for name in LISTS):
        yield read_unknown(page, entry, at)
        return
    for change in list_of(entry, "changes"):
        yield read_change(page, change, at)
    for event in list_of(entry, "messaging"):
        yield read_message(page, event, at, standby=False)
    for event in list_of(entry, "standby"):
        yield read_message(page, event, at, standby=True)
