"""What pages, posts, comments, messages and people look like to an app: every field it may ask for, and the usual ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from sanglap.demo.graph.answers import not_there
from sanglap.demo.graph.calling import Call, Caller
from sanglap.demo.graph.fields import Shape, Wanted, Wanteds, show
from sanglap.demo.models import PretendConversation, PretendMessage, PretendPage, PretendPost
from sanglap.demo.network.moods import is_granted, mood_towards
from sanglap.demo.network.telling import network_time, permalink, post_name

PRIVATE_REPLY = timedelta(days=7)
NEWEST = 20  # of a conversation can be read, and no more
LONGEST_NUMBER = 18  # digits
USUAL_OF_A_COMMENT = ("created_time", "from", "message", "id")


def number_in(remote_id: str) -> int | None:
    """Return the last part of an id as a number; None when it is none. The parts before it do not matter."""
    last = remote_id.rsplit("_", 1)[-1]
    return int(last) if last.isdecimal() and last.isascii() and len(last) <= LONGEST_NUMBER else None


def find_post(remote_id: str, call: Call) -> PretendPost:
    """Return a post or comment of the calling page by its id. Raises error 100/33."""
    rows = PretendPost.objects.select_related("page__app", "root", "parent").filter(is_removed=False)
    number = number_in(remote_id)
    found = rows.filter(id=number).first() if number is not None else None
    if found is None or (call.page and found.page_id != call.page.remote_id):
        raise not_there(remote_id)
    return found


def may_answer_privately(post: PretendPost, call: Call) -> bool:
    """Tell whether a private reply is possible: to a person, within seven days, once."""
    is_open = not post.is_from_page and call.now - post.created_at <= PRIVATE_REPLY
    return is_open and not PretendMessage.objects.filter(page_id=post.page_id, answers=post.remote_id).exists()


def show_page(page: PretendPage, call: Call) -> dict[str, Any]:
    """Return a page."""
    is_own = call.page is not None and call.page.remote_id == page.remote_id
    is_run = call.caller is Caller.PERSON and call.app is not None and page.app_id == call.app.app_id
    token = page.token if is_own or is_run else None
    shape: Shape = {**PAGE, "access_token": lambda _page, _wanted: token}
    usual = ("access_token", "category", "name", "id", "tasks") if call.caller is Caller.PERSON else ("name", "id")
    return show(page, call.fields, shape, usual, "Page")


def show_post(post: PretendPost, call: Call, wanted: Wanteds | None = None) -> dict[str, Any]:
    """Return a post or a comment with the fields asked for."""
    shape: Shape = {
        **SHARED,
        **(COMMENT if post.is_comment else POST),
        "can_reply_privately": lambda one, _wanted: may_answer_privately(one, call),
        "comments": lambda one, inner: _comments_inside(one, call, inner),
    }
    usual = USUAL_OF_A_COMMENT if post.is_comment else ("created_time", "message", "id")
    return show(post, call.fields if wanted is None else wanted, shape, usual, "Comment" if post.is_comment else "Post")


def comments_of(post: PretendPost, which: str) -> QuerySet[PretendPost]:
    """Return comments: ``toplevel`` hides replies, ``stream`` shows all levels flat."""
    rows = PretendPost.objects.filter(is_removed=False).select_related("page__app", "parent", "root")
    if post.is_comment:
        return rows.filter(parent_id=post.id)
    return rows.filter(root_id=post.id) if which == "stream" else rows.filter(root_id=post.id, parent_id=post.id)


def show_conversation(talk: PretendConversation, call: Call) -> dict[str, Any]:
    """Return a conversation."""
    return show(talk, call.fields, CONVERSATION, ("id", "updated_time"), "UnifiedThread")


def show_message(message: PretendMessage, wanted: Wanteds) -> dict[str, Any]:
    """Return a message."""
    return show(message, wanted, MESSAGE, ("created_time", "id"), "Message")


def newest_messages(page_id: str, person_id: str) -> list[PretendMessage]:
    """Return the newest messages of a conversation, the newest first; older ones cannot be read."""
    rows = PretendMessage.objects.filter(page_id=page_id, person_id=person_id, is_deleted=False).select_related("page")
    return list(rows.order_by("-id")[:NEWEST])


def _author(post: PretendPost, _wanted: Wanted) -> dict[str, str] | None:
    """Return who wrote it; nothing without the permission to read what people write."""
    is_shown = post.is_from_page or is_granted(mood_towards(post.page_id), "pages_read_user_content")
    return {"name": post.author, "id": post.author_id} if is_shown else None


def _parent(post: PretendPost, wanted: Wanted) -> dict[str, Any] | None:
    """Return the comment that a reply hangs under; a top-level comment has none."""
    above = post.parent
    if above is None or not above.is_comment:
        return None
    return show(above, wanted.inside, {**SHARED, **COMMENT}, USUAL_OF_A_COMMENT, "Comment")


def _media(post: PretendPost) -> dict[str, Any] | None:
    if not post.picture:
        return None
    kind = {"video": "video_inline", "share": "share"}.get(post.kind, "photo")
    first = post.picture.split()[0]
    media: dict[str, Any] = {"image": {"height": 720, "src": first, "width": 720}}
    if kind == "video_inline":
        media["source"] = first
    return {"media": media, "target": {"id": str(900_000 + post.id), "url": permalink(post)}, "type": kind, "url": permalink(post)}


def _comments_inside(post: PretendPost, call: Call, wanted: Wanted) -> dict[str, Any]:
    rows = comments_of(post, wanted.modifiers.get("filter", "toplevel"))
    some = rows.order_by("id")[: _limit(wanted, 25)]
    found: dict[str, Any] = {"data": [show_post(one, call, wanted.inside) for one in some]}
    if wanted.modifiers.get("summary") in {"1", "true"}:
        found["summary"] = {"order": "chronological", "total_count": rows.count(), "can_comment": True}
    return found


def _messages_inside(talk: PretendConversation, wanted: Wanted) -> dict[str, Any]:
    some = newest_messages(talk.page_id, talk.person_id)[: _limit(wanted, NEWEST)]
    return {"data": [show_message(one, wanted.inside) for one in some]}


def _limit(wanted: Wanted, usual: int) -> int:
    asked = wanted.modifiers.get("limit", "")
    return min(100, int(asked[:4])) if asked.isascii() and asked.isdecimal() else usual


def _side(message: PretendMessage, *, sender: bool) -> dict[str, str]:
    if message.from_page == sender:
        return {"name": message.page.name, "email": f"{message.page_id}@pretendbook.invalid", "id": message.page_id}
    return {"name": message.person, "email": f"{message.person_id}@pretendbook.invalid", "id": message.person_id}


def _message_attachments(message: PretendMessage) -> dict[str, Any] | None:
    kinds = {"image": "image_data", "video": "video_data"}
    shown = []
    for place, one in enumerate(message.attachments):
        payload = one.get("payload")
        url = str(payload.get("url", "")) if isinstance(payload, dict) else ""
        data = {kinds[one["type"]]: {"url": url}} if one.get("type") in kinds else {"file_url": url}
        shown.append({"id": f"{message.id}_{place}", "name": f"{one.get('type')}-{place}", **data})
    return {"data": shown} if shown else None


PAGE: Shape = {
    "id": lambda page, _wanted: page.remote_id,
    "name": lambda page, _wanted: page.name,
    "username": lambda page, _wanted: page.office_code,
    "link": lambda page, _wanted: f"/demo/facebook/{page.remote_id}/",
    "category": lambda _page, _wanted: "Government organization",
    "verification_status": lambda _page, _wanted: "not_verified",
    "followers_count": lambda _page, _wanted: 0,
    "fan_count": lambda _page, _wanted: 0,
    "talking_about_count": lambda _page, _wanted: 0,
    "tasks": lambda _page, _wanted: ["ANALYZE", "MESSAGING", "MODERATE", "CREATE_CONTENT", "MANAGE"],
}
SHARED: Shape = {
    "id": lambda post, _wanted: post.remote_id,
    "message": lambda post, _wanted: post.message or ("" if post.is_comment else None),
    "created_time": lambda post, _wanted: network_time(post.created_at),
    "from": _author,
    "is_hidden": lambda post, _wanted: post.is_hidden,
    "permalink_url": lambda post, _wanted: permalink(post),
    "message_tags": lambda _post, _wanted: None,
}
POST: Shape = {
    "updated_time": lambda post, _wanted: network_time(post.edited_at or post.created_at),
    "attachments": lambda post, _wanted: {"data": [_media(post)]} if post.picture else None,
    "full_picture": lambda post, _wanted: post.picture if post.kind == PretendPost.PHOTO else None,
    "parent_id": lambda _post, _wanted: None,
    "is_published": lambda _post, _wanted: True,
    "status_type": lambda post, _wanted: "added_photos" if post.kind == PretendPost.PHOTO else "mobile_status_update",
    "story": lambda _post, _wanted: None,
}
COMMENT: Shape = {
    "parent": _parent,
    "object": lambda post, _wanted: {"id": post_name(post)},
    "attachment": lambda post, _wanted: _media(post),
    "can_comment": lambda _post, _wanted: True,
    "can_hide": lambda post, _wanted: not post.is_from_page,
    "can_remove": lambda _post, _wanted: True,
    "can_like": lambda _post, _wanted: True,
    "is_private": lambda _post, _wanted: False,
    "comment_count": lambda post, _wanted: PretendPost.objects.filter(parent=post, is_removed=False).count(),
    "like_count": lambda post, _wanted: post.reactions.count(),
}
CONVERSATION: Shape = {
    "id": lambda talk, _wanted: talk.remote_id,
    "updated_time": lambda talk, _wanted: network_time(talk.updated_at),
    "link": lambda talk, _wanted: f"/demo/facebook/{talk.page_id}/messages/",
    "participants": lambda talk, _wanted: {
        "data": [
            {"name": talk.person, "email": f"{talk.person_id}@pretendbook.invalid", "id": talk.person_id},
            {"name": talk.page.name, "email": f"{talk.page_id}@pretendbook.invalid", "id": talk.page_id},
        ]
    },
    "messages": _messages_inside,
}
MESSAGE: Shape = {
    "id": lambda message, _wanted: message.mid,
    "created_time": lambda message, _wanted: network_time(message.created_at),
    "from": lambda message, _wanted: _side(message, sender=True),
    "to": lambda message, _wanted: {"data": [_side(message, sender=False)]},
    "message": lambda message, _wanted: message.text,
    "attachments": lambda message, _wanted: _message_attachments(message),
}
