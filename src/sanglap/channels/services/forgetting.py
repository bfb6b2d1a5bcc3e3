"""What came in and what left forgets its words, when whoever wrote them has asked for it (R69)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q

from sanglap.channels.models import Envelope, OutboxItem

NAMES_ITS_POST = ("comment_id", "mid", "id", "post_id")  # the first that stands in an object says what it tells of


def forget_envelopes(district_id: str, envelopes: Collection[UUID], remote_ids: Collection[str]) -> None:
    """Take what tells of these posts out of envelopes that have been read; what they tell of others stays as it came."""
    kept = Envelope.objects.select_for_update().filter(district_id=district_id, id__in=envelopes).exclude(state=Envelope.WAITING)
    for envelope in kept:
        envelope.body = _without(bytes(envelope.body), frozenset(remote_ids))
        envelope.trouble = ""
        envelope.save(update_fields=["body", "trouble"])


def forget_sendings(district_id: str, references: Collection[str]) -> None:
    """Forget text and addressee of what left, and let nothing leave that still waits."""
    items = OutboxItem.objects.filter(Q(reference__in=references), district_id=district_id)
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
    named = next((str(told[name]) for name in NAMES_ITS_POST if name in told), "")
    if named in remote_ids:
        return {"erased": True}
    return {name: _cleaned(one, remote_ids) for name, one in told.items()}
