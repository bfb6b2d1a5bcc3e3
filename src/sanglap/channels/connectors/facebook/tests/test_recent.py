from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.contract import Account, Delivery, IncomingPost, PostKind, UnableToRead

if TYPE_CHECKING:
    from sanglap.channels.connectors.facebook.channel import FacebookChannel
    from sanglap.channels.connectors.facebook.tests.scripted_graph import ScriptedGraph

T = 1790000000
SINCE = datetime.fromtimestamp(T - 60, UTC)
RAHIMA = {"id": "7001", "name": "Rahima Khatun"}


def at(seconds: int) -> str:
    return datetime.fromtimestamp(T + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def post(name: str, seconds: int = 0, **more: Any) -> dict[str, Any]:
    return {"id": name, "message": "রাস্তার বাতি নষ্ট", "created_time": at(seconds), "from": RAHIMA} | more


class TestReadingThePageAgain:
    def test_tells_posts_and_comments_under_the_webhooks_own_keys(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, now: datetime
    ) -> None:
        network.answers("GET", "/112/feed", {"data": [post("112_501")]})
        reply = post("501_9002", 20, parent={"id": "501_9001"}, message="কবে?")
        network.answers("GET", "/112_501/comments", {"data": [reply, post("501_9001", 10, message="পানি নাই")]})
        network.answers("GET", "/112/conversations", {"data": []})
        again = list(channel.recent(account, SINCE))
        base = {"post_id": "112_501", "verb": "add", "from": RAHIMA}
        values = [
            base | {"item": "post", "message": "রাস্তার বাতি নষ্ট", "created_time": T},
            base
            | {"item": "comment", "comment_id": "501_9002", "parent_id": "501_9001", "message": "কবে?", "created_time": T + 20},
            base
            | {"item": "comment", "comment_id": "501_9001", "parent_id": "112_501", "message": "পানি নাই", "created_time": T + 10},
        ]
        changes = [{"field": "feed", "value": value} for value in values]
        body = json.dumps({"object": "page", "entry": [{"id": "112", "time": T, "changes": changes}]}).encode()
        told = list(channel.read(body, now))
        assert [(p.dedupe_key, p.remote_id, p.parent_id, p.happened_at, p.author, p.text) for p in again] == [
            (p.dedupe_key, p.remote_id, p.parent_id, p.happened_at, p.author, p.text) for p in told
        ]

    def test_looks_at_comments_of_older_posts_too_but_only_at_new_ones(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph
    ) -> None:
        network.answers("GET", "/112/feed", {"data": [post("112_400", -86_400)]})
        comments = [post("400_2", 10), post("400_1", -3_600)]
        network.answers("GET", "/112_400/comments", {"data": comments, "paging": {"next": "x", "cursors": {"after": "z"}}})
        network.answers("GET", "/112/conversations", {"data": []})
        assert [p.remote_id for p in channel.recent(account, SINCE)] == ["400_2"]
        assert int(network.asked[0].query["since"]) == int((SINCE - timedelta(days=30)).timestamp())
        assert sum(one.path == "/112_400/comments" for one in network.asked) == 1

    def test_goes_on_through_short_and_empty_pages(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph
    ) -> None:
        network.answers("GET", "/112/feed", {"data": [], "paging": {"next": "n", "cursors": {"after": "a"}}})
        network.answers("GET", "/112/feed", {"data": [post("112_1")], "paging": {"next": "https://x/?until=5&access_token=T"}})
        network.answers("GET", "/112/feed", {"data": [post("112_2")], "paging": {"cursors": {"after": "c"}}})
        for name in ("112_1", "112_2"):
            network.answers("GET", f"/{name}/comments", {"data": []})
        network.answers("GET", "/112/conversations", {"data": []})
        assert {p.remote_id for p in channel.recent(account, SINCE)} == {"112_1", "112_2"}
        feed = [one.query for one in network.asked if one.path == "/112/feed"]
        assert [(one.get("after"), one.get("until")) for one in feed] == [(None, None), ("a", None), (None, "5")]
        assert {one["access_token"] for one in feed} == {"EAAtesttoken"}

    def test_stops_when_a_list_runs_in_a_circle(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        network.answers("GET", "/112/feed", {"data": [], "paging": {"next": "n", "cursors": {"after": "a"}}})
        network.answers("GET", "/112/conversations", {"data": []})
        assert list(channel.recent(account, SINCE)) == []

    def test_pictures_come_along(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        picture = {"type": "photo", "media": {"image": {"src": "https://scontent.xx.fbcdn.net/p.jpg"}}}
        network.answers("GET", "/112/feed", {"data": [post("112_1", message="", attachments={"data": [picture, 5]})]})
        network.answers("GET", "/112_1/comments", {"data": [post("1_9", message="", attachment=picture)]})
        network.answers("GET", "/112/conversations", {"data": []})
        assert [[one.kind for one in p.attachments] for p in channel.recent(account, SINCE)] == [["image"], ["image"]]

    def test_private_messages_come_in_their_order(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        network.answers("GET", "/112/feed", {"data": []})
        people = {"data": [{"id": "5001", "name": "Rahima"}, {"id": "112"}]}
        conversations = [{"id": "t_1", "updated_time": at(30), "participants": people}, {"id": "t_0", "updated_time": at(-3_600)}]
        network.answers("GET", "/112/conversations", {"data": conversations})
        messages = [
            {"id": "m_3", "created_time": at(30), "from": {"id": "112"}, "message": "আজ রাতে"},
            {"id": "m_2", "created_time": at(20), "from": {"id": "5001"}, "message": "কবে?"},
            {"id": "m_1", "created_time": at(-3_600), "from": {"id": "5001"}, "message": "পুরনো"},
        ]
        network.answers("GET", "/t_1", {"messages": {"data": messages}})
        posts = list(channel.recent(account, SINCE))
        assert [(p.kind, p.remote_id, p.thread_id, p.from_page) for p in posts] == [
            (PostKind.MESSAGE, "m_2", "5001", False),
            (PostKind.MESSAGE, "m_3", "5001", True),
        ]


class TestReadingThatComesToAHalt:
    def test_keeps_what_was_read_and_says_when_to_go_on(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph
    ) -> None:
        network.answers("GET", "/112/feed", {"data": [post("112_1")]})
        network.fails("GET", "/112_1/comments", 32)
        read: list[IncomingPost] = []
        with pytest.raises(UnableToRead) as halt:
            read.extend(channel.recent(account, SINCE))
        assert [p.remote_id for p in read] == ["112_1"]
        assert (halt.value.result.delivery, halt.value.result.retry_after) == (Delivery.WAIT, timedelta(hours=1))

    def test_rests_before_the_allowance_is_gone(self, channel: FacebookChannel, account: Account, network: ScriptedGraph) -> None:
        paging = {"next": "n", "cursors": {"after": "a"}}
        network.answers("GET", "/112/feed", {"data": [], "paging": paging}, X_Page_Usage='{"call_count":90}')
        with pytest.raises(UnableToRead) as halt:
            list(channel.recent(account, SINCE))
        assert (halt.value.result.delivery, halt.value.result.code) == (Delivery.WAIT, "usage")

    @pytest.mark.parametrize(("code", "delivery"), [(190, Delivery.BROKEN), (2, Delivery.WAIT), (1705, Delivery.BROKEN)])
    def test_says_why(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph, code: int, delivery: Delivery
    ) -> None:
        network.fails("GET", "/112/feed", code)
        with pytest.raises(UnableToRead) as halt:
            list(channel.recent(account, SINCE))
        assert halt.value.result.delivery is delivery

    def test_a_post_that_went_away_and_a_closed_messenger_stop_nothing(
        self, channel: FacebookChannel, account: Account, network: ScriptedGraph
    ) -> None:
        network.answers("GET", "/112/feed", {"data": [post("112_1"), post("112_2")]})
        network.fails("GET", "/112_1/comments", 100, 33)
        network.answers("GET", "/112_2/comments", {"data": [post("2_9", 5)]})
        network.fails("GET", "/112/conversations", 10)
        assert {p.remote_id for p in channel.recent(account, SINCE)} == {"112_1", "112_2", "2_9"}
