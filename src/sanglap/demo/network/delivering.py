"""Webhooks on their way: signed, POSTed, tried again with growing gaps on anything but 200."""

from __future__ import annotations

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import httpx
from django.db import connection, transaction

from sanglap.demo.connecting_pages import APP_SECRET, callback_address
from sanglap.demo.models import Delivery
from sanglap.foundation import clock

AT_ONCE = 50
GIVE_UP_AFTER = timedelta(hours=36)
TIMEOUT = 5.0

_pool = ThreadPoolExecutor(1, thread_name_prefix="pretend-network")


def deliver_soon() -> None:
    """Deliver in the background, as soon as the running transaction is committed."""
    transaction.on_commit(lambda: _pool.submit(_deliver_and_close))


def deliver_due(now: datetime, *, address: str = "") -> int:
    """Deliver what is due; return how many arrived."""
    arrived = 0
    with httpx.Client(timeout=TIMEOUT) as client, transaction.atomic():
        due = Delivery.objects.select_for_update(skip_locked=True).filter(due_at__lte=now, delivered_at=None, given_up=False)
        for delivery in due.order_by("id")[:AT_ONCE]:
            arrived += _deliver(client, delivery, address or callback_address(), now)
    return arrived


def signature(body: bytes, secret: str) -> str:
    """Return the value of ``X-Hub-Signature-256``."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _deliver(client: httpx.Client, delivery: Delivery, address: str, now: datetime) -> int:
    body = bytes(delivery.body)
    headers = {"Content-Type": "application/json", "User-Agent": "pretendbook", "X-Hub-Signature-256": signature(body, APP_SECRET)}
    try:
        is_taken = client.post(address, content=body, headers=headers).status_code == httpx.codes.OK
    except httpx.HTTPError:
        is_taken = False
    delivery.attempts += 1
    if is_taken:
        delivery.delivered_at = now
    else:
        delivery.due_at = now + timedelta(seconds=2 ** min(delivery.attempts, 12))
        delivery.given_up = now - delivery.made_at > GIVE_UP_AFTER
    delivery.save(update_fields=["attempts", "delivered_at", "due_at", "given_up"])
    return int(is_taken)


def _deliver_and_close() -> None:
    try:
        while deliver_due(clock.now()):
            pass
    finally:
        connection.close()
