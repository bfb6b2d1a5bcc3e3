from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.channels.connectors.webform.channel import WebformChannel
from sanglap.channels.contract import Account, Delivery, Malformed, OutgoingReply, PostKind, ReplyMode
from sanglap.channels.signing import signature_of

PAYLOADS = Path(__file__).parent.parent / "payloads"
NAMES = sorted(path.name for path in PAYLOADS.glob("*.json"))
CHANNEL = WebformChannel()
ACCOUNT = Account(key="webform", page_id="form-ward-12", app_secret="only-ours")
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(["\x00", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["page", "id", "author", "name", "phone", "message", "place", "sent_at", "attachments", "kind", "url", "latitude", "longitude"]
)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_form_is_read_as_expected(name: str) -> None:
    (post,) = CHANNEL.read((PAYLOADS / name).read_bytes(), NOW)
    told = json.loads(json.dumps(asdict(post) | {"happened_at": post.happened_at.isoformat()}))
    assert told == json.loads((PAYLOADS / "expected" / name).read_text(encoding="utf-8"))
    assert CHANNEL.page_ids((PAYLOADS / name).read_bytes()) == ("form-ward-12",)


class TestRahimasForm:
    def test_is_kept_with_our_own_signature_only(self) -> None:
        body = b'{"page":"form-ward-12","id":"f1"}'
        good = {"x-hub-signature-256": signature_of(body, "only-ours")}
        bad = {"x-hub-signature-256": signature_of(body, "somebody-elses")}
        assert CHANNEL.verify(ACCOUNT, good, body).keep
        assert CHANNEL.verify(ACCOUNT, bad, body).status == 403
        assert CHANNEL.verify(ACCOUNT, good, body + b" ").status == 403
        assert CHANNEL.handshake(ACCOUNT, {}).status == 405

    def test_sent_twice_is_one_form(self) -> None:
        body = (PAYLOADS / NAMES[0]).read_bytes()
        (first,), (second,) = CHANNEL.read(body, NOW), CHANNEL.read(body, NOW.replace(hour=9))
        assert first == second

    def test_may_hold_little_more_than_words(self) -> None:
        (post,) = CHANNEL.read('{"page":"p","id":"f1","message":"পানি নাই"}'.encode(), NOW)
        assert (post.kind, post.text, post.happened_at) == (PostKind.FORM, "পানি নাই", NOW)
        assert post.author is not None
        assert post.author.id == "f1"

    def test_may_be_long_and_strange(self) -> None:
        text = "পানি নাই " * 20_000
        (post,) = CHANNEL.read(json.dumps({"page": "p", "id": "f", "message": text + "\x00\ud800"}).encode(), NOW)
        assert post.text == text + "\ufffd\ufffd"

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 10_000])
    def test_is_malformed_when_it_is_none(self, body: bytes) -> None:
        with pytest.raises(Malformed):
            CHANNEL.read(body, NOW)
        assert CHANNEL.page_ids(body) == ()

    @given(
        st.dictionaries(FIELDS, ODD | st.dictionaries(FIELDS, ODD, max_size=4) | st.lists(st.dictionaries(FIELDS, ODD), max_size=2))
    )
    @settings(deadline=None)
    def test_is_read_whatever_its_fields_hold(self, form: dict[str, Any]) -> None:
        with suppress(Malformed):
            (post,) = CHANNEL.read(json.dumps(form).encode(), NOW)
            assert post.remote_id
            assert "\\u0000" not in orjson.dumps(asdict(post)).decode()


class TestTheAnswer:
    @pytest.mark.parametrize("mode", list(ReplyMode))
    def test_is_there_at_once_because_it_stands_on_the_page_of_the_case(self, mode: ReplyMode) -> None:
        reply = OutgoingReply(page_id="form-ward-12", mode=mode, target_id="f1", reference="8f1c", text="আজ রাতে")
        for result in (CHANNEL.send(ACCOUNT, reply, NOW), CHANNEL.find_sent(ACCOUNT, reply)):
            assert (result.delivery, result.remote_id) == (Delivery.SENT, "8f1c")

    def test_is_possible_at_any_time(self) -> None:
        window = CHANNEL.window(None, None)
        assert window.open_until is not None
        assert window.open_until > NOW.replace(year=2126)

    def test_needs_no_looking_back_and_little_health(self) -> None:
        assert list(CHANNEL.recent(ACCOUNT, NOW)) == []
        assert CHANNEL.health(ACCOUNT, NOW).ok
        assert not CHANNEL.health(Account(key="webform", page_id="p"), NOW).ok
