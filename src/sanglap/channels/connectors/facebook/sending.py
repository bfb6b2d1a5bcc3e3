"""Saying something on Facebook, once: under a post, privately, or by hiding. What went wrong is told, never raised."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sanglap.channels.connectors.facebook.errors import meaning_of
from sanglap.channels.connectors.facebook.graph import Outcome, UnableToList, call, pages
from sanglap.channels.connectors.facebook.reading.values import last_part
from sanglap.channels.contract import Account, Delivery, OutgoingReply, ReplyMode, SendResult, Window

WINDOW = timedelta(hours=24)
HUMAN_WINDOW = timedelta(days=7)
PRIVATE_REPLY_WINDOW = timedelta(days=7)
TEXT_LIMITS = {ReplyMode.PUBLIC: 8000, ReplyMode.PRIVATE_REPLY: 2000, ReplyMode.MESSAGE: 2000}
TRY_AGAIN = timedelta(minutes=2)


def window(last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
    """Return until when a person may be answered privately: 24 hours, 7 days by a human, 7 days after a comment."""
    return Window(
        open_until=last_from_citizen + WINDOW if last_from_citizen else None,
        human_until=last_from_citizen + HUMAN_WINDOW if last_from_citizen else None,
        private_reply_until=commented_at + PRIVATE_REPLY_WINDOW if commented_at else None,
    )


def send(account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
    """Send one reply. A private message keeps to the window since the citizen last wrote."""
    limit = TEXT_LIMITS.get(reply.mode)
    if limit and len(reply.text) > limit:
        return SendResult(Delivery.REFUSED, reason=f"The text is longer than {limit} letters; please shorten it.")
    if reply.mode is ReplyMode.PUBLIC:
        return _public(account, reply)
    if reply.mode in {ReplyMode.HIDE, ReplyMode.UNHIDE}:
        hidden = "true" if reply.mode is ReplyMode.HIDE else "false"
        outcome = call(account, "POST", reply.target_id, params={"is_hidden": hidden})
        return SendResult(Delivery.SENT, remote_id=reply.target_id) if outcome.ok else refused(outcome)
    return _private(account, reply, now)


def _public(account: Account, reply: OutgoingReply) -> SendResult:
    outcome = call(account, "POST", f"{reply.target_id}/comments", params={"message": reply.text})
    if not outcome.ok:
        return refused(outcome)
    remote = outcome.data.get("id")
    if not isinstance(remote, str) or not remote:
        return SendResult(Delivery.UNKNOWN, reason="Facebook took the call but did not name a new comment.")
    return SendResult(Delivery.SENT, remote_id=last_part(remote), permalink=str(outcome.data.get("permalink_url", "")))


def _private(account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
    message = {"text": reply.text, "metadata": f"send:{reply.reference}"}
    body: dict[str, Any]
    if reply.mode is ReplyMode.PRIVATE_REPLY:
        name = "post_id" if last_part(reply.target_id) == last_part(reply.thread_id) else "comment_id"
        body = {"recipient": {name: reply.target_id}, "message": message}
    else:
        body = {"recipient": {"id": reply.target_id}, "message": message, **_messaging_type(reply, now)}
        if body.pop("closed", False):
            return SendResult(Delivery.REFUSED, code="10/2018278", reason=meaning_of(10, 2018278).reason)
    outcome = call(account, "POST", f"{account.page_id}/messages", json=body)
    if not outcome.ok:
        return refused(outcome)
    return SendResult(Delivery.SENT, remote_id=str(outcome.data.get("message_id", "")))


def _messaging_type(reply: OutgoingReply, now: datetime) -> dict[str, Any]:
    """A rule never speaks as a human, and a human is not marked inside the first 24 hours: the network's own rule."""
    last = reply.last_from_citizen
    if last is None or now <= last + WINDOW:
        return {"messaging_type": "RESPONSE"}
    if reply.by_human and now <= last + HUMAN_WINDOW:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"closed": True}


def refused(outcome: Outcome) -> SendResult:
    """Turn a failed call into what the outbox must do. A lost answer to a write is never simply tried again."""
    if not outcome.reached:
        return SendResult(Delivery.WAIT, retry_after=TRY_AGAIN, code="unreachable", reason="Facebook cannot be reached; sending goes on by itself.")
    if not outcome.answered or (outcome.status >= 500 and not outcome.error):  # noqa: PLR2004 – HTTP
        return SendResult(Delivery.UNKNOWN, code=f"http/{outcome.status}", reason="The answer never came; it is looked up whether the reply arrived.")
    meaning = meaning_of(outcome.code, outcome.subcode, is_transient=outcome.error.get("is_transient") is True)
    code = f"{outcome.code}/{outcome.subcode}" if outcome.subcode else str(outcome.code)
    return SendResult(meaning.delivery, retry_after=outcome.usage.regain or meaning.pause, code=code, reason=meaning.reason)


def find_sent(account: Account, reply: OutgoingReply) -> SendResult:
    """Look whether an uncertain reply is there: the page's newest words under the same parent with the same text."""
    if reply.mode in {ReplyMode.HIDE, ReplyMode.UNHIDE}:
        return SendResult(Delivery.REFUSED, code="not_found", reason="Hiding twice does no harm; it is simply done again.")
    try:
        if reply.mode is ReplyMode.PUBLIC:
            return _find(_comments(account, reply.target_id), account.page_id, reply.text)
        return _find(_messages(account, reply), account.page_id, reply.text)
    except UnableToList as trouble:
        if trouble.outcome.code == 100:  # noqa: PLR2004 – the post is gone, so is the reply
            return SendResult(Delivery.REFUSED, code="100/33", reason=meaning_of(100, 33).reason)
        return SendResult(Delivery.UNKNOWN, reason="It cannot be looked up at the moment.")


def _find(said: list[dict[str, Any]], page_id: str, text: str) -> SendResult:
    for one in said:
        sender = one.get("from")
        words = str(one.get("message", ""))
        if isinstance(sender, dict) and str(sender.get("id")) == page_id and words.strip() == text.strip():
            return SendResult(Delivery.SENT, remote_id=last_part(str(one.get("id", ""))))
    return SendResult(Delivery.REFUSED, code="not_found", reason="The reply is not there; it may be sent again.")


def _comments(account: Account, target: str) -> list[dict[str, Any]]:
    fields = "id,message,from,created_time,parent{id}"
    params = {"filter": "stream", "order": "reverse_chronological", "limit": 100, "fields": fields}
    return list(pages(account, f"{target}/comments", params))


def _messages(account: Account, reply: OutgoingReply) -> list[dict[str, Any]]:
    person = reply.target_id
    found = list(pages(account, f"{account.page_id}/conversations", {"platform": "messenger", "user_id": person, "fields": "id"}))
    if not found:
        return []
    outcome = call(account, "GET", str(found[0]["id"]), params={"fields": "messages{id,created_time,from,to,message}"})
    if not outcome.ok:
        raise UnableToList(outcome)
    return [one for one in (outcome.data.get("messages") or {}).get("data", []) if isinstance(one, dict)]
