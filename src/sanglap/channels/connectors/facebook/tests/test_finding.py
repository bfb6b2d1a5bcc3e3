from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.connectors.facebook.tests.scripted_graph import SILENCE, ScriptedGraph
from sanglap.channels.connectors.facebook.tests.test_sending import private, public
from sanglap.channels.contract import Account, Delivery, ReplyMode

if TYPE_CHECKING:
    from sanglap.channels.connectors.facebook.channel import FacebookChannel

COMMENTS = "/112_501/comments"
TEXT = "লাইনম্যান যাচ্ছে"


def said(name: str, text: str, at: datetime, *, by: str = "112", under: str = "501_9001") -> dict[str, Any]:
    time = at.strftime("%Y-%m-%dT%H:%M:%S+0000")
    comment = {"id": name, "message": text, "from": {"id": by}, "created_time": time}
    return comment | ({"parent": {"id": under}} if under else {})


class TestAnUncertainAnswerUnderAComment:
    def test_is_found_among_the_newest(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", COMMENTS, {"data": [said("501_9010", "ধন্যবাদ", now, by="7001"), said("112_9009", TEXT, now)]})
        result = channel.find_sent(account, public(attempt_started_at=now))
        assert (result.delivery, result.remote_id) == (Delivery.SENT, "501_9009")
        assert network.asked[0].query["filter"] == "stream"
        assert network.asked[0].query["order"] == "reverse_chronological"

    def test_is_surely_not_there(self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime) -> None:
        elsewhere = said("501_9009", TEXT, now, under="501_9008")
        by_another = said("501_9010", TEXT, now, by="7001")
        other_words = said("501_9011", "অন্য কথা", now)
        network.answers("GET", COMMENTS, {"data": [elsewhere, by_another, other_words, 5]})
        result = channel.find_sent(account, public(attempt_started_at=now))
        assert (result.delivery, result.code) == (Delivery.REFUSED, "not_found")
        assert network.writes() == []

    def test_the_same_words_of_yesterday_are_not_it(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", COMMENTS, {"data": [said("501_9009", TEXT, now - timedelta(days=1))]})
        assert channel.find_sent(account, public(attempt_started_at=now)).code == "not_found"

    def test_under_a_replys_parent_it_is_found_with_the_name(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", COMMENTS, {"data": [said("501_9009", f"Rahima Khatun, {TEXT}", now)]})
        reply = public(target_id="501_9004", parent_id="501_9001", attempt_started_at=now)
        assert channel.find_sent(account, reply).remote_id == "501_9009"

    def test_it_is_known_again_with_other_spaces_and_line_ends(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", COMMENTS, {"data": [said("501_9009", "লাইনম্যান\r\nযাচ্ছে ", now)]})
        reply = public(text=" লাইনম্যান\nযাচ্ছে", attempt_started_at=now)
        assert channel.find_sent(account, reply).delivery is Delivery.SENT

    def test_under_the_post_itself(self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime) -> None:
        network.answers("GET", COMMENTS, {"data": [said("501_9009", TEXT, now, under="")]})
        assert channel.find_sent(account, public(target_id="112_501", parent_id="")).delivery is Delivery.SENT

    def test_short_and_empty_pages_are_not_the_end(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        for cursor in ("a", "b"):
            paging = {"cursors": {"after": cursor}, "next": "https://evil.example/"}
            network.answers("GET", COMMENTS, {"data": [], "paging": paging})
        network.answers("GET", COMMENTS, {"data": [said("501_9009", TEXT, now)]})
        assert channel.find_sent(account, public()).delivery is Delivery.SENT
        assert [one.query.get("after") for one in network.asked] == [None, "a", "b"]

    @pytest.mark.parametrize("code", [2, 4, 190])
    def test_when_it_cannot_be_looked_up_nobody_knows(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, code: int
    ) -> None:
        network.fails("GET", COMMENTS, code)
        assert channel.find_sent(account, public()).delivery is Delivery.UNKNOWN

    def test_when_facebook_is_silent_nobody_knows(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        network.answers("GET", COMMENTS, SILENCE)
        assert channel.find_sent(account, public()).delivery is Delivery.UNKNOWN

    def test_where_the_post_is_gone_no_answer_stands(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph
    ) -> None:
        network.fails("GET", COMMENTS, 100, 33)
        result = channel.find_sent(account, public())
        assert (result.delivery, result.code) == (Delivery.REFUSED, "100/33")


class TestAnUncertainMessage:
    def test_is_found_in_the_conversation(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/112/conversations", {"data": [{"id": "t_1"}]})
        network.answers("GET", "/t_1", {"messages": {"data": [said("m_e7", TEXT, now)]}})
        result = channel.find_sent(account, private(attempt_started_at=now))
        assert (result.delivery, result.remote_id) == (Delivery.SENT, "m_e7")
        assert network.asked[0].query["user_id"] == "5001"

    def test_is_surely_not_there(self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime) -> None:
        network.answers("GET", "/112/conversations", {"data": []})
        network.answers("GET", "/112/conversations", {"data": [{"id": "t_1"}]})
        network.answers("GET", "/t_1", {"messages": {"data": [said("m_e7", TEXT, now - timedelta(days=1))]}})
        for _ in range(2):
            assert channel.find_sent(account, private(attempt_started_at=now)).code == "not_found"

    def test_may_have_been_pushed_out_of_the_twenty_that_can_be_read(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/112/conversations", {"data": [{"id": "t_1"}]})
        twenty = [said(f"m_{number}", "আরও কথা", now, by="5001") for number in range(20)]
        network.answers("GET", "/t_1", {"messages": {"data": twenty}})
        assert channel.find_sent(account, private(attempt_started_at=now)).delivery is Delivery.UNKNOWN


class TestAnUncertainPrivateReply:
    def test_was_not_sent_while_it_still_can_be(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        network.answers("GET", "/501_9001", {"id": "501_9001", "can_reply_privately": True})
        assert channel.find_sent(account, public(mode=ReplyMode.PRIVATE_REPLY)).code == "not_found"

    def test_is_found_in_the_conversation_or_stays_unclear(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/501_9001", {"from": {"id": "7001"}, "can_reply_privately": False})
        network.answers("GET", "/112/conversations", {"data": [{"id": "t_1"}]})
        network.answers("GET", "/t_1", {"messages": {"data": [said("m_e7", TEXT, now)]}})
        network.answers("GET", "/t_1", {"messages": {"data": []}})
        reply = public(mode=ReplyMode.PRIVATE_REPLY)
        assert channel.find_sent(account, reply).delivery is Delivery.SENT
        assert channel.find_sent(account, reply).delivery is Delivery.UNKNOWN


class TestAnUncertainHiding:
    @pytest.mark.parametrize(
        ("is_hidden", "delivery"), [(True, Delivery.SENT), (False, Delivery.REFUSED), (None, Delivery.UNKNOWN)]
    )
    def test_is_seen_on_the_comment(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, *, is_hidden: bool | None, delivery: Delivery
    ) -> None:
        network.answers("GET", "/501_9001", {"id": "501_9001", "is_hidden": is_hidden})
        assert channel.find_sent(account, public(mode=ReplyMode.HIDE, text="")).delivery is delivery
