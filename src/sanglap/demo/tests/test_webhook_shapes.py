"""What the pretend network tells is shaped exactly as the recorded payloads of the real one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from sanglap.demo.models import Delivery, PretendConversation, PretendPage, PretendPost
from sanglap.demo.network import messaging, telling, writing
from sanglap.demo.network.messaging import Said
from sanglap.demo.network.signing import proof, signature
from sanglap.demo.tests.conftest import NOW, set_mood, told

RECORDED = Path(settings.PACKAGE) / "channels" / "connectors" / "facebook" / "payloads"
LATER = NOW + timedelta(minutes=5)
OPTIONAL = {"post", "referral", "quick_reply"}  # real ones carry them sometimes
PICTURE = {"type": "image", "payload": {"url": "https://scontent.xx.fbcdn.net/m.jpg"}}
PLACE = {"type": "location", "payload": {"coordinates": {"lat": 23.78, "long": 90.4}}}

Scene = Callable[[PretendPage], object]


def rahimas_post(page: PretendPage, **more: Any) -> PretendPost:
    return writing.write_post(page, author="Rahima Khatun", message="পানি নাই ৩ দিন", now=NOW, **more)


def rahimas_comment(page: PretendPage, **more: Any) -> PretendPost:
    words = {"message": "পানি নাই ৩ দিন", "author": "Rahima Khatun", **more}
    return writing.write_comment(rahimas_post(page), now=NOW, **words)


def office_posts(page: PretendPage, kind: str = "post", picture: str = "") -> PretendPost:
    return writing.write_post(page, author="", message="সভা", now=NOW, kind=kind, picture=picture, as_app="4711")


def review(page: PretendPage) -> PretendPost:
    return writing.write_review(page, author="Salma", message="ফোন ধরে না", recommends=False, now=NOW)


def message(page: PretendPage, text: str = "পানি কবে আসবে?", **more: Any) -> Any:
    return messaging.write_message(page, Said(text, **more), person="Rahima", now=NOW)


def answer(page: PretendPage, by_app: str = "4711") -> Any:
    message(page)
    note = "send:8f1c" if by_app == "4711" else ""
    return messaging.write_message(page, Said("আজ রাতে", metadata=note), person="Rahima", now=NOW, from_page=True, by_app=by_app)


def pass_on(page: PretendPage) -> None:
    message(page)
    messaging.hand_over(PretendConversation.objects.select_related("page__app").get(), "123", NOW)


SCENES: dict[str, Scene] = {
    "comment_added": rahimas_comment,
    "comment_reply_by_page": lambda page: writing.write_comment(
        rahimas_comment(page), author=page.name, message="কোন রোডে?", now=NOW, as_page=True
    ),
    "comment_photo_only": lambda page: rahimas_comment(page, message="", picture="https://scontent.xx.fbcdn.net/v/a.jpg"),
    "comment_edited": lambda page: writing.change_post(rahimas_comment(page), "পানি নাই ৪ দিন", LATER),
    "comment_removed": lambda page: writing.remove_post(rahimas_comment(page), LATER),
    "comment_hidden": lambda page: writing.hide_post(rahimas_comment(page), hidden=True, now=LATER),
    "post_by_visitor_added": rahimas_post,
    "post_by_visitor_edited": lambda page: writing.change_post(rahimas_post(page), "রোড ৪", LATER),
    "post_by_visitor_removed": lambda page: writing.remove_post(rahimas_post(page), LATER),
    "status_by_page_added": lambda page: office_posts(page, picture="https://a.example/1.png https://a.example/2.png"),
    "status_by_page_edited": lambda page: writing.change_post(office_posts(page), "আজ ও কাল", LATER),
    "photo_by_visitor_added": lambda page: rahimas_post(page, picture="https://scontent.xx.fbcdn.net/p.jpg"),
    "video_by_page_added": lambda page: office_posts(page, "video", "https://video.xx.fbcdn.net/v.mp4"),
    "share_by_page_added": lambda page: office_posts(page, "share", "https://example.org/"),
    "reaction_added": lambda page: writing.react(rahimas_comment(page), author="Mita", kind="anger", now=LATER),
    "mention_in_post": lambda page: telling.tell_mention(page, "7100_601", "@Ward 12 পানি নাই", NOW),
    "mention_in_comment": lambda page: telling.tell_mention(page, "7100_601", "@Ward 12 দেখুন", NOW, comment="601_9100"),
    "rating_added": review,
    "rating_commented_by_page": lambda page: writing.write_comment(
        review(page), author=page.name, message="দুঃখিত", now=NOW, as_page=True
    ),
    "rating_removed": lambda page: writing.remove_post(review(page), LATER),
    "message_added": message,
    "message_with_picture_and_place": lambda page: message(page, "", attachments=[PICTURE, PLACE]),
    "message_answering_another": lambda page: message(page, reply_to="m_p1"),
    "message_edited": lambda page: messaging.change_message(message(page), "পানি কখন আসবে?", LATER),
    "message_deleted": lambda page: messaging.take_message_back(message(page), LATER),
    "message_delivered": answer,
    "message_read": lambda page: messaging.read_conversation(page, answer(page).person_id, LATER),
    "message_reaction": lambda page: messaging.react_to_message(answer(page), "👍", "like", LATER),
    "postback_get_started": lambda page: messaging.press_button(page, person="Rahima", title="শুরু", payload="GET_STARTED", now=NOW),
    "message_in_standby": lambda page: (answer(page, by_app=""), message(page, "কেউ আছেন?")),
    "thread_control_passed": pass_on,
}


def shape(value: Any) -> Any:
    """Return a value's names and kinds, without what it says."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items() if name not in OPTIONAL}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value).__name__


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))["entry"][0]


class TestTheNetworkTellsAsTheRealOneDoes:
    @pytest.mark.parametrize("name", sorted(SCENES))
    def test_every_change_has_the_recorded_shape(self, page: PretendPage, name: str) -> None:
        SCENES[name](page)
        ours, theirs = told()[-1], recorded(name)
        assert shape(ours) == shape(theirs)
        for one, other in zip(ours.get("changes", []), theirs.get("changes", []), strict=True):
            assert one["field"] == other["field"]
            assert (one["value"]["item"], one["value"]["verb"]) == (other["value"]["item"], other["value"]["verb"])

    @pytest.mark.parametrize(("name", "by_app"), [("message_echo", "4711"), ("message_echo_from_elsewhere", "")])
    def test_the_pages_own_messages_come_back_as_echoes(self, page: PretendPage, name: str, by_app: str) -> None:
        answer(page, by_app=by_app)
        echo = told()[-2]
        event = (echo.get("messaging") or echo["standby"])[0]
        assert shape(event) == shape(recorded(name)["messaging"][0])
        assert event["sender"] == {"id": "112"}

    def test_a_conversation_comes_back_from_standby_when_the_app_speaks(self, page: PretendPage) -> None:
        for by_app in ("", "4711"):
            answer(page, by_app=by_app)
        message(page)
        assert ["standby" in one for one in told()] == [False, True, True, True, False, False, False]

    def test_time_is_in_seconds_beside_changes_and_in_milliseconds_beside_messages(self, page: PretendPage) -> None:
        rahimas_post(page)
        message(page)
        assert [one["time"] for one in told()] == [int(NOW.timestamp()), int(NOW.timestamp() * 1000)]

    def test_a_comment_carries_its_post_with_time_and_address(self, page: PretendPage) -> None:
        comment = rahimas_comment(page)
        value = told()[-1]["changes"][0]["value"]
        assert shape(value["post"]) == shape(recorded("comment_added")["changes"][0]["value"]["post"])
        assert value["post"]["updated_time"] == "2026-09-21T13:46:40+0000"
        assert value["comment_id"] == f"{comment.root_id}_{comment.id}"
        assert value["parent_id"] == value["post_id"] == f"112_{comment.root_id}"

    def test_a_reply_to_a_reply_hangs_under_the_first_comment(self, page: PretendPage) -> None:
        comment = rahimas_comment(page)
        reply = writing.write_comment(comment, author="Karim", message="আমাদেরও", now=NOW)
        third = writing.write_comment(reply, author="Mita", message="আমাদেরও", now=NOW)
        assert third.parent_id == comment.id
        assert told()[-1]["changes"][0]["value"]["parent_id"] == comment.remote_id

    def test_the_body_is_ascii_and_keeps_every_bangla_letter(self, page: PretendPage) -> None:
        rahimas_post(page)
        body = bytes(Delivery.objects.get().body)
        assert body.isascii()
        assert b"\\u09aa\\u09be\\u09a8\\u09bf" in body
        assert json.loads(body)["entry"][0]["changes"][0]["value"]["message"] == "পানি নাই ৩ দিন"

    def test_hiding_twice_is_told_once(self, page: PretendPage) -> None:
        comment = rahimas_comment(page)
        for _ in range(2):
            writing.hide_post(comment, hidden=True, now=LATER)
        assert [one["changes"][0]["value"]["verb"] for one in told()] == ["add", "add", "hide"]

    def test_words_before_a_change_are_kept_as_history(self, page: PretendPage) -> None:
        post = rahimas_post(page)
        writing.change_post(post, "পানি এসেছে", LATER)
        assert [one.message for one in post.edits.all()] == ["পানি নাই ৩ দিন"]

    def test_without_the_permission_nobodys_name_is_told_but_the_pages_own(self, page: PretendPage) -> None:
        set_mood(missing_permission="pages_read_user_content")
        rahimas_post(page)
        office_posts(page)
        assert ["from" in one["changes"][0]["value"] for one in told()] == [False, True]


class TestNothingIsToldToWhoDoesNotListen:
    @pytest.mark.parametrize("layer", ["callback_url", "fields"])
    def test_without_the_apps_address_or_fields(self, page: PretendPage, layer: str) -> None:
        setattr(page.app, layer, "")
        rahimas_post(page)
        assert not told()

    def test_without_the_pages_own_subscription(self, page: PretendPage) -> None:
        page.subscribed_fields = "messages"
        rahimas_post(page)
        message(page)
        assert [list(one) for one in told()] == [["id", "time", "messaging"]]


class TestSignatures:
    def test_they_are_those_of_the_reference(self) -> None:
        body = (
            b'{"object":"page","entry":[{"id":"112","time":1790000000,"changes":[{"field":"feed","value":'
            b'{"item":"comment","verb":"add","message":"\\u09aa\\u09be\\u09a8\\u09bf \\u09a8\\u09be\\u0987"}}]}]}'
        )
        assert len(body) == 183
        assert signature(body, "test_app_secret") == "sha256=1e01fa49984b778d6146d4711bd3753e02cb4fa6f28a65d0bed48737f47bbcbe"
        assert proof("EAAtesttoken", "test_app_secret") == "2f6c99f265a9e1644d725e8f9c96e439fcbf40a73357d1d98ba8b98fbfe445e4"
