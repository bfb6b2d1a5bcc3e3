"""What a page does in public through the API: post, comment, edit, hide, remove, like."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sanglap.demo.graph.answers import FORBIDDEN, GraphError, bad_parameter
from sanglap.demo.graph.calling import Call
from sanglap.demo.graph.nodes import find_post
from sanglap.demo.models import PretendPage, PretendPost
from sanglap.demo.network.writing import (
    change_post,
    hide_post,
    react,
    remove_post,
    take_reaction_back,
    write_comment,
    write_post,
)

LONGEST_COMMENT = 8_000  # letters
LONGEST_ADDRESS = 300
SAME_WORDS = timedelta(minutes=1)


def post_as_page(page: PretendPage, call: Call) -> dict[str, Any]:
    """Answer ``POST /{page}/feed``. The same words twice within a minute are refused."""
    own, message, link = call.own_page(), call.word("message"), call.word("link")
    call.need("pages_manage_posts")
    if own.remote_id != page.remote_id:
        raise GraphError(200, "The user hasn't authorized the application to perform this action", status=FORBIDDEN)
    if not (message or link) or len(link) > LONGEST_ADDRESS:
        raise bad_parameter("The status you are trying to publish is empty, or its link too long")
    since = call.now - SAME_WORDS
    if PretendPost.objects.filter(page=page, root=None, author_id=page.remote_id, message=message, created_at__gte=since).exists():
        raise GraphError(506, "Duplicate status message")
    kind = PretendPost.SHARE if link else PretendPost.POST
    made = write_post(own, author="", message=message, picture=link, kind=kind, as_app=_app(call), now=call.now)
    return {"id": made.remote_id}


def comment_as_page(remote_id: str, call: Call) -> dict[str, Any]:
    """Answer ``POST /{object}/comments``."""
    page, above = call.own_page(), find_post(remote_id, call)
    call.need("pages_manage_engagement")
    message, picture = call.word("message"), call.word("attachment_url")
    if not message and not picture:
        raise bad_parameter("Missing message or attachment")
    if len(message) > LONGEST_COMMENT or len(picture) > LONGEST_ADDRESS:
        raise bad_parameter("Param message must be less than or equal to 8000 characters")
    made = write_comment(above, author=page.name, message=message, now=call.now, as_page=True, picture=picture, by_app=_app(call))
    return {"id": made.remote_id}


def change_as_page(remote_id: str, call: Call) -> dict[str, Any]:
    """Answer ``POST /{object}``: hides or shows; with ``message`` it *edits*, a trap of the real network."""
    call.own_page()
    post, message = find_post(remote_id, call), call.word("message")
    call.need("pages_manage_engagement")
    if "is_hidden" in call.words:
        if post.is_from_page or not post.is_comment:
            raise bad_parameter("This comment cannot be hidden")
        hide_post(post, hidden=call.word("is_hidden").lower() in {"true", "1"}, now=call.now)
    elif message:
        if not post.is_from_page or post.by_app not in {"", _app(call)}:
            trouble = "Permissions error: only what this app has written can be edited by it"
            raise GraphError(200, trouble, status=FORBIDDEN)
        change_post(post, message, call.now)
    else:
        raise bad_parameter("No parameter to change was given")
    return {"success": True}


def remove_as_page(remote_id: str, call: Call) -> dict[str, Any]:
    """Answer ``DELETE /{object}``: its own posts, and anybody's comment on its page."""
    call.own_page()
    post = find_post(remote_id, call)
    call.need("pages_manage_engagement")
    if not post.is_comment and not post.is_from_page:
        raise GraphError(200, "Permissions error", status=FORBIDDEN)
    remove_post(post, call.now)
    return {"success": True}


def like_as_page(remote_id: str, call: Call) -> dict[str, Any]:
    """Answer ``POST`` and ``DELETE /{object}/likes``."""
    page, post = call.own_page(), find_post(remote_id, call)
    call.need("pages_manage_engagement")
    if call.method == "DELETE":
        take_reaction_back(post, who=page.remote_id, now=call.now)
    else:
        react(post, author=page.name, kind="like", now=call.now, as_page=True)
    return {"success": True}


def _app(call: Call) -> str:
    return call.app.app_id if call.app else ""
