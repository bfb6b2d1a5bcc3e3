"""Webhooks of pages exactly as the real network writes them (channels reference, sections 1.4 and 1.5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from sanglap.demo.models import PretendPage, PretendPost
from sanglap.demo.network.moods import is_granted, mood_towards
from sanglap.demo.network.queueing import queue_change


def network_time(moment: datetime) -> str:
    """Return a moment as the network writes it: ``2026-09-21T13:46:40+0000``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def permalink(post: PretendPost) -> str:
    """Return where people find a post or comment."""
    return f"{settings.PUBLIC_ADDRESS}/demo/facebook/{post.page_id}/?post={post.root_id or post.id}#p{post.id}"


def post_name(post: PretendPost) -> str:
    """Return the id of the post that something hangs under, or is."""
    return f"{post.page_id}_{post.root_id or post.id}"


def tell_feed(post: PretendPost, verb: str, now: datetime) -> None:
    """Tell that a post or comment was added, edited, removed, hidden or shown."""
    root = post.root or post
    if root.kind == PretendPost.RATING:
        _tell_rating(post, root, verb, now)
        return
    value = _comment(post, verb, now) if post.is_comment else _post(post, verb, now)
    if not _shows_authors(post.page) and not post.is_from_page:
        value.pop("from")
    queue_change(post.page, "feed", value, now)


def tell_reaction(post: PretendPost, verb: str, who: str, name: str, kind: str, now: datetime) -> None:
    """Tell of a like or an angry face."""
    value = {
        "item": "reaction",
        "verb": verb,
        "from": {"id": who, "name": name},
        "post_id": post_name(post),
        "parent_id": post_name(post),
        **({"comment_id": post.remote_id} if post.is_comment else {}),
        "reaction_type": kind,
        "created_time": _seconds(now),
    }
    queue_change(post.page, "feed", value, now)


def tell_mention(page: PretendPage, elsewhere: str, message: str, now: datetime, *, comment: str = "") -> None:
    """Tell that the page was named elsewhere: thin, and without the name of who did it."""
    value = {
        "item": "comment" if comment else "post",
        "verb": "add",
        "post_id": elsewhere,
        **({"comment_id": comment} if comment else {}),
        "message": message,
        "created_time": _seconds(now),
    }
    queue_change(page, "mention", value, now)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _shows_authors(page: PretendPage) -> bool:
    return is_granted(mood_towards(page.remote_id), "pages_read_user_content")


def _happened(post: PretendPost, verb: str, now: datetime) -> dict[str, Any]:
    """Hiding carries no time; everything else the time of what happened."""
    return {} if verb in {"hide", "unhide"} else {"created_time": _seconds(post.created_at if verb == "add" else now)}


def _comment(post: PretendPost, verb: str, now: datetime) -> dict[str, Any]:
    root = post.root or post
    value: dict[str, Any] = {
        "item": "comment",
        "verb": verb,
        "from": {"id": post.author_id, "name": post.author},
        "post_id": post_name(post),
        "comment_id": post.remote_id,
        "parent_id": post.parent.remote_id if post.parent else post_name(post),
        **_words(post, verb),
        **_happened(post, verb, now),
    }
    if post.picture and verb in {"add", "edited"}:
        value["photo"] = post.picture
    if verb == "add":
        value["post"] = {
            "id": root.remote_id,
            "status_type": "mobile_status_update",
            "is_published": True,
            "updated_time": network_time(root.edited_at or root.created_at),
            "permalink_url": permalink(root),
            "promotion_status": "inactive",
        }
    return value


def _post(post: PretendPost, verb: str, now: datetime) -> dict[str, Any]:
    item = "status" if post.is_from_page and post.kind == PretendPost.POST else post.kind
    value: dict[str, Any] = {
        "item": item,
        "verb": "edit" if verb == "edited" and item == "post" else verb,
        "from": {"id": post.author_id, "name": post.author},
        "post_id": post.remote_id,
        **_words(post, verb),
        **_happened(post, verb, now),
    }
    if item == "post":
        value |= {"is_hidden": post.is_hidden} if verb == "add" else {"recipient_id": post.page_id}
    elif verb in {"add", "edited"}:
        value |= _media(post, item, verb)
    return value


def _words(post: PretendPost, verb: str) -> dict[str, str]:
    return {"message": post.message} if post.message and verb in {"add", "edited"} else {}


def _media(post: PretendPost, item: str, verb: str) -> dict[str, Any]:
    """Return picture, film or link. A page's text post may carry several pictures, told when it is added."""
    if item == "status":
        return {"published": 1, **({"photos": post.picture.split()} if post.picture and verb == "add" else {})}
    published = {} if item == "video" else {"published": 1}
    return {f"{item}_id": str(900_000 + post.id), "link": post.picture, **published}


def _tell_rating(post: PretendPost, review: PretendPost, verb: str, now: datetime) -> None:
    """Reviews have a field and words of their own, and keep the older ``sender_id``."""
    value: dict[str, Any] = {"item": "comment" if post.is_comment else "rating", "verb": "edit" if verb == "edited" else verb}
    value["open_graph_story_id"] = str(review.id)
    above = f"{review.author_id}_{review.id}"
    if post.is_comment:
        value |= {"comment_id": post.remote_id, "post_id": above, "parent_id": above}
        value |= {"sender_id": post.author_id, "sender_name": post.author, "created_time": _seconds(now)}
    elif verb == "remove":
        value["reviewer_id"] = review.author_id
    else:
        value |= {"reviewer_id": review.author_id, "reviewer_name": review.author}
        value |= {"recommendation_type": review.recommendation, "rating": None, "review_text": review.message}
        value |= {"comment_id": None, "created_time": _seconds(now)}
    queue_change(post.page, "ratings", value, now)
