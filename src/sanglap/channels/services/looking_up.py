"""What became of the sendings whose answer never came: looked up on the network before anything is sent again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from sanglap.channels.accounts import account_for_page
from sanglap.channels.contract import Delivery
from sanglap.channels.models import OutboxItem
from sanglap.channels.registry import channel_of
from sanglap.channels.services.outbox import finish
from sanglap.channels.services.sending import outgoing

ABANDONED_AFTER = timedelta(minutes=2)  # a sending older than this was cut off by a crash
LOOK_AFTER = timedelta(seconds=20)  # networks need a moment until a new comment can be read
AT_ONCE = 50
TRIES = 5
NOT_FOUND = "not_found"


def look_up_uncertain(now: datetime, *, read_clock: Callable[[], datetime]) -> int:
    """Look up what is uncertain: found → sent; surely not there → sent again; else a person must look."""
    items = _uncertain(now)
    for item in items:
        result = channel_of(item.page.kind).find_sent(account_for_page(item.page), outgoing(item))
        with transaction.atomic():
            locked = OutboxItem.objects.select_for_update().get(district_id=item.district_id, id=item.id)
            if locked.state not in {OutboxItem.SENDING, OutboxItem.UNKNOWN}:
                continue
            if result.delivery is Delivery.SENT:
                finish(locked, OutboxItem.SENT, now=read_clock(), remote_id=result.remote_id, code="", reason="")
            elif result.delivery is Delivery.REFUSED and result.code == NOT_FOUND:
                locked.state, locked.due_at = OutboxItem.WAITING, read_clock()
                locked.save(update_fields=["state", "due_at"])
            else:
                finish(
                    locked,
                    OutboxItem.UNKNOWN,
                    now=read_clock(),
                    attempts=locked.attempts + 1,
                    reason=result.reason[:500] or locked.reason,
                )
    return len(items)


def _uncertain(now: datetime) -> list[OutboxItem]:
    items = OutboxItem.objects.select_related("page__account").exclude(page__status="broken")
    cut_off = items.filter(state=OutboxItem.SENDING, started_at__lt=now - ABANDONED_AFTER)
    unknown = items.filter(state=OutboxItem.UNKNOWN, attempts__lt=TRIES, finished_at__lt=now - LOOK_AFTER)
    return [*cut_off.order_by("started_at")[:AT_ONCE], *unknown.order_by("finished_at")[:AT_ONCE]]
