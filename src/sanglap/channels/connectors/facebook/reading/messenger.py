"""Messenger: private messages with attachments, echoes, edits, deletions, reactions, delivery and read marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sanglap.channels.connectors.facebook.reading.attachments import attachments_of_message
from sanglap.channels.connectors.facebook.reading.group_feed import read_group_feed
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import Author, IncomingPost, PostAction, PostKind
from sanglap.channels.untrusted import Value, fingerprint, identifier_of, list_of, moment, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

REFERENCE_PREFIX = "send:"  # what we put before our own reference in a message's metadata
OPENING_PAYLOADS = frozenset({"GET_STARTED", "USER_DEFINED_PAYLOAD"})  # a button, not words: opens no case
MIDS_KEPT = 100
COMMON_NAMES = frozenset({"sender", "recipient", "timestamp"})


def read_message(page: str, event: object, entry_at: datetime, *, standby: bool) -> IncomingPost:
    """Read one element of ``messaging`` or ``standby``; while another app holds the conversation all comes as standby."""
    if not isinstance(event, dict):
        return read_unknown(page, event, entry_at, via_standby=standby)
    if event.get("group_id") is not None:
        return read_group_feed(page, event, entry_at)
    about = _about(page, event, entry_at, standby=standby)
    if text_of(object_of(event, "postback"), "payload") not in OPENING_PAYLOADS:
        for name, read in READERS.items():
            if isinstance(event.get(name), dict):
                return read(page, event[name], about)
    named = ",".join(sorted(name for name in event if name not in COMMON_NAMES))
    return read_unknown(page, event, about["happened_at"], author=about["author"], via_standby=standby, event=named)


def _about(page: str, event: Value, entry_at: datetime, *, standby: bool) -> dict[str, Any]:
    """Return what all events say: with whom (in an echo the two are swapped), when, and on whose watch."""
    sender = identifier_of(object_of(event, "sender"), "id")
    recipient = identifier_of(object_of(event, "recipient"), "id")
    from_page = sender == page or object_of(event, "message").get("is_echo") is True
    return {
        "thread_id": recipient if from_page else sender,
        "happened_at": moment(event.get("timestamp"), entry_at),
        "from_page": from_page,
        "author": Author(sender) if sender else None,
        "via_standby": standby,
    }


def _read_words(page: str, message: Value, about: dict[str, Any]) -> IncomingPost:
    is_removed = message.get("is_deleted") is True
    is_echo = message.get("is_echo") is True
    name = identifier_of(message, "mid") or f"message:{fingerprint(message)}"
    metadata = text_of(message, "metadata")
    extra = {"app": text_of(message, "app_id")} if is_echo else {}
    if choice := text_of(object_of(message, "quick_reply"), "payload"):
        extra["quick_reply"] = choice
    return IncomingPost(
        page_id=page,
        kind=PostKind.MESSAGE,
        action=PostAction.REMOVE if is_removed else PostAction.ADD,
        remote_id=name,
        dedupe_key=f"{page}:message:{name}:removed" if is_removed else f"{page}:message:{name}",
        parent_id=identifier_of(object_of(message, "reply_to"), "mid"),
        text=text_of(message, "text"),
        attachments=attachments_of_message(message),
        sent_reference=metadata.removeprefix(REFERENCE_PREFIX) if metadata.startswith(REFERENCE_PREFIX) else "",
        extra=extra,
        **about,
    )


def _read_edit(page: str, edit: Value, about: dict[str, Any]) -> IncomingPost:
    name = identifier_of(edit, "mid") or f"message:{fingerprint(edit)}"
    return IncomingPost(
        page_id=page,
        kind=PostKind.MESSAGE,
        action=PostAction.EDIT,
        remote_id=name,
        dedupe_key=f"{page}:message:{name}:edit:{identifier_of(edit, 'num_edit')}",
        text=text_of(edit, "text"),
        **about,
    )


def _read_postback(page: str, postback: Value, about: dict[str, Any]) -> IncomingPost:
    """Read a pressed button: the person sees its title as their own words. In standby the payload is left out."""
    name = identifier_of(postback, "mid") or f"postback:{about['thread_id']}:{about['happened_at'].timestamp()}"
    return IncomingPost(
        page_id=page,
        kind=PostKind.MESSAGE,
        action=PostAction.ADD,
        remote_id=name,
        dedupe_key=f"{page}:message:{name}",
        text=text_of(postback, "title", "payload"),
        extra={
            "postback": text_of(postback, "payload"),
            "referral": text_of(object_of(postback, "referral"), "ref"),
        },
        **about,
    )


def _read_reaction(page: str, reaction: Value, about: dict[str, Any]) -> IncomingPost:
    target = identifier_of(reaction, "mid")
    who = about["author"].id if about["author"] else "unknown"
    is_removed = text_of(reaction, "action") == "unreact"
    action = PostAction.REMOVE if is_removed else PostAction.ADD
    return IncomingPost(
        page_id=page,
        kind=PostKind.REACTION,
        action=action,
        remote_id=f"{target}:{who}",
        dedupe_key=f"{page}:reaction:{target}:{who}:{action}:{about['happened_at'].timestamp()}",
        parent_id=target,
        extra={"reaction": text_of(reaction, "reaction"), "emoji": text_of(reaction, "emoji")},
        **about,
    )


def _read_mark(name: str, page: str, mark: Value, about: dict[str, Any]) -> IncomingPost:
    """Read a delivery or read mark: it covers everything we sent up to its watermark (milliseconds)."""
    watermark = round(moment(mark.get("watermark"), about["happened_at"]).timestamp() * 1000)
    key = f"{about['thread_id']}:{name}:{watermark}"
    mids = [identifier_of({"mid": mid}, "mid") for mid in list_of(mark, "mids")[:MIDS_KEPT]]
    return IncomingPost(
        page_id=page,
        kind=PostKind.RECEIPT,
        action=PostAction.ADD,
        remote_id=key,
        dedupe_key=f"{page}:receipt:{key}",
        extra={"mark": name, "watermark": watermark, "mids": mids},
        **about,
    )


READERS: Mapping[str, Callable[[str, Value, dict[str, Any]], IncomingPost]] = {
    "message": _read_words,
    "message_edit": _read_edit,
    "postback": _read_postback,
    "reaction": _read_reaction,
    "delivery": partial(_read_mark, "delivery"),
    "read": partial(_read_mark, "read"),
}
