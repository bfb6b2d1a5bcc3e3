"""What came in and what left forgets its words, when whoever wrote them has asked for it (R69)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from sanglap.channels.models import Envelope, OutboxItem

A_LITTLE = timedelta(hours=1)  # clocks of several machines differ
BITS_AFTER_TIME = 80  # of a UUIDv7
# The first of these that stands in an object says what it tells of, in the shapes of the networks that we hear.
NAMES_ITS_POST = ("comment_id", "mid", "open_graph_story_id", "id", "post_id", "photo_id", "video_id", "share_id")


def forget_envelopes(district_id: str, envelopes: Collection[UUID], remote_ids: Collection[str]) -> None:
    """Take what tells of these posts out of envelopes that have been read; what they tell of others stays as it came."""
    kept = Envelope.objects.select_for_update().filter(district_id=district_id, id__in=envelopes).exclude(state=Envelope.WAITING)
    for envelope in kept:
        envelope.body = _without(bytes(envelope.body), frozenset(remote_ids))
        envelope.trouble = ""
        envelope.save(update_fields=["body", "trouble"])


def forget_arrivals(district_id: str, remote_ids: Collection[str], *, since: datetime) -> int:
    """Do the same in every envelope that came ``since`` and names one of these posts: edits and repetitions too.

    Reads all envelopes of the district from then on, by the order of their ids; return how many told of them.
    """
    begin = UUID(int=int((since - A_LITTLE).timestamp() * 1000) << BITS_AFTER_TIME)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id FROM channels_envelope e
             WHERE district_id = %s AND id >= %s
               AND EXISTS (SELECT FROM unnest(%s::bytea[]) AS named(id) WHERE position(named.id IN e.body) > 0)
            """,
            [district_id, begin, [one.rsplit("_", 1)[-1].encode() for one in remote_ids]],
        )
        envelopes = [row[0] for row in cursor.fetchall()]
    forget_envelopes(district_id, envelopes, remote_ids)
    return len(envelopes)


def forget_sendings(district_id: str, references: Collection[str]) -> None:
    """Forget text and addressee of what left, and let nothing leave that still waits."""
    items = OutboxItem.objects.filter(district_id=district_id, reference__in=references)
    items.filter(state=OutboxItem.WAITING).update(state=OutboxItem.CANCELLED)
    items.update(text="", addressee_name="", reason="", permalink="")


def _without(body: bytes, remote_ids: frozenset[str]) -> bytes:
    try:
        told = orjson.loads(body)
    except ValueError:
        return b""  # nobody can say whose words these are
    return orjson.dumps(_cleaned(told, remote_ids))


def _cleaned(told: Any, remote_ids: frozenset[str]) -> Any:
    if isinstance(told, list):
        return [_cleaned(one, remote_ids) for one in told]
    if not isinstance(told, dict):
        return told
    if any(_names_one(part, remote_ids) for part in (told, *told.values()) if isinstance(part, dict)):
        return {"erased": True}  # with what stands around it: who sent it, and when
    return {name: _cleaned(one, remote_ids) for name, one in told.items()}


def _names_one(told: dict[str, Any], remote_ids: frozenset[str]) -> bool:
    """Tell whether an object tells of one of these posts; networks write the same id with and without what it hangs under."""
    named = next((str(told[name]) for name in NAMES_ITS_POST if told.get(name)), "")
    return bool(named) and any(one == named or one.endswith(f"_{named}") or named.endswith(f"_{one}") for one in remote_ids)
