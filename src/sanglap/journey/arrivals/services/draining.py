"""Envelopes are read by the hundred: one worker at a time for a page, many workers at a time for a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import DatabaseError, connection, transaction

from sanglap.channels.contract import Malformed
from sanglap.channels.models import PARTITIONS, Account, Envelope
from sanglap.channels.registry import UnknownChannel, channel_of
from sanglap.journey.arrivals.services.taking_in import Arrived, take_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

ENVELOPES_AT_ONCE = 400
TRIES = 3
LOCK_SPACE = 7301  # any constant: keeps our advisory locks apart from others'

log = structlog.get_logger(__name__)


def drain(now: datetime) -> int:
    """Read up to some hundred waiting envelopes in one transaction; return how many were read.

    A worker takes at most half of the partitions, those that no other worker is reading: what arrives together is read
    together, since a batch costs little more than a single post.
    """
    with transaction.atomic():
        partitions = _take_partitions()
        if not partitions:
            return 0
        envelopes = list(
            Envelope.objects.filter(partition__in=partitions, state=Envelope.WAITING).order_by("id")[:ENVELOPES_AT_ONCE]
        )
        if envelopes:
            _read_all(envelopes, now)
    return len(envelopes)


def retry_parked(ids: Iterable[object]) -> int:
    """Put parked envelopes back into the queue, after a person has mended the cause; return how many."""
    return Envelope.objects.filter(id__one_of=list(ids), state=Envelope.PARKED).update(
        state=Envelope.WAITING, attempts=0, trouble=""
    )


_TAKE = """
    WITH waiting AS MATERIALIZED (
        SELECT p FROM generate_series(0, %(last)s) AS p
         WHERE EXISTS (SELECT 1 FROM channels_envelope WHERE partition = p AND state = 'waiting')
         ORDER BY random() LIMIT %(most)s
    )
    SELECT p FROM waiting WHERE pg_try_advisory_xact_lock(%(space)s, p)
"""


def _take_partitions() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"last": PARTITIONS - 1, "most": PARTITIONS // 2, "space": LOCK_SPACE})
        return [row[0] for row in cursor.fetchall()]


def _read_all(envelopes: list[Envelope], now: datetime) -> None:
    """Read them together; when that fails, one by one, so that one bad envelope never holds up its neighbours."""
    try:
        with transaction.atomic():
            _read(envelopes, now)
    except Exception as trouble:
        if isinstance(trouble, DatabaseError) and not connection.is_usable():
            raise
        log.warning("envelopes_read_one_by_one", count=len(envelopes), trouble=type(trouble).__name__)
        for envelope in envelopes:
            _read_one(envelope, now)


def _read_one(envelope: Envelope, now: datetime) -> None:
    try:
        with transaction.atomic():
            _read([envelope], now)
    except Exception as trouble:
        if isinstance(trouble, DatabaseError) and not connection.is_usable():
            raise
        log.exception("envelope_not_read", envelope=str(envelope.id))
        attempts = envelope.attempts + 1
        Envelope.objects.filter(district_id=envelope.district_id, id=envelope.id).update(
            attempts=attempts,
            state=Envelope.PARKED if attempts >= TRIES else Envelope.WAITING,
            trouble=f"{type(trouble).__name__}: {trouble}"[:500],
        )


def _read(envelopes: list[Envelope], now: datetime) -> None:
    arrived: list[Arrived] = []
    parked: dict[str, list[Envelope]] = {}
    kinds = dict(Account.objects.filter(key__one_of={envelope.account_id for envelope in envelopes}).values_list("key", "kind"))
    for envelope in envelopes:
        try:
            channel = channel_of(kinds[envelope.account_id])
            posts = list(channel.read(bytes(envelope.body), envelope.received_at))
        except (Malformed, UnknownChannel) as trouble:
            parked.setdefault(str(trouble)[:500], []).append(envelope)
            continue
        arrived += [Arrived(channel.kind, post, envelope.received_at, envelope.district_id, envelope.id) for post in posts]
    unknown = take_in(arrived, now)
    for page_id, envelope_ids in unknown.items():
        reason = f"No office has registered the page {page_id}."
        parked.setdefault(reason, []).extend(one for one in envelopes if one.id in envelope_ids)
    for reason, troubled in parked.items():
        _of(troubled).update(state=Envelope.PARKED, trouble=reason)
    stopped = {one.id for troubled in parked.values() for one in troubled}
    _of([one for one in envelopes if one.id not in stopped]).update(state=Envelope.READ)


def _of(envelopes: list[Envelope]) -> QuerySet[Envelope]:
    return Envelope.objects.filter(
        district_id__one_of={one.district_id for one in envelopes}, id__one_of=[one.id for one in envelopes]
    )
