"""Everything that writes to the channels' tables."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import TYPE_CHECKING

import orjson
from django.db import connection

from sanglap.channels.models import PARTITIONS
from sanglap.channels.registry import channel_of
from sanglap.foundation.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_HEADERS = ("content-type", "user-agent", "x-hub-signature-256", "x-request-id")

_INSERT_ENVELOPE = """
    INSERT INTO channels_envelope (district_id, id, account_id, partition, headers, body, received_at, state, attempts, trouble)
    VALUES (
        COALESCE((SELECT district_id FROM channels_page WHERE kind = %(kind)s AND remote_id = %(page)s), ''),
        %(id)s, %(account)s, %(partition)s, %(headers)s, %(body)s, %(now)s, 'waiting', 0, ''
    )
"""


def store_envelope(*, account_key: str, kind: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Store a webhook's body untouched. One INSERT, committed before the network is answered.

    The district is that of the first page named, or "" for a page that nobody has registered (yet).
    """
    pages = channel_of(kind).page_ids(body)
    first = pages[0] if pages else ""
    kept = {name: headers[name] for name in KEPT_HEADERS if name in headers}
    partition = zlib.crc32(first.encode()) % PARTITIONS
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_ENVELOPE,
            {
                "kind": kind, "page": first, "id": new_id(), "account": account_key, "partition": partition,
                "headers": orjson.dumps(kept).decode(), "body": body, "now": now,
            },
        )  # fmt: skip
