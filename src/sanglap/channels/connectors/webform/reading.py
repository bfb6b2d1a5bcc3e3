"""From the form's own JSON to a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.contract import Attachment, Author, IncomingPost, Malformed, PostAction, PostKind
from sanglap.channels.untrusted import (
    Value,
    coordinates_of,
    fingerprint,
    identifier_of,
    list_of,
    moment,
    object_of,
    parse_object,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def page_ids(body: bytes) -> tuple[str, ...]:
    """Return the office's form that a body was written in; empty when it cannot be read."""
    try:
        page = identifier_of(parse_object(body), "page")
    except Malformed:
        return ()
    return (page,) if page else ()


def read_form(body: bytes, received_at: datetime) -> Iterator[IncomingPost]:
    """Return the one post of a form. Raises :class:`Malformed`, at once, for what is no JSON object."""
    form = parse_object(body)
    return iter((_read(form, received_at),))


def _read(form: Value, received_at: datetime) -> IncomingPost:
    name = identifier_of(form, "id") or f"form:{fingerprint(form)}"
    author, page = object_of(form, "author"), identifier_of(form, "page")
    words = (text_of(form, "message"), text_of(form, "place"))
    return IncomingPost(
        page_id=page,
        kind=PostKind.FORM,
        action=PostAction.ADD,
        remote_id=name,
        thread_id=identifier_of(form, "thread") or name,  # of a case that goes on: what is added to it
        dedupe_key=f"{page}:form:{name}",
        parent_id=text_of(form, "same_as"),  # the number of the case whose problem the citizen shares
        happened_at=moment(form.get("sent_at"), received_at),
        author=None if "thread" in form else Author(identifier_of(author, "id") or name, text_of(author, "name")),
        text="\n".join(part for part in words if part),
        attachments=tuple(_attachment(one) for one in list_of(form, "attachments") if isinstance(one, dict)),
        extra={"phone": text_of(form, "phone"), "place": text_of(form, "place")},
    )


def _attachment(one: Value) -> Attachment:
    latitude, longitude = coordinates_of(one, "latitude", "longitude") or (None, None)
    kind = text_of(one, "kind")
    return Attachment(
        kind or ("file" if latitude is None else "location"), text_of(one, "url"), latitude, longitude, text_of(one, "fingerprint")
    )
