"""``feed``, ``mention`` and ``ratings``: posts, comments, replies, reviews and what happens to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.values import Value, last_part, list_of, moment, object_of, text_of
from sanglap.channels.contract import Attachment, Author, IncomingPost, PostAction, PostKind

if TYPE_CHECKING:
    from datetime import datetime

ACTIONS = {
    "add": PostAction.ADD,
    "edit": PostAction.EDIT,
    "edited": PostAction.EDIT,
    "update": PostAction.EDIT,
    "remove": PostAction.REMOVE,
    "delete": PostAction.REMOVE,
    "hide": PostAction.HIDE,
    "unhide": PostAction.UNHIDE,
}
POST_ITEMS = frozenset({"post", "status", "photo", "video", "share", "photo-album", "album", "note", "link", "question"})
REACTION_ITEMS = frozenset({"reaction", "like"})


def read_change(page: str, change: Value, entry_time: datetime) -> Iterator[IncomingPost]:
    """Yield what one element of ``changes`` says; exactly one post, or none for a change without a value."""
    field, value = text_of(change, "field"), change.get("value")
    if not isinstance(value, dict):
        return
    if field == "feed":
        yield _read_feed(page, value, entry_time)
    elif field == "mention":
        yield _post(page, value, entry_time, kind=PostKind.MENTION)
    elif field == "ratings":
        yield _read_rating(page, value, entry_time)
    else:
        yield _post(page, value, entry_time, kind=PostKind.OTHER, extra={"field": field})


def read_group_comment(page: str, event: Value, entry_time: datetime) -> IncomingPost:
    """Read a comment under the page's post in a group: flat inside ``messaging``, without sender or timestamp."""
    return _post(page, event, entry_time, kind=PostKind.COMMENT, extra={"group": text_of(event, "group_id")})


def _read_feed(page: str, value: Value, entry_time: datetime) -> IncomingPost:
    item = text_of(value, "item")
    if item == "comment":
        return _post(page, value, entry_time, kind=PostKind.COMMENT)
    if item in POST_ITEMS:
        return _post(page, value, entry_time, kind=PostKind.POST)
    if item in REACTION_ITEMS:
        return _post(page, value, entry_time, kind=PostKind.REACTION, extra={"reaction": text_of(value, "reaction_type") or item})
    return _post(page, value, entry_time, kind=PostKind.OTHER, extra={"item": item})


def _read_rating(page: str, value: Value, entry_time: datetime) -> IncomingPost:
    if text_of(value, "item") == "comment":
        return _post(page, value, entry_time, kind=PostKind.COMMENT)
    recommendation = text_of(value, "recommendation_type").upper()
    extra = {"recommendation": recommendation, "rating": value.get("rating")}
    return _post(page, value, entry_time, kind=PostKind.RATING, extra=extra)


def _post(page: str, value: Value, entry_time: datetime, *, kind: PostKind, extra: Value | None = None) -> IncomingPost:
    comment = text_of(value, "comment_id")
    root = text_of(value, "post_id", "open_graph_story_id")
    remote = (comment if kind in {PostKind.COMMENT, PostKind.REACTION, PostKind.MENTION} else "") or root or comment
    author = _author(value)
    verb = text_of(value, "verb")
    action = ACTIONS.get(verb, PostAction.ADD)
    text = text_of(value, "message", "review_text")
    at = moment(value.get("edited_time") or value.get("created_time"), entry_time)
    parent = text_of(value, "parent_id")
    return IncomingPost(
        page_id=page,
        kind=kind,
        action=action,
        remote_id=_own_name(kind, page, remote, author),
        thread_id=root or remote,
        parent_id=parent if parent and last_part(parent) != last_part(remote) else "",
        dedupe_key=_dedupe_key(page, kind, verb, remote, author, value, text),
        happened_at=at,
        author=author,
        from_page=author is not None and author.id == page,
        text=text,
        attachments=tuple(_attachments(value)),
        permalink=text_of(value, "permalink_url") or text_of(object_of(value, "post"), "permalink_url"),
        extra=extra or {},
    )


def _own_name(kind: PostKind, page: str, remote: str, author: Author | None) -> str:
    """Name a thing the same however its prefix varies; reactions are named by who reacted to what."""
    if kind is PostKind.COMMENT and remote:
        return last_part(remote)
    if kind is PostKind.REACTION:
        return f"{remote}:{author.id if author else '?'}"
    if kind is PostKind.RATING and remote and "_" not in remote:
        return f"{page}_{remote}"
    return remote


def _author(value: Value) -> Author | None:
    """Find who wrote it in any of the forms seen; None where the network does not say, which is normal."""
    sender = object_of(value, "from")
    found = text_of(sender, "id") or text_of(value, "sender_id", "reviewer_id", "user_id")
    name = text_of(sender, "name") or text_of(value, "sender_name", "reviewer_name")
    return Author(found, name) if found else None


def _attachments(value: Value) -> Iterator[Attachment]:
    item = text_of(value, "item")
    for url in list_of(value, "photos"):
        if isinstance(url, str):
            yield Attachment("image", url)
    if photo := text_of(value, "photo"):
        yield Attachment("image", photo)
    if video := text_of(value, "video"):
        yield Attachment("video", video)
    if (link := text_of(value, "link")) and item in {"photo", "video", "share", "link"}:
        yield Attachment({"photo": "image", "video": "video"}.get(item, "link"), link)


def _dedupe_key(page: str, kind: PostKind, verb: str, remote: str, author: Author | None, value: Value, text: str) -> str:
    digest = hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:16]
    who = author.id if author and kind is PostKind.REACTION else ""
    return ":".join([page, kind, verb, remote, who, text_of(value, "created_time", "edited_time"), digest])[:200]
