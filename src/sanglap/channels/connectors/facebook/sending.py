"""Saying something on Facebook, once: under a post, privately, or by hiding. What went wrong is told, never raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.graph import writing_trouble
from sanglap.channels.connectors.facebook.reading.messenger import REFERENCE_PREFIX
from sanglap.channels.connectors.facebook.reading.naming import comment_name, is_same
from sanglap.channels.connectors.facebook.windows import (
    MessagingType,
    private_reply_is_late,
    types_to_try,
    why_nobody_may_write,
)
from sanglap.channels.contract import Delivery, OutgoingReply, ReplyMode, SendResult
from sanglap.channels.untrusted import Value, identifier_of, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sanglap.channels.connectors.facebook.graph import Graph, Outcome

TEXT_LIMITS: Mapping[ReplyMode, int] = {
    ReplyMode.PUBLIC: 8_000,  # letters
    ReplyMode.PRIVATE_REPLY: 2_000,
    ReplyMode.MESSAGE: 2_000,
}
LONGEST_NAME = 60  # letters
NOT_NAMED = "Facebook took the reply but did not name it. It is looked up whether it arrived."
READ_BACK = "id,parent{id},permalink_url,message"
TAG_NOT_GRANTED = frozenset({10, 100, 200})


def send(graph: Graph, reply: OutgoingReply, now: datetime) -> SendResult:
    """Send one reply. Whatever happens is a :class:`SendResult`."""
    if not reply.target_id.strip("."):
        return SendResult(Delivery.REFUSED, code="no_target", reason="It is not known whom this answers.")
    if reply.mode in {ReplyMode.HIDE, ReplyMode.UNHIDE}:
        return _send_hiding(graph, reply)
    if refusal := _refusal_of_words(reply):
        return refusal
    if reply.mode is ReplyMode.PUBLIC:
        return _send_comment(graph, reply)
    if reply.mode is ReplyMode.PRIVATE_REPLY:
        return _send_private_reply(graph, reply, now)
    return _send_message(graph, reply, now)


def worded(reply: OutgoingReply, *, is_nested: bool) -> str:
    """Return the words as they will stand there.

    An answer to a reply hangs under that reply's parent, so it begins with the name of the person it is meant for.
    """
    name = " ".join(reply.addressee_name.replace("@", "").split())[:LONGEST_NAME]
    if not is_nested or not name or reply.text.lstrip().casefold().startswith(name.casefold()):
        return reply.text
    text = f"{name}, {reply.text}"
    return text if len(text) <= TEXT_LIMITS[ReplyMode.PUBLIC] else reply.text


def _refusal_of_words(reply: OutgoingReply) -> SendResult | None:
    limit, length = TEXT_LIMITS[reply.mode], len(reply.text)
    if not reply.text.strip():
        return SendResult(Delivery.REFUSED, code="empty", reason="There are no words to send.")
    if length > limit:
        reason = f"The text has {length} letters; Facebook takes {limit}. Please shorten it."
        return SendResult(Delivery.REFUSED, code="too_long", reason=reason)
    return None


def _send_hiding(graph: Graph, reply: OutgoingReply) -> SendResult:
    hidden = "true" if reply.mode is ReplyMode.HIDE else "false"
    outcome = graph.post(reply.target_id, is_hidden=hidden)
    if not outcome.is_ok:
        return writing_trouble(outcome)
    if outcome.data.get("success") is not True:
        reason = "Facebook did not say whether the comment is hidden now. It is looked up."
        return SendResult(Delivery.UNKNOWN, code="no_success", reason=reason)
    return _sent(outcome, remote_id=reply.target_id)


def _send_comment(graph: Graph, reply: OutgoingReply) -> SendResult:
    parent = parent_of_target(graph, reply)
    if isinstance(parent, SendResult):
        return parent
    under, text = parent or reply.target_id, worded(reply, is_nested=bool(parent))
    outcome = graph.post(under, "comments", message=text)
    if not outcome.is_ok:
        return writing_trouble(outcome)
    named = identifier_of(outcome.data, "id")
    if outcome.data.get("success") is True or named in {under, reply.target_id}:
        reason = "Facebook changed an older comment instead of adding one. Look at the page and put it right there."
        return SendResult(Delivery.REFUSED, code="edited_instead", reason=reason)
    if not named:
        return SendResult(Delivery.UNKNOWN, code="no_id", reason=NOT_NAMED)
    return _sent(outcome, remote_id=comment_name(named, reply.thread_id), permalink=_read_back(graph, outcome, named))


def parent_of_target(graph: Graph, reply: OutgoingReply) -> str | SendResult:
    """Return the comment to write under when the target is itself a reply; "" when we can write under the target.

    Facebook has two levels. A parent that nobody told us is asked for; only trouble that the write would meet as well
    stops us here, and since nothing was written yet, it can be tried again.
    """
    parent = reply.parent_id
    if not parent:
        if not reply.thread_id or is_same(reply.target_id, reply.thread_id):
            return ""
        outcome = graph.get(reply.target_id, fields="id,parent{id}")
        if not outcome.is_ok:
            trouble = writing_trouble(outcome)
            return trouble if trouble.delivery in {Delivery.WAIT, Delivery.BROKEN} else ""
        parent = identifier_of(object_of(outcome.data, "parent"), "id")
    if not parent or is_same(parent, reply.thread_id) or is_same(parent, reply.target_id):
        return ""
    return comment_name(parent, reply.thread_id)


def _read_back(graph: Graph, posted: Outcome, remote_id: str) -> str:
    """Return where people find the new comment; "" when we should spare the call or it fails: the reply stands anyway."""
    if posted.usage.is_slow:
        return ""
    return text_of(graph.get(remote_id, fields=READ_BACK).data, "permalink_url")


def _send_private_reply(graph: Graph, reply: OutgoingReply, now: datetime) -> SendResult:
    if private_reply_is_late(reply.commented_at, now):
        reason = "A private reply is possible for 7 days after the comment. Answer under the comment instead."
        return SendResult(Delivery.REFUSED, code="window_closed", reason=reason)
    kind = "post_id" if not reply.thread_id or is_same(reply.target_id, reply.thread_id) else "comment_id"
    outcome = graph.post_json(graph.account.page_id, "messages", body=_message({kind: reply.target_id}, reply))
    return _result_of_message(outcome)


def _send_message(graph: Graph, reply: OutgoingReply, now: datetime) -> SendResult:
    """Send in an open conversation, as RESPONSE or, typed by a person and late, as HUMAN_AGENT.

    "Outside the window" means that nothing was sent, so a person's words may then be tried with the tag.
    """
    types = types_to_try(reply, now)
    if not types:
        return SendResult(Delivery.REFUSED, code="window_closed", reason=why_nobody_may_write(reply, now))
    tag, outcome = types[0], _post_message(graph, reply, types[0])
    if outcome.is_outside_window and len(types) > 1:
        tag, outcome = types[1], _post_message(graph, reply, types[1])
    meaning = outcome.meaning
    if meaning and meaning.code in TAG_NOT_GRANTED and tag is MessagingType.HUMAN_AGENT and not outcome.is_outside_window:
        reason = "Facebook has not approved this page's app for late answers (Human Agent). Answer under the public post."
        return SendResult(Delivery.REFUSED, code=meaning.name, reason=reason)
    return _result_of_message(outcome)


def _post_message(graph: Graph, reply: OutgoingReply, tag: MessagingType) -> Outcome:
    return graph.post_json(graph.account.page_id, "messages", body=_message({"id": reply.target_id}, reply) | tag.declared)


def _message(recipient: Value, reply: OutgoingReply) -> Value:
    return {
        "recipient": recipient,
        "message": {"text": reply.text, "metadata": f"{REFERENCE_PREFIX}{reply.reference}"},
    }


def _result_of_message(outcome: Outcome) -> SendResult:
    if not outcome.is_ok:
        return writing_trouble(outcome)
    named = identifier_of(outcome.data, "message_id")
    if not named:
        return SendResult(Delivery.UNKNOWN, code="no_id", reason=NOT_NAMED)
    return _sent(outcome, remote_id=named, addressee_id=identifier_of(outcome.data, "recipient_id"))


def _sent(outcome: Outcome, *, remote_id: str, permalink: str = "", addressee_id: str = "") -> SendResult:
    return SendResult(
        Delivery.SENT,
        remote_id=remote_id,
        permalink=permalink,
        addressee_id=addressee_id,
        retry_after=outcome.usage.pause,
    )
