"""A whole webhook body: which pages it speaks of, and everything it says, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from sanglap.channels.connectors.facebook.reading.feed import read_change
from sanglap.channels.connectors.facebook.reading.messenger import read_message
from sanglap.channels.connectors.facebook.reading.values import Value, list_of, moment, text_of
from sanglap.channels.contract import Malformed

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.contract import IncomingPost


def page_ids(body: bytes) -> tuple[str, ...]:
    """Return the pages a body speaks of; empty when it cannot be read."""
    try:
        entries = list_of(_parse(body), "entry")
    except Malformed:
        return ()
    return tuple(dict.fromkeys(text_of(entry, "id") for entry in entries if isinstance(entry, dict)))


def read_body(body: bytes, received_at: datetime) -> Iterator[IncomingPost]:
    """Yield everything a body says. Unknown fields and items come as ``OTHER``; raises :class:`Malformed` for no JSON."""
    parsed = _parse(body)
    if not isinstance(parsed.get("entry"), list):
        message = "The body has no list of entries."
        raise Malformed(message)
    for entry in parsed["entry"]:
        if isinstance(entry, dict):
            yield from _read_entry(entry, received_at)


def _read_entry(entry: Value, received_at: datetime) -> Iterator[IncomingPost]:
    page = text_of(entry, "id")
    at = moment(entry.get("time"), received_at)
    for change in list_of(entry, "changes"):
        if isinstance(change, dict):
            yield from read_change(page, change, at)
    for name, standby in (("messaging", False), ("standby", True)):
        for event in list_of(entry, name):
            if isinstance(event, dict):
                yield from read_message(page, event, at, standby=standby)


def _parse(body: bytes) -> Value:
    """Parse JSON fast, and with the standard library where the fast one is stricter than networks are."""
    parsed: Any
    try:
        parsed = orjson.loads(body)
    except ValueError:
        try:
            parsed = json.loads(body)
        except (ValueError, RecursionError) as trouble:
            message = f"The body is not JSON: {trouble}"
            raise Malformed(message) from None
    if not isinstance(parsed, dict):
        message = "The body is not a JSON object."
        raise Malformed(message)
    return parsed
