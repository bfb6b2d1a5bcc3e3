"""Sending, once.

An item is marked ``sending`` and that is committed *before* the network is called: whatever crashes
afterwards, nothing is sent twice blindly – what was under way is looked up first (``looking_up``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from sanglap.channels.accounts import account_for_page
from sanglap.channels.contract import Delivery, OutgoingReply, ReplyMode, SendResult
from sanglap.channels.events import PageBroken
from sanglap.channels.models import OutboxItem, Page
from sanglap.channels.registry import channel_of
from sanglap.channels.services.outbox import finish
from sanglap.foundation.announcements import announce

if TYPE_CHECKING:
    from uuid import UUID

    from sanglap.channels.contract import Account as ConnectorAccount

AT_ONCE = 24
A_PAGE = 4  # of one page at a time: ten thousand replies of one page never keep another page waiting
CALLS_AT_ONCE = 8
REST_OF_THE_NETWORK = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=1)

_resting: dict[str, datetime] = {}  # networks that cannot be reached, until when this process leaves them alone

_CLAIM = """
    WITH pages AS (
        SELECT o.page_id FROM channels_outboxitem o
          JOIN channels_page p ON p.id = o.page_id JOIN channels_account a ON a.key = p.account_id
         WHERE o.state = 'waiting' AND o.due_at <= %(now)s AND p.status <> 'broken'
           AND (p.paused_until IS NULL OR p.paused_until <= %(now)s) AND NOT a.api_root = ANY (%(resting)s)
         GROUP BY o.page_id ORDER BY min(o.due_at) LIMIT %(most)s
    ), chosen AS (
        SELECT i.district_id, i.id FROM pages CROSS JOIN LATERAL (
            SELECT district_id, id FROM channels_outboxitem
             WHERE page_id = pages.page_id AND state = 'waiting' AND due_at <= %(now)s
             ORDER BY due_at, id LIMIT %(a_page)s FOR UPDATE SKIP LOCKED) AS i
         LIMIT %(most)s
    )
    UPDATE channels_outboxitem AS o SET state = 'sending', started_at = %(now)s, attempts = attempts + 1
      FROM chosen WHERE o.district_id = chosen.district_id AND o.id = chosen.id
    RETURNING o.id
"""


def send_due(now: datetime, *, read_clock: Callable[[], datetime]) -> int:
    """Send what is due, some at a time; return how many were tried. ``read_clock`` tells when each answer came."""
    items = _claim(now)
    if not items:
        return 0
    calls = [(item, account_for_page(item.page), item.page.kind, outgoing(item)) for item in items]
    with ThreadPoolExecutor(min(CALLS_AT_ONCE, len(calls))) as pool:
        results = pool.map(lambda call: channel_of(call[2]).send(call[1], call[3], now), calls)
        for (item, account, _, _), result in zip(calls, results, strict=True):
            settle(item, account, result, read_clock())
    return len(items)


def outgoing(item: OutboxItem) -> OutgoingReply:
    """Return an item as connectors want it."""
    return OutgoingReply(
        page_id=item.page.remote_id,
        mode=ReplyMode(item.mode),
        target_id=item.target_id,
        reference=item.reference,
        text=item.text,
        thread_id=item.thread_id,
        parent_id=item.parent_id,
        addressee_name=item.addressee_name,
        by_human=item.by_human,
        last_from_citizen=item.last_from_citizen,
        commented_at=item.commented_at,
        attempt_started_at=item.started_at,
    )


def settle(item: OutboxItem, account: ConnectorAccount, result: SendResult, now: datetime) -> None:
    """Write what became of a sending. Nothing is ever dropped: it is sent, waits, or shows itself to a person."""
    with transaction.atomic():
        if result.delivery is Delivery.SENT:
            finish(item, OutboxItem.SENT, now=now, remote_id=result.remote_id, permalink=result.permalink[:300], code="", reason="")
            _pause(item.page, result.retry_after, now)
        elif result.delivery is Delivery.UNKNOWN:
            finish(item, OutboxItem.UNKNOWN, now=now, code=result.code, reason=result.reason[:500])
        elif result.delivery is Delivery.REFUSED:
            finish(item, OutboxItem.STUCK, now=now, code=result.code, reason=result.reason[:500])
        else:
            _wait(item, account, result, now)


def _wait(item: OutboxItem, account: ConnectorAccount, result: SendResult, now: datetime) -> None:
    """Put an item back: for as long as the network asks, or until a broken page is mended."""
    rest = result.retry_after or min(LONGEST_REST, timedelta(seconds=30) * 2 ** min(item.attempts, 7))
    OutboxItem.objects.filter(district_id=item.district_id, id=item.id).update(
        state=OutboxItem.WAITING,
        due_at=now + rest if result.delivery is Delivery.WAIT else F("due_at"),
        code=result.code,
        reason=result.reason[:500],
    )
    if result.code == "unreachable":
        _resting[account.api_root] = now + REST_OF_THE_NETWORK
    elif result.delivery is Delivery.BROKEN:
        Page.objects.filter(id=item.page_id).update(status=Page.BROKEN, status_reason=result.reason[:300], uncovered_since=now)
        announce(PageBroken(item.district_id, item.page_id, result.reason[:300]))
    else:
        _pause(item.page, rest, now)


def _pause(page: Page, rest: timedelta | None, now: datetime) -> None:
    if rest:
        Page.objects.filter(id=page.id).update(paused_until=now + rest)


def _claim(now: datetime) -> list[OutboxItem]:
    resting = [root for root, until in _resting.items() if until > now]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"now": now, "resting": resting, "most": AT_ONCE, "a_page": A_PAGE})
        ids = [row[0] for row in cursor.fetchall()]
    return _with_pages(ids)


def _with_pages(ids: Iterable[UUID]) -> list[OutboxItem]:
    items = OutboxItem.objects.filter(id__in=list(ids)).select_related("page__account")
    return list(items.order_by("due_at", "id"))
