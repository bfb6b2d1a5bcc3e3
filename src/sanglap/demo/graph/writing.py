"""What a page does through the API: comment, edit, hide, remove, write privately – within the network's own windows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sanglap.demo.graph.answers import GraphError
from sanglap.demo.graph.calling import Call
from sanglap.demo.graph.nodes import find_post
from sanglap.demo.models import PretendMessage, PretendPage, PretendPost
from sanglap.demo.network.writing import change_post, hide_post, write_comment, write_message

WINDOW = timedelta(hours=24)
HUMAN_WINDOW = timedelta(days=7)
LONGEST_COMMENT, LONGEST_MESSAGE = 8_000, 2_000
OUTSIDE_WINDOW = "This message is sent outside of allowed window."


def comment_as_page(remote_id: str, call: Call, now: datetime) -> dict[str, Any]:
    """Answer ``POST /{object}/comments``."""
    above, page = find_post(remote_id, call), require_page(call)
    message = str(call.words.get("message", ""))
    if not message or len(message) > LONGEST_COMMENT:
        raise GraphError(100, "Param message is missing or too long")
    made = write_comment(above, author=page.name, message=message, now=now, as_page=True)
    return {"id": made.remote_id}


def change_as_page(remote_id: str, call: Call, now: datetime) -> dict[str, Any]:
    """Answer ``POST /{object}``: hides or shows; with ``message`` it *edits*, a trap of the real network."""
    post = find_post(remote_id, call)
    if "is_hidden" in call.words:
        hide_post(post, hidden=str(call.words["is_hidden"]).lower() == "true", now=now)
    elif "message" in call.words:
        if not post.is_from_page:
            raise GraphError(200, "Permissions error", status=403)
        change_post(post, str(call.words["message"]), now)
    return {"success": True}


def send_as_page(call: Call, now: datetime) -> dict[str, Any]:
    """Answer ``POST /{page}/messages``: a private reply to a post, or a message in an open conversation."""
    page = require_page(call)
    recipient, message = call.words.get("recipient"), call.words.get("message")
    if not isinstance(recipient, dict) or not isinstance(message, dict) or not message.get("text"):
        raise GraphError(100, "Param recipient or message is missing")
    if len(str(message["text"])) > LONGEST_MESSAGE:
        raise GraphError(100, "Length of param message[text] must be less than or equal to 2000")
    answered = str(recipient.get("comment_id") or recipient.get("post_id") or "")
    if answered:
        post = _privately_answerable(answered, call, now)
        person, name = post.author_id, post.author
    else:
        person, name = _person_in_window(page, str(recipient.get("id", "")), call, now)
    sent = write_message(
        page, person=name, known_as=person, text=str(message["text"]), now=now, from_page=True,
        metadata=str(message.get("metadata", "")), answers=answered,
    )  # fmt: skip
    return {"recipient_id": person, "message_id": sent.mid}


def require_page(call: Call) -> PretendPage:
    """Return the calling page; an app token cannot write."""
    if call.page is None:
        raise GraphError(1705, "This call must be made as a page")
    return call.page


def _privately_answerable(answered: str, call: Call, now: datetime) -> PretendPost:
    post = find_post(answered, call)
    if now - post.created_at > HUMAN_WINDOW:
        raise GraphError(10, OUTSIDE_WINDOW, subcode=2018278, status=403)
    if PretendMessage.objects.filter(page=post.page, answers=answered).exists():
        raise GraphError(10900, "Activity already replied to")
    return post


def _person_in_window(page: PretendPage, person: str, call: Call, now: datetime) -> tuple[str, str]:
    last = PretendMessage.objects.filter(page=page, person_id=person, from_page=False).order_by("-id").first()
    if last is None:
        raise GraphError(100, "No matching user found", subcode=2018001)
    is_human = call.words.get("messaging_type") == "MESSAGE_TAG" and call.words.get("tag") == "HUMAN_AGENT"
    if now - last.created_at > (HUMAN_WINDOW if is_human else WINDOW):
        raise GraphError(10, OUTSIDE_WINDOW, subcode=2018278, status=403)
    return person, last.person
