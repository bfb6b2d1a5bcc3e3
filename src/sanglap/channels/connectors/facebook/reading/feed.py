"""``feed``: posts, comments, replies, reactions and what happens to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.attachments import attachments_of
from sanglap.channels.connectors.facebook.reading.keys import key_of
from sanglap.channels.connectors.facebook.reading.naming import comment_name, is_same, post_name
from sanglap.channels.connectors.facebook.reading.unknown import read_unknown
from sanglap.channels.contract import Author, IncomingPost, PostAction, PostKind
from sanglap.channels.untrusted import Value, identifier_of, moment, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ADD, EDIT, REMOVE, HIDE, UNHIDE = (
    PostAction.ADD,
    PostAction.EDIT,
    PostAction.REMOVE,
    PostAction.HIDE,
    PostAction.UNHIDE,
)
ACTIONS: Mapping[str, PostAction] = {
    "": ADD,
    "add": ADD,
    "edit": EDIT,
    "edited": EDIT,
    "update": EDIT,
    "remove": REMOVE,
    "delete": REMOVE,
    "hide": HIDE,
    "unhide": UNHIDE,
}
ITEMS: Mapping[str, PostKind] = {
    "comment": PostKind.COMMENT,
    "post": PostKind.POST,
    "status": PostKind.POST,
    "photo": PostKind.POST,
    "video": PostKind.POST,
    "share": PostKind.POST,
    "link": PostKind.POST,
    "note": PostKind.POST,
    "question": PostKind.POST,
    "reaction": PostKind.REACTION,
    "like": PostKind.REACTION,
}
POST_IDS = ("post_id", "photo_id", "video_id", "share_id")
AFTER: Mapping[PostAction, timedelta] = {
    # Facebook counts whole seconds. What can only come later is put later within the same second.
    ADD: timedelta(),
    EDIT: timedelta(milliseconds=1),
    HIDE: timedelta(milliseconds=2),
    UNHIDE: timedelta(milliseconds=2),
    REMOVE: timedelta(milliseconds=3),
}


def read_feed(page: str, value: Value, entry_at: datetime) -> IncomingPost:
    """Read one ``feed`` value. Unknown items and verbs (a video muted, a page followed) are ``OTHER``."""
    item, verb = text_of(value, "item"), text_of(value, "verb")
    kind, action = ITEMS.get(item), ACTIONS.get(verb)
    found = None
    if kind is not None and action is not None:
        found = read_written(page, value, entry_at, kind=kind, action=action, item=item)
    return found or read_unknown(page, value, entry_at, author=author_of(value), field="feed", item=item, verb=verb)


def read_written(
    page: str, value: Value, entry_at: datetime, *, kind: PostKind, action: PostAction, item: str = "", post: str = ""
) -> IncomingPost | None:
    """Read a post, a comment or a reaction; None when it does not say what it is about."""
    post = post or post_name(page, identifier_of(value, *POST_IDS))
    comment = comment_name(identifier_of(value, "comment_id"), post)
    author = author_of(value)
    about = post if kind is PostKind.POST else comment or post
    if kind is PostKind.REACTION:
        return _read_reaction(page, value, entry_at, action=action, about=about, thread=post, author=author)
    if not about or (kind is PostKind.COMMENT and not comment):
        return None
    text = text_of(value, "message", "review_text")
    at = _moment(value, action, entry_at, is_comment=kind is PostKind.COMMENT)
    return IncomingPost(
        page_id=page,
        kind=kind,
        action=action,
        remote_id=about,
        thread_id=post or about,
        dedupe_key=key_of(page, kind, action, about, at, text),
        happened_at=at + AFTER[action],
        parent_id=parent_of(value, comment, post) if comment and about == comment else "",
        author=author,
        from_page=author.id == page if author is not None else item == "status",
        text=text,
        attachments=attachments_of(value, item),
        permalink=text_of(value, "permalink_url") or text_of(object_of(value, "post"), "permalink_url"),
        extra=_extra(value, item),
    )


def author_of(value: Value) -> Author | None:
    """Return who wrote it, in any of the forms seen; None where Facebook does not say, which is normal."""
    sender = object_of(value, "from")
    found = identifier_of(sender, "id") or identifier_of(value, "sender_id", "reviewer_id", "user_id")
    return Author(found, text_of(sender, "name") or text_of(value, "sender_name", "reviewer_name")) if found else None


def parent_of(value: Value, comment: str, post: str) -> str:
    """Return what a comment hangs under: the post, or the comment it replies to."""
    parent = identifier_of(value, "parent_id")
    if not parent or is_same(parent, post) or is_same(parent, comment):
        return post
    return comment_name(parent, post)


def _moment(value: Value, action: PostAction, entry_at: datetime, *, is_comment: bool) -> datetime:
    """Return when *this action* happened.

    An edited comment gives the time of the edit as ``created_time``; an edited post, photo or video repeats the time
    at which it was first published, so that there the entry's time is nearer to the truth.
    """
    if action is EDIT and (edited := value.get("edited_time")):
        return moment(edited, entry_at)
    at = moment(value.get("created_time"), entry_at)
    return at if action is ADD or is_comment else max(at, entry_at)


def _extra(value: Value, item: str) -> dict[str, object]:
    extra: dict[str, object] = {"item": item} if item and item != "comment" else {}
    if value.get("is_hidden") is True:
        extra["is_hidden"] = True
    if value.get("published") == 0 or value.get("is_published") is False:
        extra["is_published"] = False
    return extra


def _read_reaction(
    page: str, value: Value, entry_at: datetime, *, action: PostAction, about: str, thread: str, author: Author | None
) -> IncomingPost:
    """Read a reaction or a like; a like without a post is a like of the page itself."""
    about = about or page
    name = f"{about}:{author.id if author else 'unknown'}"
    reaction = text_of(value, "reaction_type") or "like"
    at = moment(value.get("created_time"), entry_at)
    return IncomingPost(
        page_id=page,
        kind=PostKind.REACTION,
        action=action,
        remote_id=name,
        thread_id=thread or about,
        dedupe_key=key_of(page, PostKind.REACTION, action, name, at, reaction),
        happened_at=at + AFTER[action],
        parent_id=about,
        author=author,
        from_page=author is not None and author.id == page,
        extra={"reaction": reaction},
    )
