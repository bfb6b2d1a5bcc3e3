"""Until when a person may be answered privately, and in which manner: Facebook's rules as functions of time."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sanglap.channels.contract import OutgoingReply, Window

if TYPE_CHECKING:
    from datetime import datetime

ANYBODY = timedelta(hours=24)  # since the person's last message; our own messages do not open it again
A_HUMAN = timedelta(days=7)  # typed by a person, with the tag HUMAN_AGENT
PRIVATE_REPLY = timedelta(days=7)  # since the post or comment; once


class MessagingType(StrEnum):
    """How a private message is declared."""

    RESPONSE = "RESPONSE"
    HUMAN_AGENT = "HUMAN_AGENT"

    @property
    def declared(self) -> dict[str, str]:
        """Return the declaration as Facebook wants to read it."""
        if self is MessagingType.RESPONSE:
            return {"messaging_type": "RESPONSE"}
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


def window(last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
    """Return until when this person may be answered privately."""
    return Window(
        open_until=last_from_citizen + ANYBODY if last_from_citizen else None,
        human_until=last_from_citizen + A_HUMAN if last_from_citizen else None,
        private_reply_until=commented_at + PRIVATE_REPLY if commented_at else None,
    )


def types_to_try(reply: OutgoingReply, now: datetime) -> tuple[MessagingType, ...]:
    """Return how to declare a message, first choice first; nothing when Facebook would not take it in any way.

    Inside 24 hours nobody is tagged. A rule never speaks as a human. Without knowing when the person last wrote, or
    when Facebook's clock differs from ours, the first refusal leads to the second choice.
    """
    last = reply.last_from_citizen
    if last is None or now <= last + ANYBODY:
        return (MessagingType.RESPONSE, MessagingType.HUMAN_AGENT) if reply.by_human else (MessagingType.RESPONSE,)
    if reply.by_human and now <= last + A_HUMAN:
        return (MessagingType.HUMAN_AGENT,)
    return ()


def why_nobody_may_write(reply: OutgoingReply, now: datetime) -> str:
    """Say why :func:`types_to_try` found nothing, and which other way there is."""
    last = reply.last_from_citizen
    if last is not None and now <= last + A_HUMAN:
        return "After 24 hours only a person may answer privately. An officer must send this, or answer in public."
    return "More than 7 days have passed since this person wrote. Answer under their public post, or ask them to write again."


def private_reply_is_late(commented_at: datetime | None, now: datetime) -> bool:
    """Tell whether the seven days for a private reply are over; not when nobody knows."""
    return commented_at is not None and now > commented_at + PRIVATE_REPLY
