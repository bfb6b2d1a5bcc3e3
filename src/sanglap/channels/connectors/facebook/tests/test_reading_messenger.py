from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.contract import IncomingPost, PostAction, PostKind

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.connectors.facebook.channel import FacebookChannel

T = 1790003000111


@pytest.fixture
def hear(channel: FacebookChannel, now: datetime) -> Any:
    def hear(*events: Any, inbox: str = "messaging") -> list[IncomingPost]:
        body = {"object": "page", "entry": [{"id": "112", "time": T, inbox: list(events)}]}
        return list(channel.read(json.dumps(body).encode(), now))

    return hear


def event(**payload: Any) -> dict[str, Any]:
    return {"sender": {"id": "5001"}, "recipient": {"id": "112"}, "timestamp": T} | payload


class TestRahimaWritesPrivately:
    def test_twenty_messages_within_a_second_keep_their_order(self, hear: Any) -> None:
        events = [event(timestamp=T + number, message={"mid": f"m_{number}", "text": str(number)}) for number in range(20)]
        random.Random(1).shuffle(events)
        posts = sorted(hear(*events), key=lambda post: post.happened_at)
        assert [post.text for post in posts] == [str(number) for number in range(20)]

    def test_her_number_may_be_a_number(self, hear: Any) -> None:
        (post,) = hear(event(sender={"id": 5001}, timestamp=str(T), message={"mid": "m_1", "text": "পানি"}))
        (same,) = hear(event(message={"mid": "m_1", "text": "পানি"}))
        assert post == same

    def test_her_edits_have_one_key_each_whether_counted_in_numbers_or_text(self, hear: Any) -> None:
        keys = [hear(event(message_edit={"mid": "m_1", "text": "x", "num_edit": count}))[0].dedupe_key for count in (1, "1", 2)]
        assert keys[0] == keys[1] != keys[2]

    def test_a_deleted_message_keeps_its_name(self, hear: Any) -> None:
        (post,) = hear(event(message={"mid": "m_1", "is_deleted": True}))
        assert (post.kind, post.action, post.remote_id) == (PostKind.MESSAGE, PostAction.REMOVE, "m_1")

    @pytest.mark.parametrize("kind", ["image", "audio", "video", "file", "sticker"])
    def test_a_picture_a_sound_a_sticker_alone_are_heard(self, hear: Any, kind: str) -> None:
        attachment = {"type": kind, "payload": {"url": "https://scontent.xx.fbcdn.net/a"}}
        (post,) = hear(event(message={"mid": "m_1", "attachments": [attachment]}))
        assert [one.kind for one in post.attachments] == [kind]

    def test_what_facebook_cannot_pass_on_is_told(self, hear: Any) -> None:
        strange = {"mid": "m_1", "attachments": [{"type": "hologram"}, {"type": "reel", "payload": {"url": "https://a"}}, 7]}
        (post,) = hear(event(message=strange))
        assert [one.kind for one in post.attachments] == ["unsupported", "link"]

    @pytest.mark.parametrize("point", [{"lat": 91, "long": 0}, {"lat": "x", "long": 0}, {"lat": 1}, {"lat": True, "long": 1}, 5])
    def test_a_place_that_is_no_place_is_not_believed(self, hear: Any, point: Any) -> None:
        attachment = {"type": "location", "payload": {"coordinates": point}}
        (post,) = hear(event(message={"mid": "m_1", "attachments": [attachment]}))
        assert post.attachments[0].latitude is None

    def test_pressing_start_is_no_message_but_other_buttons_are(self, hear: Any) -> None:
        (start,) = hear(event(postback={"mid": "m_1", "title": "শুরু", "payload": "GET_STARTED"}))
        (button,) = hear(event(postback={"mid": "m_2", "title": "পানির সমস্যা", "payload": "TOPIC_WATER"}))
        assert start.kind is PostKind.OTHER
        assert (button.kind, button.text) == (PostKind.MESSAGE, "পানির সমস্যা")

    def test_in_standby_she_is_heard_all_the_same(self, hear: Any) -> None:
        (post,) = hear(event(message={"mid": "m_1", "text": "কেউ আছেন?"}), inbox="standby")
        (usual,) = hear(event(message={"mid": "m_1", "text": "কেউ আছেন?"}))
        assert post.via_standby
        assert post.dedupe_key == usual.dedupe_key


class TestTheOfficeAnswersPrivately:
    def test_our_own_message_comes_back_with_our_reference(self, hear: Any) -> None:
        swapped = {"sender": {"id": "112"}, "recipient": {"id": "5001"}}
        (post,) = hear(event(**swapped, message={"is_echo": True, "mid": "m_e", "metadata": "send:8f1c", "text": "আজ"}))
        assert (post.from_page, post.thread_id, post.sent_reference) == (True, "5001", "8f1c")

    def test_a_colleagues_message_from_elsewhere_has_none(self, hear: Any) -> None:
        swapped = {"sender": {"id": "112"}, "recipient": {"id": "5001"}}
        for metadata in (None, "", "another app's words", 5):
            (post,) = hear(event(**swapped, message={"is_echo": True, "mid": "m_e", "metadata": metadata, "text": "আজ"}))
            assert (post.from_page, post.sent_reference) == (True, "")

    def test_marks_are_receipts_with_their_watermark_in_milliseconds(self, hear: Any) -> None:
        delivered, read = hear(event(delivery={"watermark": T}), event(read={"watermark": str(T), "seq": 3}))
        assert {delivered.kind, read.kind} == {PostKind.RECEIPT}
        assert (delivered.extra["mark"], delivered.extra["watermark"]) == ("delivery", T)
        assert (read.extra["mark"], read.extra["watermark"]) == ("read", T)
        assert delivered.dedupe_key != read.dedupe_key

    def test_a_reaction_and_its_taking_back_are_two_actions_on_one_thing(self, hear: Any) -> None:
        given, taken = hear(
            event(reaction={"mid": "m_e", "action": "react", "reaction": "like", "emoji": "👍"}),
            event(timestamp=T + 900, reaction={"mid": "m_e", "action": "unreact"}),
        )
        assert (given.action, taken.action) == (PostAction.ADD, PostAction.REMOVE)
        assert given.remote_id == taken.remote_id


class TestAGroup:
    def test_a_comment_there_has_neither_sender_nor_timestamp(self, hear: Any) -> None:
        value = {"recipient": {"id": "112"}, "from": {"id": "7001", "name": "Rahima"}, "group_id": "880"}
        value |= {"item": "comment", "verb": "add", "comment_id": "301_55", "post_id": "880_301", "field": "group_feed"}
        (post,) = hear(value)
        assert (post.kind, post.remote_id, post.thread_id) == (PostKind.COMMENT, "301_55", "880_301")
        assert post.extra == {"group": "880", "public_reply": False}

    def test_anything_else_there_is_kept_unread(self, hear: Any) -> None:
        (post,) = hear({"group_id": 880, "item": "post", "verb": "add"})
        assert post.kind is PostKind.OTHER


class TestStrangeEvents:
    @pytest.mark.parametrize("strange", [None, 5, "x", [], {}, {"optin": {}}, {"message": 5}, {"sender": 7, "read": []}])
    def test_are_kept(self, hear: Any, strange: Any) -> None:
        (post,) = hear(strange)
        assert post.kind is PostKind.OTHER

    def test_a_message_without_a_name_gets_one_that_stays(self, hear: Any) -> None:
        (post,), (again,) = hear(event(message={"text": "x"})), hear(event(message={"text": "x"}))
        assert post.remote_id == again.remote_id != ""
