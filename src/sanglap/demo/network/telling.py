"""Webhook bodies exactly as the real network writes them (channels reference, sections 1.3 to 1.6)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sanglap.demo.models import Delivery, PretendMessage, PretendPost


def tell_feed(post: PretendPost, verb: str, now: datetime) -> None:
    """Tell that a post or comment was added, edited, removed, hidden or shown."""
    value: dict[str, Any] = {
        "item": "comment" if post.root_id else "photo" if post.picture else "status" if post.is_from_page else "post",
        "verb": verb,
        "from": {"id": post.author_id, "name": post.author},
        "post_id": f"{post.page_id}_{post.root_id or post.id}",
        "created_time": int((now if verb != "add" else post.created_at).timestamp()),
    }
    if post.root_id:
        parent = post.parent
        value |= {"comment_id": post.remote_id, "parent_id": parent.remote_id if parent else value["post_id"]}
    if verb in {"add", "edited"}:
        value["message"] = post.message
    if post.picture:
        value |= {"photo": post.picture} if post.root_id else {"link": post.picture, "photo_id": str(post.id), "published": 1}
    _queue_change(post.page_id, "feed", value, now)


def tell_reaction(post: PretendPost, who: str, name: str, kind: str, now: datetime) -> None:
    """Tell of a like or an angry face."""
    value = {
        "item": "reaction", "verb": "add", "from": {"id": who, "name": name}, "post_id": f"{post.page_id}_{post.root_id or post.id}",
        "parent_id": post.remote_id, "reaction_type": kind, "created_time": int(now.timestamp()),
    }  # fmt: skip
    if post.root_id:
        value["comment_id"] = post.remote_id
    _queue_change(post.page_id, "feed", value, now)


def tell_message(message: PretendMessage, app_id: str, now: datetime) -> None:
    """Tell of a private message, or echo the page's own."""
    page, person = {"id": message.page_id}, {"id": message.person_id}
    said: dict[str, Any] = {"mid": message.mid, "text": message.text}
    if message.from_page:
        said |= {"is_echo": True, "app_id": int(app_id), **({"metadata": message.metadata} if message.metadata else {})}
    event = {
        "sender": page if message.from_page else person,
        "recipient": person if message.from_page else page,
        "timestamp": int(message.created_at.timestamp() * 1000),
        "message": said,
    }
    _queue({"id": message.page_id, "time": int(now.timestamp() * 1000), "messaging": [event]}, now)


def _queue_change(page: str, field: str, value: dict[str, Any], now: datetime) -> None:
    _queue({"id": page, "time": int(now.timestamp()), "changes": [{"field": field, "value": value}]}, now)


def _queue(entry: dict[str, Any], now: datetime) -> None:
    """Non-ASCII letters leave escaped, as the real network writes them."""
    body = json.dumps({"object": "page", "entry": [entry]}, ensure_ascii=True, separators=(",", ":")).encode()
    Delivery.objects.create(body=body, made_at=now, due_at=now)
