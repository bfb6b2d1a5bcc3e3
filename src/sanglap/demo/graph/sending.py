"""The Send API: private replies, messages within the windows, signs of life, and who holds a conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sanglap.demo.graph.answers import FORBIDDEN, GraphError, bad_parameter, not_there
from sanglap.demo.graph.calling import Call
from sanglap.demo.graph.nodes import PRIVATE_REPLY, find_post
from sanglap.demo.models import PretendConversation, PretendMessage, PretendPage, PretendPost
from sanglap.demo.network.messaging import Said, hand_over, write_message

WINDOW = timedelta(hours=24)
HUMAN_WINDOW = timedelta(days=7)
LONGEST, LONGEST_NOTE = 2_000, 120  # letters
TYPES = {"RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"}
ACTIONS = {"typing_on", "typing_off", "mark_seen"}
ATTACHMENTS = {"image", "audio", "video", "file", "template"}
OUTSIDE_WINDOW = "This message is sent outside of allowed window."


def send_as_page(page: PretendPage, call: Call) -> dict[str, Any]:
    """Answer ``POST /{page}/messages``. Raises the network's errors for closed windows and wrong words."""
    if call.own_page().remote_id != page.remote_id:
        raise not_there(page.remote_id)
    call.need("pages_messaging")
    recipient = call.object("recipient")
    if action := call.word("sender_action"):
        if action not in ACTIONS:
            raise bad_parameter("Param sender_action must be one of {TYPING_ON, TYPING_OFF, MARK_SEEN}")
        return {"recipient_id": str(recipient.get("id", ""))}
    said = _message(call)
    if named := str(recipient.get("comment_id") or recipient.get("post_id") or ""):
        post = _privately_answerable(named, call, is_comment="comment_id" in recipient)
        person, name, said = post.author_id, post.author, replace(said, answers=post.remote_id)
    else:
        person, name = _person_in_window(page, str(recipient.get("id", "")), call)
    by_app = call.app.app_id if call.app else ""
    sent = write_message(page, said, person=name, known_as=person, now=call.now, from_page=True, by_app=by_app)
    return {"recipient_id": person, "message_id": sent.mid}


def control_thread(page: PretendPage, edge: str, call: Call) -> dict[str, Any]:
    """Answer ``thread_owner`` and pass, take or release the control of a conversation."""
    call.need("pages_messaging")
    person = call.word("recipient") if call.method == "GET" else str(call.object("recipient").get("id", ""))
    talk = PretendConversation.objects.filter(page=page, person_id=person).select_related("page__app").first()
    if talk is None or call.own_page().remote_id != page.remote_id:
        raise bad_parameter("No matching user found", 2018001)
    own = call.app.app_id if call.app else ""
    if edge == "thread_owner":
        return {"data": [{"thread_owner": {"app_id": talk.owner or own}}]}
    target = call.word("target_app_id")[:32] if edge == "pass_thread_control" else ""
    hand_over(talk, "" if target == own else target, call.now)
    return {"success": True}


def _message(call: Call) -> Said:
    """Return words, attachments and the app's own note."""
    if (call.word("messaging_type") or "RESPONSE") not in TYPES:
        raise bad_parameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}")
    message = call.object("message")
    text, note, attachment = message.get("text", ""), message.get("metadata", ""), message.get("attachment")
    if not isinstance(text, str) or not isinstance(note, str):
        raise bad_parameter("Param message[text] must be a string")
    if len(text) > LONGEST:
        raise bad_parameter("Length of param message[text] must be less than or equal to 2000")
    if attachment is None:
        if not text:
            raise bad_parameter("Param message[text] must not be empty")
        return Said(text, metadata=note[:LONGEST_NOTE])
    if not isinstance(attachment, dict) or attachment.get("type") not in ATTACHMENTS:
        raise bad_parameter("Param message[attachment][type] must be one of {image, audio, video, file, template}")
    return Said(text, [attachment], metadata=note[:LONGEST_NOTE])


def _privately_answerable(named: str, call: Call, *, is_comment: bool) -> PretendPost:
    post = find_post(named, call)
    if post.is_comment is not is_comment:
        raise not_there(named)
    if post.is_from_page:
        raise GraphError(10903, "This user cannot reply to this activity")
    if call.now - post.created_at > PRIVATE_REPLY:
        raise GraphError(10, OUTSIDE_WINDOW, subcode=2018278, status=FORBIDDEN)
    if PretendMessage.objects.filter(page=post.page, answers=post.remote_id).exists():
        raise GraphError(10900, "Activity already replied to")
    return post


def _person_in_window(page: PretendPage, person: str, call: Call) -> tuple[str, str]:
    """Return a person who wrote lately. An answer of ours does not open the window again."""
    talk = PretendConversation.objects.filter(page=page, person_id=person).first()
    if talk is None:
        raise bad_parameter("No matching user found", 2018001)
    allowed = WINDOW
    if call.word("messaging_type") == "MESSAGE_TAG":
        if call.word("tag") != "HUMAN_AGENT":
            raise bad_parameter("The message tag is not, or no longer, allowed")
        if call.app is not None and not call.app.may_answer_late:
            raise GraphError(10, "Application does not have permission for this action: Human Agent", status=FORBIDDEN)
        allowed = HUMAN_WINDOW
    last = PretendMessage.objects.filter(page=page, person_id=person, from_page=False).order_by("-id").first()
    if last is None or call.now - last.created_at > allowed:
        raise GraphError(10, OUTSIDE_WINDOW, subcode=2018278, status=FORBIDDEN)
    return person, talk.person
