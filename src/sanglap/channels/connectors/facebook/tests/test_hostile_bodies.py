"""Bodies that no kind network would send: nothing but ``Malformed`` may come of them, and what is read can be stored."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanglap.channels.connectors.facebook.channel import FacebookChannel
from sanglap.channels.contract import IncomingPost, Malformed

RECEIVED = datetime.fromisoformat("2026-11-23T06:00:00+00:00")
CHANNEL = FacebookChannel()
NAMES = st.sampled_from(
    [
        "object",
        "entry",
        "id",
        "time",
        "changes",
        "field",
        "value",
        "messaging",
        "standby",
        "item",
        "verb",
        "from",
        "name",
        "post_id",
        "comment_id",
        "parent_id",
        "message",
        "created_time",
        "edited_time",
        "photo",
        "photos",
        "video",
        "link",
        "sender",
        "recipient",
        "timestamp",
        "mid",
        "text",
        "attachments",
        "type",
        "payload",
        "url",
        "coordinates",
        "lat",
        "long",
        "is_echo",
        "is_deleted",
        "metadata",
        "message_edit",
        "num_edit",
        "postback",
        "title",
        "delivery",
        "watermark",
        "mids",
        "read",
        "reaction",
        "action",
        "emoji",
        "group_id",
        "open_graph_story_id",
        "reviewer_id",
        "recommendation_type",
        "rating",
        "published",
        "is_hidden",
        "post",
        "permalink_url",
        "reply_to",
        "quick_reply",
        "user_id",
        "sender_id",
    ]
)
WORDS = st.sampled_from(
    [
        "page",
        "feed",
        "mention",
        "ratings",
        "group_feed",
        "comment",
        "post",
        "rating",
        "reaction",
        "like",
        "add",
        "edited",
        "remove",
        "hide",
        "112",
        "112_501",
        "501_9001",
        "_",
        "send:x",
        "GET_STARTED",
        "react",
        "1790000000",
        "1e999",
        "2026-09-21T13:46:40+0000",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | WORDS
    | st.sampled_from(["\x00", "\ud800", "a\udfffb", "x" * 400, 10**40, -(10**40), 1790000000, 112])
)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25)
VALUES = st.dictionaries(NAMES, TREES, max_size=10)
CHANGES = st.fixed_dictionaries({"field": WORDS, "value": VALUES | TREES}) | TREES
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "id": WORDS | LEAVES,
        "time": LEAVES | WORDS,
        "changes": st.lists(CHANGES, max_size=3) | TREES,
        "messaging": st.lists(VALUES | TREES, max_size=3) | TREES,
        "standby": st.lists(VALUES, max_size=2) | TREES,
    },
)
BODIES = st.fixed_dictionaries({"object": st.just("page") | LEAVES, "entry": st.lists(ENTRIES | TREES, max_size=3)}) | TREES


def check_storable(post: IncomingPost) -> None:
    told = orjson.dumps(asdict(post)).decode()  # refuses lone surrogates
    assert "\\u0000" not in told
    assert max(len(post.remote_id), len(post.thread_id), len(post.parent_id)) <= 160 * 2
    assert post.remote_id
    assert post.happened_at.utcoffset() is not None
    assert 2004 <= post.happened_at.year < 2100 or post.happened_at == RECEIVED


class TestAnyBody:
    @given(BODIES)
    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
    def test_is_read_or_malformed_and_can_be_stored(self, tree: Any) -> None:
        body = json.dumps(tree).encode()
        with suppress(Malformed):
            for post in CHANNEL.read(body, RECEIVED):
                check_storable(post)
        assert all(isinstance(page, str) for page in CHANNEL.page_ids(body))

    @given(BODIES)
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    def test_reads_the_same_twice(self, tree: Any) -> None:
        body = json.dumps(tree).encode()
        with suppress(Malformed):
            assert [p.dedupe_key for p in CHANNEL.read(body, RECEIVED)] == [p.dedupe_key for p in CHANNEL.read(body, RECEIVED)]

    @given(st.binary(max_size=200))
    @settings(max_examples=200, deadline=None)
    def test_of_any_bytes_is_malformed_at_worst(self, body: bytes) -> None:
        with suppress(Malformed):
            list(CHANNEL.read(body, RECEIVED))
        CHANNEL.page_ids(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"page"',
        b"{}",
        b'{"object":"page"}',
        b'{"object":"page","entry":{}}',
        b"\xff\xfe\x00",
        b'{"object":"page","entry":[' + b"9" * 5000 + b"]}" + b"x",
        b"[" * 10_000 + b"]" * 10_000,
        b'{"entry":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_payload_is_malformed_at_once(body: bytes) -> None:
    with pytest.raises(Malformed):
        CHANNEL.read(body, RECEIVED)
    assert CHANNEL.page_ids(body) == ()


def comment_with(message: str) -> bytes:
    value = {"item": "comment", "verb": "add", "post_id": "112_501", "comment_id": "501_9", "message": message}
    value["from"] = {"id": "7001", "name": message[:200]}
    return json.dumps({"object": "page", "entry": [{"id": "112", "changes": [{"field": "feed", "value": value}]}]}).encode()


class TestStrangeLetters:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("পানি\x00নাই", "পানি\ufffdনাই"),
            ("পানি\ud83dনাই", "পানি\ufffdনাই"),
            ("\udc00", "\ufffd"),
            ("😀 ঠিক আছে", "😀 ঠিক আছে"),
            ("ক্\u200dষ", "ক্\u200dষ"),
        ],
    )
    def test_become_storable_and_nothing_else_changes(self, written: str, kept: str) -> None:
        (post,) = CHANNEL.read(comment_with(written), RECEIVED)
        assert post.text == kept
        check_storable(post)

    def test_a_hundred_thousand_letters_are_kept_whole(self) -> None:
        text = "পানি নাই " * 11_112
        (post,) = CHANNEL.read(comment_with(text), RECEIVED)
        assert post.text == text
        assert len(post.text) > 100_000

    def test_numbers_that_are_none_are_read(self) -> None:
        body = b'{"object":"page","entry":[{"id":"112","time":NaN,"changes":[{"field":"feed","value":{"item":"post","verb":"add",'
        body += b'"post_id":"112_1","created_time":Infinity,"message":"x"}}]}]}'
        (post,) = CHANNEL.read(body, RECEIVED)
        assert (post.text, post.happened_at) == ("x", RECEIVED)

    def test_endless_identifiers_become_short_and_stay_different(self) -> None:
        names = []
        for end in "ab":
            value = {"item": "post", "verb": "add", "post_id": "1" * 5_000 + end}
            body = {"object": "page", "entry": [{"id": "112", "changes": [{"field": "feed", "value": value}]}]}
            names += [post.remote_id for post in CHANNEL.read(json.dumps(body).encode(), RECEIVED)]
        assert names[0] != names[1]
        assert max(map(len, names)) <= 160


class TestEntriesThatAreNone:
    def test_do_not_hide_their_neighbours(self) -> None:
        good = json.loads(comment_with("পানি নাই"))["entry"][0]
        body = {"object": "page", "entry": [5, None, good, {"id": "112"}, {"id": "112", "changes": "x"}, [], good]}
        kinds = [str(post.kind) for post in CHANNEL.read(json.dumps(body).encode(), RECEIVED)]
        assert kinds == ["other", "other", "comment", "other", "other", "other", "comment"]

    def test_another_object_than_a_page_is_kept_unread(self) -> None:
        body = {"object": "instagram", "entry": [{"id": "17", "time": 1790000000, "changes": []}]}
        (post,) = CHANNEL.read(json.dumps(body).encode(), RECEIVED)
        assert (str(post.kind), post.page_id, post.extra["object"]) == ("other", "17", "instagram")
