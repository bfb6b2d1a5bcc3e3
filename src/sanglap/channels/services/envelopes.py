"""Everything that writes to the channels' tables."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import orjson
from django.db import connection

from sanglap.channels.models import PARTITIONS, Page
from sanglap.channels.registry import channel_of
from sanglap.foundation.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_HEADERS = ("content-type", "user-agent", "x-hub-signature-256", "x-request-id")
DISTRICT_REMEMBERED = timedelta(seconds=60)
_districts: dict[tuple[str, str], tuple[str, datetime]] = {}

_INSERT_ENVELOPE = """
    INSERT INTO channels_envelope (district_id, id, account_id, partition, headers, body, received_at, state, attempts, trouble)
    VALUES (%s, %s, %s, %s, %s, %s, %s, 'waiting', 0, '')
"""


def store_envelope(*, account_key: str, kind: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Store a webhook's body untouched. One INSERT, committed before the network is answered."""
    pages = channel_of(kind).page_ids(body)
    first = pages[0] if pages else ""
    kept = {name: headers[name] for name in KEPT_HEADERS if name in headers}
    partition = zlib.crc32(first.encode()) % PARTITIONS
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_ENVELOPE,
            [_district_of(kind, first, now), new_id(), account_key, partition, orjson.dumps(kept).decode(), body, now],
        )


def _district_of(kind: str, remote_id: str, now: datetime) -> str:
    """Return the district of a page, or "" for one that nobody has registered (yet)."""
    if not remote_id:
        return ""
    known = _districts.get((kind, remote_id))
    if known is None or now - known[1] > DISTRICT_REMEMBERED:
        found = Page.objects.filter(kind=kind, remote_id=remote_id).values_list("district_id", flat=True).first()
        known = _districts[kind, remote_id] = (found or "", now)
    return known[0]
