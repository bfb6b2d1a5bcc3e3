"""Did an uncertain reply arrive? We look at what the page said last in that place, and never guess."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.errors import MEANINGS
from sanglap.channels.connectors.facebook.graph import reading_trouble
from sanglap.channels.connectors.facebook.reading.naming import comment_name, is_same
from sanglap.channels.connectors.facebook.sending import parent_of_target, worded
from sanglap.channels.contract import Delivery, OutgoingReply, ReplyMode, SendResult, UnableToRead
from sanglap.channels.untrusted import Value, identifier_of, list_of, moment, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sanglap.channels.connectors.facebook.graph import Graph

CLOCKS_DIFFER = timedelta(minutes=2)  # between Facebook's clock and ours
MOST_LOOKED_AT = 500  # newest comments; beyond that we do not know
MESSAGES_TOLD = 20  # the newest messages of a conversation are all that can be read
COMMENT_FIELDS = "id,message,from,created_time,parent{id},permalink_url"
NOT_FOUND = SendResult(Delivery.REFUSED, code="not_found", reason="The reply did not arrive. It can be sent again.")
UNCLEAR = SendResult(Delivery.UNKNOWN, code="unclear", reason="It could not be found out whether the reply arrived.")


def find_sent(graph: Graph, reply: OutgoingReply) -> SendResult:
    """Return SENT with its name when the reply is there, REFUSED "not_found" when it is surely not, else UNKNOWN."""
    try:
        if reply.mode is ReplyMode.PUBLIC:
            return _find_comment(graph, reply)
        if reply.mode is ReplyMode.MESSAGE:
            return _find_message(graph, reply, reply.target_id)
        if reply.mode is ReplyMode.PRIVATE_REPLY:
            return _find_private_reply(graph, reply)
        return _find_hiding(graph, reply)
    except UnableToRead as trouble:
        return _unclear_because(trouble.result)


def _unclear_because(trouble: SendResult) -> SendResult:
    """Say that nobody knows; but where the whole thread is gone, no reply can stand there."""
    if trouble.delivery is Delivery.REFUSED and trouble.code == MEANINGS[100, 33].name:
        return trouble
    return replace(trouble, delivery=Delivery.UNKNOWN)


def _find_comment(graph: Graph, reply: OutgoingReply) -> SendResult:
    """Look through the newest comments of the whole post: a reply to a reply hangs under that one's parent."""
    parent = parent_of_target(graph, reply)
    if isinstance(parent, SendResult):
        return _unclear_because(parent)
    under, wanted = parent or reply.target_id, {worded(reply, is_nested=bool(parent)), reply.text}
    post = reply.thread_id or reply.target_id
    newest = graph.listing(
        post,
        "comments",
        is_urgent=True,
        filter="stream",
        order="reverse_chronological",
        live_filter="no_filter",
        limit=100,
        fields=COMMENT_FIELDS,
    )
    looked_at = 0
    for comment in islice(newest, MOST_LOOKED_AT):
        looked_at += 1
        if _is_older(comment, reply.attempt_started_at):
            return NOT_FOUND
        hangs_under = identifier_of(object_of(comment, "parent"), "id") or post
        if is_same(hangs_under, under) and _is_ours(graph, comment, wanted):
            remote_id = comment_name(identifier_of(comment, "id"), reply.thread_id)
            return SendResult(Delivery.SENT, remote_id=remote_id, permalink=text_of(comment, "permalink_url"))
    return NOT_FOUND if looked_at < MOST_LOOKED_AT else UNCLEAR


def _find_message(graph: Graph, reply: OutgoingReply, person: str) -> SendResult:
    conversations = graph.listing(
        graph.account.page_id, "conversations", is_urgent=True, platform="messenger", user_id=person, fields="id"
    )
    conversation = next(conversations, None)
    if conversation is None:
        return NOT_FOUND
    fields = "messages{id,created_time,from,to,message}"
    outcome = graph.get(identifier_of(conversation, "id"), fields=fields)
    if not outcome.is_ok:
        raise UnableToRead(reading_trouble(outcome))
    messages = [one for one in list_of(object_of(outcome.data, "messages"), "data") if isinstance(one, dict)]
    return _find_among(graph, reply, messages)


def _find_among(graph: Graph, reply: OutgoingReply, messages: Iterable[Value]) -> SendResult:
    looked_at = 0
    for message in messages:
        looked_at += 1
        if _is_older(message, reply.attempt_started_at):
            return NOT_FOUND
        if _is_ours(graph, message, {reply.text}):
            return SendResult(Delivery.SENT, remote_id=identifier_of(message, "id"))
    return NOT_FOUND if looked_at < MESSAGES_TOLD else UNCLEAR


def _find_private_reply(graph: Graph, reply: OutgoingReply) -> SendResult:
    """Find a private reply, which can be sent once: while it still can be, it was not; else look at the conversation."""
    outcome = graph.get(reply.target_id, fields="id,from,can_reply_privately")
    if not outcome.is_ok:
        raise UnableToRead(reading_trouble(outcome))
    if outcome.data.get("can_reply_privately") is True:
        return NOT_FOUND
    person = identifier_of(object_of(outcome.data, "from"), "id")
    found = _find_message(graph, reply, person) if person else UNCLEAR
    return found if found.delivery is Delivery.SENT else UNCLEAR


def _find_hiding(graph: Graph, reply: OutgoingReply) -> SendResult:
    outcome = graph.get(reply.target_id, fields="id,is_hidden")
    if not outcome.is_ok:
        raise UnableToRead(reading_trouble(outcome))
    is_hidden = outcome.data.get("is_hidden")
    if not isinstance(is_hidden, bool):
        return UNCLEAR
    is_done = is_hidden is (reply.mode is ReplyMode.HIDE)
    return SendResult(Delivery.SENT, remote_id=reply.target_id) if is_done else NOT_FOUND


def _is_ours(graph: Graph, said: Value, wanted: set[str]) -> bool:
    is_page = identifier_of(object_of(said, "from"), "id") == graph.account.page_id
    return is_page and _bare(text_of(said, "message")) in {_bare(text) for text in wanted}


def _bare(text: str) -> str:
    """Return the words alone: networks change spaces, line ends and the spelling of composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_older(said: Value, attempt_started_at: datetime | None) -> bool:
    """Tell whether something was said before the sending began: the same words of another day are not this reply."""
    if attempt_started_at is None:
        return False
    return moment(said.get("created_time"), attempt_started_at) < attempt_started_at - CLOCKS_DIFFER
