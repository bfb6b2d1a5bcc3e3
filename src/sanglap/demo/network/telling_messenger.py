"""Webhooks of Messenger exactly as the real network writes them (channels reference, section 1.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sanglap.demo.models import PretendConversation, PretendMessage, PretendPage
from sanglap.demo.network.queueing import milliseconds, queue_messaging


def tell_message(message: PretendMessage, talk: PretendConversation, now: datetime) -> None:
    """Tell of a private message, or echo the page's own: through an app, or by hand in the page's inbox."""
    said: dict[str, Any] = {"mid": message.mid}
    if message.from_page:
        said["is_echo"] = True
        if message.by_app:
            said["app_id"] = int(message.by_app)
        if message.metadata:
            said["metadata"] = message.metadata
    if message.text:
        said["text"] = message.text
    if message.attachments:
        said["attachments"] = message.attachments
    if message.reply_to:
        said["reply_to"] = {"mid": message.reply_to}
    at = milliseconds(message.created_at)
    if message.from_page:
        event = {"sender": {"id": message.page_id}, "recipient": {"id": message.person_id}, "timestamp": at, "message": said}
        queue_messaging(message.page, "message_echoes", event, now, in_standby=bool(talk.owner))
    else:
        _tell(message.page, talk, "messages", {"message": said}, at, now)


def tell_edit(message: PretendMessage, talk: PretendConversation, now: datetime) -> None:
    """Tell that the person changed the words."""
    said = {"mid": message.mid, "text": message.text, "num_edit": message.edits}
    _tell(message.page, talk, "message_edits", {"message_edit": said}, milliseconds(now), now)


def tell_deletion(message: PretendMessage, talk: PretendConversation, now: datetime) -> None:
    """Tell that the person took the message back."""
    said = {"mid": message.mid, "is_deleted": True}
    _tell(message.page, talk, "messages", {"message": said}, milliseconds(now), now)


def tell_sign(message: PretendMessage, talk: PretendConversation, emoji: str, name: str, now: datetime) -> None:
    """Tell that the person put a heart on the page's message."""
    said = {"mid": message.mid, "action": "react", "emoji": emoji, "reaction": name}
    _tell(message.page, talk, "message_reactions", {"reaction": said}, milliseconds(now), now)


def tell_delivered(message: PretendMessage, talk: PretendConversation, now: datetime) -> None:
    """Tell that the page's message reached the person's telephone; the watermark covers all before."""
    said = {"mids": [message.mid], "watermark": milliseconds(message.created_at)}
    _tell(message.page, talk, "message_deliveries", {"delivery": said}, milliseconds(now), now)


def tell_read(message: PretendMessage, talk: PretendConversation, now: datetime) -> None:
    """Tell that the person has read up to the page's message."""
    said = {"watermark": milliseconds(message.created_at)}
    _tell(message.page, talk, "message_reads", {"read": said}, milliseconds(now), now)


def tell_postback(page: PretendPage, talk: PretendConversation, said: dict[str, str], now: datetime) -> None:
    """Tell that the person pressed a button; in standby the payload is left out."""
    told = {name: value for name, value in said.items() if not (talk.owner and name == "payload")}
    _tell(page, talk, "messaging_postbacks", {"postback": told}, milliseconds(now), now)


def tell_handover(talk: PretendConversation, new_owner: str, now: datetime) -> None:
    """Tell that the conversation was passed to another app."""
    event = {"sender": {"id": talk.person_id}, "recipient": {"id": talk.page_id}, "timestamp": milliseconds(now)}
    said = {"new_owner_app_id": new_owner, "metadata": ""}
    queue_messaging(talk.page, "messaging_handovers", {**event, "pass_thread_control": said}, now)


def _tell(page: PretendPage, talk: PretendConversation, field: str, said: dict[str, Any], at: int, now: datetime) -> None:
    """Tell what the person did, in standby while somebody else at the office holds the conversation."""
    event = {"sender": {"id": talk.person_id}, "recipient": {"id": page.remote_id}, "timestamp": at, **said}
    queue_messaging(page, field, event, now, in_standby=bool(talk.owner))
