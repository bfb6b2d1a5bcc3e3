"""Private conversations: what people and pages write, change, take back and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanglap.demo.models import PretendConversation, PretendMessage, PretendPage
from sanglap.demo.network import telling_messenger as telling
from sanglap.demo.network.writing import BY_HAND, meet

INBOX_APP = "263902037430900"  # staff who answer in the page's own inbox do it through an app of the network's


@dataclass(frozen=True, slots=True)
class Said:
    """What a message holds."""

    text: str = ""
    attachments: Sequence[dict[str, Any]] = ()
    metadata: str = ""  # an app's own note, which comes back in the echo
    answers: str = ""  # the comment or post of a private reply
    reply_to: str = ""  # the message that is quoted


def write_message(
    page: PretendPage,
    said: Said,
    *,
    person: str,
    now: datetime,
    from_page: bool = False,
    by_app: str = "",
    known_as: str = "",
) -> PretendMessage:
    """A person writes privately to the page, or the page to a person (then an echo comes back).

    When staff answer by hand in the page's inbox, that inbox holds the conversation from then on and the app hears of
    it in standby only, until it speaks again.
    """
    who = known_as or meet(page, person)
    talk = _conversation(page, who, person, now)
    if from_page:
        by_app = INBOX_APP if by_app in {"", BY_HAND} else by_app
        talk.owner = INBOX_APP if by_app == INBOX_APP else ""
        talk.save(update_fields=["owner"])
    message = PretendMessage.objects.create(
        page=page,
        person_id=who,
        person=person,
        from_page=from_page,
        by_app=by_app,
        text=said.text,
        attachments=list(said.attachments),
        metadata=said.metadata,
        answers=said.answers,
        reply_to=said.reply_to,
        created_at=now,
    )
    telling.tell_message(message, talk, now)
    if from_page:
        telling.tell_delivered(message, talk, now)
    return message


def change_message(message: PretendMessage, text: str, now: datetime) -> None:
    """The person changes the words."""
    message.text, message.edits = text, message.edits + 1
    message.save(update_fields=["text", "edits"])
    telling.tell_edit(message, _talk_of(message), now)


def take_message_back(message: PretendMessage, now: datetime) -> None:
    """The person takes it back: nobody may keep the words."""
    message.text, message.attachments, message.is_deleted = "", [], True
    message.save(update_fields=["text", "attachments", "is_deleted"])
    telling.tell_deletion(message, _talk_of(message), now)


def react_to_message(message: PretendMessage, emoji: str, name: str, now: datetime) -> None:
    """The person puts a sign on what the page wrote."""
    telling.tell_sign(message, _talk_of(message), emoji, name, now)


def read_conversation(page: PretendPage, person: str, now: datetime) -> None:
    """The person looks at the conversation; told when there was something new."""
    rows = PretendMessage.objects.filter(page=page, person_id=person, from_page=True).select_related("page__app")
    newest, talk = rows.order_by("-id").first(), PretendConversation.objects.filter(page=page, person_id=person).first()
    if newest is None or talk is None or (talk.read_until and talk.read_until >= newest.created_at):
        return
    talk.read_until = newest.created_at
    talk.save(update_fields=["read_until"])
    telling.tell_read(newest, talk, now)


def press_button(page: PretendPage, *, person: str, title: str, payload: str, now: datetime) -> None:
    """The person presses a button, such as the first one of a conversation."""
    talk = _conversation(page, meet(page, person), person, now)
    mid = f"m_button_{talk.id}_{int(now.timestamp())}"
    telling.tell_postback(page, talk, {"mid": mid, "title": title, "payload": payload}, now)


def hand_over(talk: PretendConversation, new_owner: str, now: datetime) -> None:
    """Give the conversation to another app, or (with an empty name) back to the page's own."""
    talk.owner = new_owner
    talk.save(update_fields=["owner"])
    if new_owner:
        telling.tell_handover(talk, new_owner, now)


def _conversation(page: PretendPage, who: str, name: str, now: datetime) -> PretendConversation:
    talk, _made = PretendConversation.objects.update_or_create(
        page=page, person_id=who, defaults={"updated_at": now}, create_defaults={"updated_at": now, "person": name}
    )
    return talk


def _talk_of(message: PretendMessage) -> PretendConversation:
    return PretendConversation.objects.get(page_id=message.page_id, person_id=message.person_id)
