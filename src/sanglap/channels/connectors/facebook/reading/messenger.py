"""Messenger: private messages with attachments, echoes, edits, deletions, delivery and read marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import read_group_comment
from sanglap.channels.connectors.facebook.reading.values import Value, list_of, moment, object_of, text_of
from sanglap.channels.contract import Attachment, Author, IncomingPost, PostAction, PostKind

if TYPE_CHECKING:
    from datetime import datetime

KINDS = {"image", "audio", "video", "file", "location", "sticker"}


def read_message(page: str, event: Value, entry_time: datetime, *, standby: bool) -> Iterator[IncomingPost]:
    """Yield what one element of ``messaging`` or ``standby`` says."""
    if event.get("group_id") is not None:
        yield read_group_comment(page, event, entry_time)
        return
    at = moment(event.get("timestamp"), entry_time)
    sender, recipient = text_of(object_of(event, "sender"), "id"), text_of(object_of(event, "recipient"), "id")
    from_page = sender == page and bool(recipient)
    person = recipient if from_page else sender
    common = {"page_id": page, "thread_id": person, "happened_at": at, "from_page": from_page, "via_standby": standby}
    author = Author(sender) if sender else None
    if message := object_of(event, "message"):
        yield _message(message, author, common)
    elif edit := object_of(event, "message_edit"):
        number = text_of(edit, "num_edit")
        mid = text_of(edit, "mid")
        yield IncomingPost(
            kind=PostKind.MESSAGE, action=PostAction.EDIT, remote_id=mid, dedupe_key=f"{mid}:edit:{number}"[:200],
            author=author, text=text_of(edit, "text"), **common,
        )  # fmt: skip
    elif postback := object_of(event, "postback"):
        mid = text_of(postback, "mid") or f"postback:{person}:{at.timestamp()}"
        yield IncomingPost(
            kind=PostKind.MESSAGE, action=PostAction.ADD, remote_id=mid, dedupe_key=mid[:200], author=author,
            text=text_of(postback, "title", "payload"), extra={"referral": object_of(postback, "referral")}, **common,
        )  # fmt: skip
    else:
        yield _mark(event, person, author, common)


def _message(message: Value, author: Author | None, common: Value) -> IncomingPost:
    mid = text_of(message, "mid")
    deleted = message.get("is_deleted") is True
    echo = message.get("is_echo") is True
    unsupported = (Attachment("unsupported"),) if message.get("is_unsupported") is True else ()
    return IncomingPost(
        kind=PostKind.MESSAGE,
        action=PostAction.REMOVE if deleted else PostAction.ADD,
        remote_id=mid,
        parent_id=text_of(object_of(message, "reply_to"), "mid"),
        dedupe_key=f"{mid}:deleted"[:200] if deleted else mid[:200],
        author=author,
        text=text_of(message, "text"),
        attachments=(*_attachments(message), *unsupported),
        sent_reference=text_of(message, "metadata") if echo else "",
        extra={"app": text_of(message, "app_id")} if echo else {},
        **common,
    )


def _attachments(message: Value) -> Iterator[Attachment]:
    for one in list_of(message, "attachments"):
        if not isinstance(one, dict):
            continue
        kind, payload = text_of(one, "type"), object_of(one, "payload")
        place = object_of(payload, "coordinates")
        latitude, longitude = place.get("lat"), place.get("long")
        is_place = isinstance(latitude, int | float) and isinstance(longitude, int | float)
        yield Attachment(
            kind if kind in KINDS else "link",
            text_of(payload, "url"),
            float(latitude) if is_place and latitude is not None else None,
            float(longitude) if is_place and longitude is not None else None,
        )


def _mark(event: Value, person: str, author: Author | None, common: Value) -> IncomingPost:
    """Read a delivery, read or reaction mark; anything else is kept as something we do not understand."""
    for name in ("delivery", "read", "reaction"):
        if mark := object_of(event, name):
            key = f"{person}:{name}:{text_of(mark, 'mid')}:{text_of(mark, 'watermark', 'action')}"
            kind = PostKind.REACTION if name == "reaction" else PostKind.RECEIPT
            extra = {"mark": name, "watermark": mark.get("watermark"), "mids": list_of(mark, "mids")}
            return IncomingPost(kind=kind, action=PostAction.ADD, remote_id=key[:160], dedupe_key=key[:200], author=author, extra=extra, **common)
    known = {"sender", "recipient", "timestamp"}
    names = ",".join(sorted(str(name) for name in event if name not in known))
    key = f"{person}:{names}:{common['happened_at'].timestamp()}"
    return IncomingPost(
        kind=PostKind.OTHER, action=PostAction.ADD, remote_id=key[:160], dedupe_key=key[:200], author=author, extra={"fields": names}, **common
    )
