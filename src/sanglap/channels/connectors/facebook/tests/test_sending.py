from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sanglap.channels.connectors.facebook.channel import FacebookChannel
from sanglap.channels.connectors.facebook.errors import TABLE, Meaning, meaning_of
from sanglap.channels.connectors.facebook.graph import shared_client
from sanglap.channels.connectors.facebook.sending import TEXT_LIMITS
from sanglap.channels.connectors.facebook.tests.scripted_graph import HANG_UP, SILENCE, ScriptedGraph
from sanglap.channels.contract import Account, Delivery, OutgoingReply, ReplyMode

PROOF = "2f6c99f265a9e1644d725e8f9c96e439fcbf40a73357d1d98ba8b98fbfe445e4"
MESSAGES = "/112/messages"


def public(**more: object) -> OutgoingReply:
    reply = OutgoingReply(
        page_id="112",
        mode=ReplyMode.PUBLIC,
        target_id="501_9001",
        reference="8f1c",
        text="লাইনম্যান যাচ্ছে",
        thread_id="112_501",
        parent_id="112_501",
        addressee_name="Rahima Khatun",
    )
    return replace(reply, **more)


def private(**more: object) -> OutgoingReply:
    return replace(public(), **{"mode": ReplyMode.MESSAGE, "target_id": "5001", "thread_id": "5001", "parent_id": ""} | more)


class TestKamalAnswersUnderAComment:
    def test_his_words_stand_there_once_and_are_read_back(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("POST", "/501_9001/comments", {"id": "501_9002"})
        network.answers(
            "GET", "/501_9002", {"id": "501_9002", "permalink_url": "https://www.facebook.com/112/posts/501?comment_id=9002"}
        )
        result = channel.send(account, public(), now)
        assert (result.delivery, result.remote_id) == (Delivery.SENT, "501_9002")
        assert result.permalink.endswith("comment_id=9002")
        (write,) = network.writes()
        assert write.form == {"message": "লাইনম্যান যাচ্ছে", "access_token": "EAAtesttoken", "appsecret_proof": PROOF}

    def test_under_the_post_itself(self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime) -> None:
        network.answers("POST", "/112_501/comments", {"id": "112_9002"})
        result = channel.send(account, public(target_id="112_501", parent_id=""), now)
        assert (result.delivery, result.remote_id) == (Delivery.SENT, "501_9002")

    def test_an_answer_to_a_reply_goes_under_its_parent_and_begins_with_the_name(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("POST", "/501_9001/comments", {"id": "501_9005"})
        result = channel.send(account, public(target_id="501_9004", parent_id="112_9001"), now)
        assert result.delivery is Delivery.SENT
        assert network.writes()[0].form["message"] == "Rahima Khatun, লাইনম্যান যাচ্ছে"

    def test_a_name_that_is_there_already_is_not_said_twice(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("POST", "/501_9001/comments", {"id": "501_9005"})
        channel.send(account, public(target_id="501_9004", parent_id="501_9001", text="rahima khatun, হ্যাঁ"), now)
        assert network.writes()[0].form["message"] == "rahima khatun, হ্যাঁ"

    def test_a_parent_nobody_told_us_is_asked_for(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/501_9004", {"id": "501_9004", "parent": {"id": "501_9001"}})
        network.answers("POST", "/501_9001/comments", {"id": "501_9005"})
        assert channel.send(account, public(target_id="501_9004", parent_id=""), now).delivery is Delivery.SENT

    def test_when_the_asking_fails_nothing_was_written_so_it_can_wait(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("GET", "/501_9004", 32)
        assert channel.send(account, public(target_id="501_9004", parent_id=""), now).delivery is Delivery.WAIT
        assert network.writes() == []

    @pytest.mark.parametrize("content", [{"success": True}, {"id": "501_9001"}, {"success": True, "id": "501_9005"}])
    def test_an_answer_that_changed_an_older_comment_is_for_a_person_never_for_another_try(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, content: dict[str, object]
    ) -> None:
        network.answers("POST", "/501_9001/comments", content)
        result = channel.send(account, public(), now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "edited_instead")
        assert len(network.writes()) == 1

    def test_an_answer_without_a_name_is_looked_up(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("POST", "/501_9001/comments", {})
        network.answers("POST", MESSAGES, {"recipient_id": "5001"})
        assert channel.send(account, public(), now).code == "no_id"
        assert channel.send(account, private(), now).code == "no_id"

    def test_reading_back_may_fail_and_is_spared_when_the_allowance_runs_low(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        usage = '{"call_count":71,"total_time":25,"total_cputime":25}'
        network.answers("POST", "/501_9001/comments", {"id": "501_9002"})
        network.answers("POST", "/501_9001/comments", {"id": "501_9003"}, X_App_Usage=usage)
        assert channel.send(account, public(), now).delivery is Delivery.SENT
        assert channel.send(account, public(), now).delivery is Delivery.SENT
        assert [one.method for one in network.asked] == ["POST", "GET", "POST"]

    def test_a_sent_reply_may_ask_for_a_pause(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        usage = '{"112":[{"type":"pages","call_count":95,"estimated_time_to_regain_access":7}]}'
        network.answers("POST", "/501_9001/comments", {"id": "501_9002"}, X_Business_Use_Case_Usage=usage)
        result = channel.send(account, public(), now)
        assert (result.delivery, result.retry_after) == (Delivery.SENT, timedelta(minutes=7))


class TestWordsThatCannotLeave:
    @pytest.mark.parametrize("target", ["", ".", ".."])
    def test_nor_can_an_answer_to_nobody(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, target: str
    ) -> None:
        assert channel.send(account, public(target_id=target), now).code == "no_target"
        assert network.asked == []

    @pytest.mark.parametrize("mode", TEXT_LIMITS)
    def test_too_many_letters_are_counted_before_anything_leaves(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, mode: ReplyMode
    ) -> None:
        result = channel.send(account, public(mode=mode, text="ক" * (TEXT_LIMITS[mode] + 1)), now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "too_long")
        assert str(TEXT_LIMITS[mode]) in result.reason
        assert channel.send(account, public(mode=mode, text=" \n"), now).code == "empty"
        assert network.asked == []


class TestKamalHidesAComment:
    @pytest.mark.parametrize(("mode", "said"), [(ReplyMode.HIDE, "true"), (ReplyMode.UNHIDE, "false")])
    def test_and_shows_it_again(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, mode: ReplyMode, said: str
    ) -> None:
        network.answers("POST", "/501_9001", {"success": True})
        assert channel.send(account, public(mode=mode, text=""), now).delivery is Delivery.SENT
        assert network.writes()[0].form["is_hidden"] == said

    def test_an_answer_without_success_is_looked_up(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("POST", "/501_9001", {"success": False})
        assert channel.send(account, public(mode=ReplyMode.HIDE, text=""), now).delivery is Delivery.UNKNOWN


class TestAPrivateReply:
    @pytest.mark.parametrize(("target", "kind"), [("501_9001", "comment_id"), ("112_501", "post_id")])
    def test_names_the_comment_or_the_post(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, target: str, kind: str
    ) -> None:
        network.answers("POST", MESSAGES, {"recipient_id": "5001", "message_id": "m_x"})
        reply = public(mode=ReplyMode.PRIVATE_REPLY, target_id=target, commented_at=now - timedelta(days=6))
        result = channel.send(account, reply, now)
        assert (result.delivery, result.remote_id, result.addressee_id) == (Delivery.SENT, "m_x", "5001")
        (write,) = network.writes()
        assert write.body == {"recipient": {kind: target}, "message": {"text": reply.text, "metadata": "send:8f1c"}}
        assert write.query["appsecret_proof"] == PROOF

    def test_after_seven_days_nothing_leaves_and_another_way_is_told(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        reply = public(mode=ReplyMode.PRIVATE_REPLY, commented_at=now - timedelta(days=7, seconds=1))
        result = channel.send(account, reply, now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "window_closed")
        assert "under the comment" in result.reason
        assert network.asked == []


class TestThePrivateWindow:
    @pytest.mark.parametrize(
        ("since", "by_human", "declared"),
        [
            (timedelta(hours=1), True, {"messaging_type": "RESPONSE"}),
            (timedelta(hours=24), False, {"messaging_type": "RESPONSE"}),
            (timedelta(days=3), True, {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}),
            (timedelta(days=7), True, {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}),
        ],
    )
    def test_says_how_a_message_is_declared(
        self,
        channel: FacebookChannel,
        account: Account,
        network: ScriptedGraph,
        now: datetime,
        *,
        since: timedelta,
        by_human: bool,
        declared: dict[str, str],
    ) -> None:
        network.answers("POST", MESSAGES, {"recipient_id": "5001", "message_id": "m_e1"})
        result = channel.send(account, private(by_human=by_human, last_from_citizen=now - since), now)
        assert (result.delivery, result.remote_id) == (Delivery.SENT, "m_e1")
        assert {name: value for name, value in network.writes()[0].body.items() if name in {"messaging_type", "tag"}} == declared

    @pytest.mark.parametrize(
        ("since", "by_human", "other_way"),
        [
            (timedelta(days=8), True, "public post"),
            (timedelta(days=3), False, "officer"),
            (timedelta(days=8), False, "public post"),
        ],
    )
    def test_is_closed_without_asking_facebook(
        self,
        channel: FacebookChannel,
        account: Account,
        network: ScriptedGraph,
        now: datetime,
        *,
        since: timedelta,
        by_human: bool,
        other_way: str,
    ) -> None:
        result = channel.send(account, private(by_human=by_human, last_from_citizen=now - since), now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "window_closed")
        assert other_way in result.reason
        assert network.asked == []

    def test_when_nobody_knows_the_first_refusal_leads_to_the_tag(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", MESSAGES, 10, 2018278)
        network.answers("POST", MESSAGES, {"recipient_id": "5001", "message_id": "m_e1"})
        assert channel.send(account, private(), now).delivery is Delivery.SENT
        assert [write.body["messaging_type"] for write in network.writes()] == ["RESPONSE", "MESSAGE_TAG"]

    def test_a_rule_never_speaks_as_a_human(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", MESSAGES, 10, 2018278)
        result = channel.send(account, private(by_human=False), now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "10/2018278")
        assert len(network.writes()) == 1

    def test_closed_for_both_another_way_is_told(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", MESSAGES, 10, 2018278)
        result = channel.send(account, private(), now)
        assert (result.delivery, result.code) == (Delivery.REFUSED, "10/2018278")
        assert "public post" in result.reason

    def test_an_app_without_human_agent_does_not_break_the_page(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", MESSAGES, 10)
        late = private(last_from_citizen=now - timedelta(days=3))
        assert channel.send(account, late, now).delivery is Delivery.REFUSED
        early = private(last_from_citizen=now - timedelta(hours=3))
        assert channel.send(account, early, now).delivery is Delivery.BROKEN

    def test_its_ends_are_told(self, channel: FacebookChannel, now: datetime) -> None:
        window = channel.window(now, now)
        assert window.open_until == now + timedelta(hours=24)
        assert window.human_until == window.private_reply_until == now + timedelta(days=7)
        assert channel.window(None, None).open_until is None


class TestEveryErrorOfTheTable:
    @pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
    def test_becomes_what_the_table_says(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, line: Meaning
    ) -> None:
        network.fails("POST", "/501_9001/comments", line.code, line.subcode)
        result = channel.send(account, public(), now)
        assert (result.delivery, result.code, result.reason) == (line.delivery, line.name, line.reason)
        assert result.retry_after == line.pause
        assert len(network.writes()) == 1

    @pytest.mark.parametrize("code", [4, 17, 32, 613, 80001, 80006])
    def test_a_pause_is_as_long_as_facebook_says(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, code: int
    ) -> None:
        usage = '{"112":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":13}]}'
        error = {"error": {"code": code, "message": "limit"}}
        network.answers("POST", "/501_9001/comments", error, 400, X_Business_Use_Case_Usage=usage)
        result = channel.send(account, public(), now)
        assert (result.delivery, result.retry_after) == (Delivery.WAIT, timedelta(minutes=13))

    def test_families_and_strangers(self) -> None:
        assert meaning_of(283).delivery is Delivery.BROKEN
        assert meaning_of(190, 999_999).name == "190"
        assert meaning_of(100, 999_999).delivery is Delivery.REFUSED
        assert meaning_of(424_242).delivery is Delivery.REFUSED
        assert meaning_of(424_242, is_transient=True).delivery is Delivery.UNKNOWN
        assert meaning_of(424_242, is_sign_in=True).delivery is Delivery.BROKEN

    def test_a_missing_scope_is_known_by_its_code_not_its_words(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        words = "Any of the pages_read_engagement permission(s) must be granted before impersonating a user's page."
        network.fails("POST", "/501_9001/comments", 190, status=401, message=words)
        assert channel.send(account, public(), now).delivery is Delivery.BROKEN

    @pytest.mark.parametrize("error", [{"code": "190"}, {"code": 190.0, "error_subcode": "463"}, {"code": None}, {}, "dead", 5, []])
    def test_odd_error_objects_are_no_surprise(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, error: object
    ) -> None:
        network.answers("POST", "/501_9001/comments", {"error": error}, 400)
        assert channel.send(account, public(), now).delivery in {Delivery.BROKEN, Delivery.REFUSED}

    def test_an_error_may_come_with_status_200(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", "/501_9001/comments", 368, status=200)
        assert channel.send(account, public(), now).delivery is Delivery.BROKEN


class TestADeadLine:
    def test_nothing_ever_left_so_it_is_sent_later(self, channel: FacebookChannel, account: Account, now: datetime) -> None:
        nobody_listens = replace(account, api_root="http://127.0.0.1:9")
        result = channel.send(nobody_listens, public(), now)
        assert (result.delivery, result.code) == (Delivery.WAIT, "unreachable")
        assert result.retry_after

    @pytest.mark.parametrize("silence", [SILENCE, HANG_UP])
    def test_something_left_and_no_answer_came_so_nobody_knows(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, silence: object
    ) -> None:
        network.answers("POST", "/501_9001/comments", silence)
        network.answers("POST", MESSAGES, silence)
        for reply in (public(), private()):
            assert channel.send(account, reply, now).delivery is Delivery.UNKNOWN
        assert len(network.writes()) == 2

    @pytest.mark.parametrize("status", [200, 302, 404, 408, 500, 502, 503, 504])
    def test_an_answer_that_is_not_facebooks_says_nothing(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime, status: int
    ) -> None:
        network.answers("POST", "/501_9001/comments", b"<html>Bad gateway</html>", status, Location="http://127.0.0.1:9/")
        result = channel.send(account, public(), now)
        assert (result.delivery, result.code) == (Delivery.UNKNOWN, f"http/{status}")

    def test_facebooks_own_fault_is_looked_up(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.fails("POST", "/501_9001/comments", 2, status=500, is_transient=True)
        assert channel.send(account, public(), now).delivery is Delivery.UNKNOWN

    @pytest.mark.parametrize("root", ["ftp://127.0.0.1", "graph", "http://", "http://a\x00b"])
    def test_a_wrong_address_is_ours_to_mend(self, channel: FacebookChannel, account: Account, now: datetime, root: str) -> None:
        result = channel.send(replace(account, api_root=root), public(), now)
        assert (result.delivery, result.code) == (Delivery.BROKEN, "address")


class TestThePagesToken:
    def test_is_never_written_into_a_log(
        self,
        channel: FacebookChannel,
        account: Account,
        network: ScriptedGraph,
        now: datetime,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO)
        network.answers("POST", MESSAGES, {"recipient_id": "5001", "message_id": "m_e1"})
        channel.send(account, private(), now)
        assert "EAAtesttoken" not in caplog.text

    def test_does_not_follow_a_strange_id_to_another_place(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        channel.send(account, public(target_id="../me/accounts?x=", parent_id="112_501"), now)
        assert network.writes()[0].path == "/..%2Fme%2Faccounts%3Fx%3D/comments"

    def test_goes_through_shared_connections_by_default(self, account: Account, network: ScriptedGraph, now: datetime) -> None:
        network.answers("POST", "/501_9001", {"success": True})
        assert FacebookChannel().send(account, public(mode=ReplyMode.HIDE, text=""), now).delivery is Delivery.SENT
        shared_client().close()
        shared_client.cache_clear()
