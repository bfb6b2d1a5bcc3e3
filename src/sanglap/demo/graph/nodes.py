"""Posts, comments and conversations as the network shows them to an app."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from sanglap.demo.connecting_pages import APP_ID
from sanglap.demo.graph.answers import GraphError, network_time
from sanglap.demo.graph.calling import Call
from sanglap.demo.models import PretendMessage, PretendPage, PretendPost

LARGEST_PAGE = 100


def find_post(remote_id: str, call: Call) -> PretendPost:
    """Return a post or comment of the calling page by its id, whatever its prefix. Raises error 100/33."""
    last = remote_id.rsplit("_", 1)[-1]
    found = PretendPost.objects.select_related("page", "root", "parent").filter(id=int(last)).first() if last.isdigit() else None
    if found is None or found.is_removed or (call.page and found.page_id != call.page.remote_id):
        raise GraphError(100, "Object does not exist, cannot be loaded due to missing permissions", subcode=33)
    return found


def show_post(post: PretendPost) -> dict[str, Any]:
    """Return a post or comment with every field an app may ask for."""
    parent = post.parent if post.parent_id and post.parent_id != post.root_id else None
    return {
        "id": post.remote_id,
        "message": post.message,
        "created_time": network_time(post.created_at),
        "updated_time": network_time(post.edited_at or post.created_at),
        "from": {"id": post.author_id, "name": post.author},
        "is_hidden": post.is_hidden,
        "can_comment": True,
        "can_hide": not post.is_from_page,
        "can_reply_privately": not post.is_from_page,
        "permalink_url": f"/demo/facebook/{post.page_id}/#p{post.id}",
        **({"parent": {"id": parent.remote_id}} if parent else {}),
    }


def show_feed(page: PretendPage, call: Call) -> dict[str, Any]:
    """Return the page's posts, newest first."""
    posts = PretendPost.objects.filter(page=page, root=None, is_removed=False).select_related("page")
    if str(call.words.get("since", "")).isdigit():
        posts = posts.filter(created_at__gte=datetime.fromtimestamp(int(call.words["since"]), UTC))
    return _paged(posts, call, newest_first=True)


def show_comments(post: PretendPost, call: Call) -> dict[str, Any]:
    """Return comments: ``toplevel`` hides replies, ``stream`` shows all levels flat."""
    below = PretendPost.objects.filter(root_id=post.root_id or post.id, is_removed=False).select_related("page", "parent")
    if post.root_id or call.words.get("filter", "toplevel") != "stream":
        below = below.filter(parent_id=post.id)
    return _paged(below, call, newest_first="reverse" in str(call.words.get("order", "")))


def show_conversations(page: PretendPage, call: Call) -> dict[str, Any]:
    """Return the page's private conversations, or the one with a person."""
    messages = PretendMessage.objects.filter(page=page)
    if person := call.words.get("user_id"):
        messages = messages.filter(person_id=person)
    people = messages.values_list("person_id", "person").distinct()[:LARGEST_PAGE]
    return {
        "data": [{"id": f"t_{page.remote_id}_{who}", "participants": {"data": [{"id": who, "name": name}]}} for who, name in people]
    }


def show_messages(page_id: str, person: str) -> dict[str, Any]:
    """Return the twenty newest messages of a conversation; older ones cannot be read."""
    newest = PretendMessage.objects.filter(page_id=page_id, person_id=person).order_by("-id")[:20]
    shown = [
        {
            "id": one.mid,
            "created_time": network_time(one.created_at),
            "from": {"id": page_id if one.from_page else person, "name": "" if one.from_page else one.person},
            "message": one.text,
        }
        for one in newest
    ]
    return {"id": f"t_{page_id}_{person}", "messages": {"data": shown}}


def show_token(token: str) -> dict[str, Any]:
    """Return what ``debug_token`` says."""
    page = PretendPage.objects.filter(token=token).first()
    scopes = [
        "pages_show_list", "pages_manage_metadata", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement",
        "pages_manage_posts", "pages_messaging", "read_insights",
    ]  # fmt: skip
    if page is None:
        return {"data": {"is_valid": False, "app_id": APP_ID, "error": {"code": 190, "subcode": 467, "message": "Invalid token"}}}
    return {
        "data": {
            "app_id": APP_ID,
            "type": "PAGE",
            "is_valid": True,
            "expires_at": 0,
            "data_access_expires_at": 0,
            "scopes": scopes,
            "profile_id": page.remote_id,
        }
    }


def _paged(rows: QuerySet[PretendPost], call: Call, *, newest_first: bool) -> dict[str, Any]:
    """Return one page with cursors; ``next`` is there while there is more."""
    limit = min(LARGEST_PAGE, max(1, int(call.words.get("limit", 25)) if str(call.words.get("limit", 25)).isdigit() else 25))
    after = _read_cursor(str(call.words.get("after", "")))
    if after is not None:
        rows = rows.filter(id__lt=after) if newest_first else rows.filter(id__gt=after)
    some = list(rows.order_by("-id" if newest_first else "id")[: limit + 1])
    shown = some[:limit]
    found: dict[str, Any] = {"data": [show_post(one) for one in shown]}
    if shown:
        cursor = _cursor(shown[-1].id)
        found["paging"] = {"cursors": {"before": _cursor(shown[0].id), "after": cursor}}
        if len(some) > limit:
            found["paging"]["next"] = f"https://graph.pretend/next?after={cursor}"
    return found


def _cursor(post_id: int) -> str:
    return base64.urlsafe_b64encode(str(post_id).encode()).decode()


def _read_cursor(text: str) -> int | None:
    try:
        return int(base64.urlsafe_b64decode(text.encode())) if text else None
    except ValueError:
        raise GraphError(100, "Invalid cursors values") from None
