"""Every recorded payload beside what we read in it. ``payloads/expected/`` was written once and read by a person."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.contract import IncomingPost, PostKind

if TYPE_CHECKING:
    from sanglap.channels.connectors.facebook.channel import FacebookChannel

PAYLOADS = Path(__file__).parent.parent / "payloads"
NAMES = sorted(path.name for path in PAYLOADS.glob("*.json"))
LEFT_OUT_WHEN = {
    "action": "add",
    "parent_id": "",
    "author": None,
    "from_page": False,
    "text": "",
    "attachments": (),
    "permalink": "",
    "sent_reference": "",
    "via_standby": False,
    "extra": {},
}


def plain(post: IncomingPost) -> dict[str, Any]:
    told = asdict(post) | {"happened_at": post.happened_at.isoformat()}
    kept = {name: value for name, value in told.items() if name not in LEFT_OUT_WHEN or value != LEFT_OUT_WHEN[name]}
    return json.loads(json.dumps(kept))


def read(name: str, channel: FacebookChannel, now: datetime) -> list[IncomingPost]:
    return list(channel.read((PAYLOADS / name).read_bytes(), now))


@pytest.mark.parametrize("name", NAMES)
class TestARecordedPayload:
    def test_is_read_as_expected(self, name: str, channel: FacebookChannel, now: datetime) -> None:
        expected = json.loads((PAYLOADS / "expected" / name).read_text(encoding="utf-8"))
        assert [plain(post) for post in read(name, channel, now)] == expected

    def test_reads_the_same_again(self, name: str, channel: FacebookChannel, now: datetime) -> None:
        again = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
        assert read(name, channel, now) == list(channel.read((PAYLOADS / name).read_bytes(), again))

    def test_names_its_pages(self, name: str, channel: FacebookChannel, now: datetime) -> None:
        pages = channel.page_ids((PAYLOADS / name).read_bytes())
        assert set(pages) == {post.page_id for post in read(name, channel, now)}

    def test_fits_the_columns(self, name: str, channel: FacebookChannel, now: datetime) -> None:
        for post in read(name, channel, now):
            assert max(len(post.remote_id), len(post.thread_id), len(post.parent_id)) <= 160
            assert post.remote_id
            assert post.happened_at.tzinfo is not None


class TestTheWholeStory:
    def test_has_a_key_of_its_own_for_every_action(self, channel: FacebookChannel, now: datetime) -> None:
        keys = [post.dedupe_key for post in read("batch_of_everything.json", channel, now)]
        assert len(keys) == len(set(keys)) == 28

    def test_has_the_same_keys_in_any_order_and_any_delivery(self, channel: FacebookChannel, now: datetime) -> None:
        body = json.loads((PAYLOADS / "batch_of_everything.json").read_bytes())
        keys = {post.dedupe_key for post in read("batch_of_everything.json", channel, now)}
        for seed in range(20):
            chance = random.Random(seed)
            chance.shuffle(body["entry"])
            for entry in body["entry"]:
                chance.shuffle(entry.get("changes", []))
                chance.shuffle(entry.get("messaging", []))
            assert {post.dedupe_key for post in channel.read(json.dumps(body).encode(), now)} == keys

    def test_one_delivery_or_many_make_no_difference(self, channel: FacebookChannel, now: datetime) -> None:
        body = json.loads((PAYLOADS / "batch_of_everything.json").read_bytes())
        alone = [
            {"object": "page", "entry": [{"id": entry["id"], "time": entry["time"], part: [one]}]}
            for entry in body["entry"]
            for part in ("changes", "messaging", "standby")
            for one in entry.get(part, [])
        ]
        one_by_one = [post for small in alone for post in channel.read(json.dumps(small).encode(), now)]
        assert one_by_one == read("batch_of_everything.json", channel, now)

    def test_a_thousand_changes_at_once_are_all_read_in_order(self, channel: FacebookChannel, now: datetime) -> None:
        change = json.loads((PAYLOADS / "comment_added.json").read_bytes())["entry"][0]["changes"][0]
        changes = [
            {"field": "feed", "value": change["value"] | {"comment_id": f"501_{number}", "message": f"{number}"}}
            for number in range(1_000)
        ]
        body = json.dumps({"object": "page", "entry": [{"id": "112", "time": 1790000000, "changes": changes}]}).encode()
        posts = list(channel.read(body, now))
        assert [post.text for post in posts] == [str(number) for number in range(1_000)]
        assert len({post.dedupe_key for post in posts}) == 1_000

    def test_nothing_recorded_is_dropped(self, channel: FacebookChannel, now: datetime) -> None:
        not_understood = {name for name in NAMES for post in read(name, channel, now) if post.kind is PostKind.OTHER}
        assert not_understood == {
            "batch_of_everything.json",  # holds three of the following
            "field_unknown.json",
            "policy_enforcement.json",
            "postback_get_started.json",
            "signed_vector.json",
            "thread_control_passed.json",
            "video_muted.json",
        }
