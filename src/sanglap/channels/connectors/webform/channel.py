"""The citizen's form as a channel: our own words, signed with our own secret, on the same road as every network's.

An answer to a form needs no sending: it stands on the page of the case, where the citizen looks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson

from sanglap.channels.connectors.facebook.reading.values import list_of, moment, object_of, text_of
from sanglap.channels.connectors.facebook.verifying import check_signature
from sanglap.channels.contract import (
    Account,
    Attachment,
    Author,
    Delivery,
    Health,
    IncomingPost,
    Malformed,
    OutgoingReply,
    PostAction,
    PostKind,
    ReplyMode,
    SendResult,
    WebhookAnswer,
    Window,
)


class WebformChannel:
    """See :class:`sanglap.channels.contract.Channel`."""

    kind = "webform"
    text_limits: Mapping[ReplyMode, int] = {ReplyMode.PUBLIC: 8000, ReplyMode.MESSAGE: 8000, ReplyMode.PRIVATE_REPLY: 8000}

    def handshake(self, account: Account, query: Mapping[str, str]) -> WebhookAnswer:
        """A form asks nothing."""
        del account, query
        return WebhookAnswer(405, reason="The form only posts.")

    def verify(self, account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Check our own signature."""
        return check_signature(account, headers, body)

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        """Name the office's form."""
        try:
            return (text_of(_parse(body), "page"),)
        except Malformed:
            return ()

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        """Read one form."""
        form = _parse(body)
        remote = text_of(form, "id")
        author = object_of(form, "author")
        yield IncomingPost(
            page_id=text_of(form, "page"),
            kind=PostKind.FORM,
            action=PostAction.ADD,
            remote_id=remote,
            thread_id=remote,
            dedupe_key=f"form:{remote}",
            happened_at=moment(form.get("sent_at"), received_at),
            author=Author(text_of(author, "id") or remote, text_of(author, "name")),
            text="\n".join(part for part in (text_of(form, "message"), text_of(form, "place")) if part),
            attachments=tuple(_attachment(one) for one in list_of(form, "attachments") if isinstance(one, dict)),
            extra={"phone": text_of(form, "phone")},
        )

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        """The answer is already where the citizen looks: on the page of the case."""
        del account, now
        return SendResult(Delivery.SENT, remote_id=reply.reference)

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        """Always there."""
        del account
        return SendResult(Delivery.SENT, remote_id=reply.reference)

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        """A form's case can be answered at any time."""
        del last_from_citizen, commented_at
        far = datetime.max.replace(year=9000).astimezone()
        return Window(open_until=far, human_until=far)

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        """Nothing can be lost on a road inside the house."""
        del account, since
        return ()

    def health(self, account: Account, now: datetime) -> Health:
        """Always well."""
        del account, now
        return Health(ok=True)


def _attachment(one: dict[str, Any]) -> Attachment:
    latitude, longitude = one.get("latitude"), one.get("longitude")
    is_place = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    return Attachment(
        text_of(one, "kind") or "file",
        text_of(one, "url"),
        float(latitude) if is_place and latitude is not None else None,
        float(longitude) if is_place and longitude is not None else None,
    )


def _parse(body: bytes) -> dict[str, Any]:
    try:
        parsed = orjson.loads(body)
    except ValueError as trouble:
        message = f"The form is not JSON: {trouble}"
        raise Malformed(message) from None
    if not isinstance(parsed, dict):
        message = "The form is not an object."
        raise Malformed(message)
    return parsed
