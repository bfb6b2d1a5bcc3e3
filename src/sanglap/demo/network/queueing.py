"""Webhooks leave only when all three layers are on: the app's address, the app's fields, and the page's own subscription."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sanglap.demo.models import Delivery, PretendApp, PretendPage
from sanglap.demo.network.moods import mood_towards

BEGIN, END = b'{"object":"page","entry":[', b"]}"


def queue_change(page: PretendPage, field: str, value: dict[str, Any], now: datetime) -> None:
    """Queue something of a page; beside ``changes`` the time is in seconds."""
    entry = {"id": page.remote_id, "time": int(now.timestamp()), "changes": [{"field": field, "value": value}]}
    _queue(page, field, entry, now)


def queue_messaging(page: PretendPage, field: str, event: dict[str, Any], now: datetime, *, in_standby: bool = False) -> None:
    """Queue something of Messenger; beside ``messaging`` and ``standby`` the time is in milliseconds."""
    where = "standby" if in_standby else "messaging"
    _queue(page, "standby" if in_standby else field, {"id": page.remote_id, "time": milliseconds(now), where: [event]}, now)


def milliseconds(moment: datetime) -> int:
    """Return a moment as Messenger writes it."""
    return int(moment.timestamp() * 1000)


def body_of(entries: list[bytes]) -> bytes:
    """Return one webhook's body that holds these entries."""
    return BEGIN + b",".join(entries) + END


def entry_of(body: bytes) -> bytes:
    """Return the entries inside a queued body."""
    return body[len(BEGIN) : -len(END)]


def _queue(page: PretendPage, field: str, entry: dict[str, Any], now: datetime) -> None:
    """Non-ASCII letters leave escaped, as the real network writes them."""
    app = page.app
    if app is None or not _is_subscribed(app, page, field) or mood_towards(page.remote_id).loses_webhooks:
        return
    body = body_of([json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode()])
    Delivery.objects.create(app=app, field=field, body=body, made_at=now, due_at=now)


def _is_subscribed(app: PretendApp, page: PretendPage, field: str) -> bool:
    return bool(app.callback_url) and field in app.fields.split(",") and field in page.subscribed_fields.split(",")
