from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sanglap.channels.contract import IncomingPost, PostAction, PostKind

if TYPE_CHECKING:
    from sanglap.channels.connectors.facebook.channel import FacebookChannel

RAHIMA = {"id": "7001", "name": "Rahima Khatun"}
OFFICE = {"id": "112", "name": "Ward 12 Office"}
T = 1790000000


@pytest.fixture
def hear(channel: FacebookChannel, now: datetime) -> Any:
    def hear(value: Any, *, field: str = "feed", time: Any = T) -> IncomingPost:
        body = {"object": "page", "entry": [{"id": "112", "time": time, "changes": [{"field": field, "value": value}]}]}
        (post,) = channel.read(json.dumps(body).encode(), now)
        return post

    return hear


def comment(**more: Any) -> dict[str, Any]:
    base = {"item": "comment", "verb": "add", "post_id": "112_501", "comment_id": "501_9001", "parent_id": "112_501"}
    return base | {"from": RAHIMA, "message": "পানি নাই", "created_time": T} | more


class TestRahimaComments:
    @pytest.mark.parametrize("spelling", ["501_9001", "112_9001", "9001", 9001, "112_501_9001"])
    def test_her_comment_has_one_name_in_every_spelling(self, hear: Any, spelling: Any) -> None:
        assert hear(comment(comment_id=spelling)).remote_id == "501_9001"

    @pytest.mark.parametrize("parent", ["112_501", "501", "7001_501", 501, ""])
    def test_under_the_post_whatever_the_prefix(self, hear: Any, parent: Any) -> None:
        assert hear(comment(parent_id=parent)).parent_id == "112_501"

    @pytest.mark.parametrize("parent", ["501_9000", "112_9000", "9000"])
    def test_her_reply_to_a_comment_says_so(self, hear: Any, parent: str) -> None:
        post = hear(comment(parent_id=parent))
        assert (post.parent_id, post.thread_id) == ("501_9000", "112_501")

    def test_without_a_name_it_is_still_heard(self, hear: Any) -> None:
        for sender in (None, {}, "Rahima", 7, {"name": "Rahima"}):
            post = hear(comment(**{"from": sender}))
            assert post.author is None
            assert not post.from_page
            assert post.text == "পানি নাই"

    def test_in_the_old_form_she_is_known_too(self, hear: Any) -> None:
        value = comment(sender_id=7001, sender_name="Rahima Khatun")
        del value["from"]
        assert hear(value).author == hear(comment()).author

    @pytest.mark.parametrize("verbs", [("edit", "edited", "update"), ("remove", "delete")])
    def test_both_spellings_of_a_verb_are_one_action(self, hear: Any, verbs: tuple[str, ...]) -> None:
        assert len({hear(comment(verb=verb)).dedupe_key for verb in verbs}) == 1

    def test_her_edit_within_the_same_second_comes_after_and_her_removal_last(self, hear: Any) -> None:
        times = [hear(comment(verb=verb)).happened_at for verb in ("add", "edited", "hide", "remove")]
        assert times == sorted(set(times))
        assert times[-1] - times[0] < timedelta(seconds=1)

    def test_an_edit_back_to_old_words_is_an_action_of_its_own(self, hear: Any) -> None:
        first, third = (hear(comment(verb="edited", created_time=T + second)) for second in (10, 30))
        assert first.dedupe_key != third.dedupe_key

    def test_the_time_may_be_seconds_milliseconds_text_or_missing(self, hear: Any) -> None:
        for when in (T, T * 1000, str(T), "2026-09-21T14:13:20+0000", float(T)):
            assert hear(comment(created_time=when)).happened_at == datetime.fromtimestamp(T, UTC)
        for when in (None, "", "yesterday", True, -5, 0, 10**30, [], {}, "1e400"):
            assert hear(comment(created_time=when), time=T + 60).happened_at == datetime.fromtimestamp(T + 60, UTC)

    def test_without_any_time_it_happened_when_we_received_it(self, hear: Any, now: datetime) -> None:
        assert hear(comment(created_time=None), time="soon").happened_at == now

    def test_a_photo_alone_a_video_alone_and_a_hidden_comment_are_events(self, hear: Any) -> None:
        assert hear(comment(message="", photo="https://scontent.xx.fbcdn.net/a.jpg")).attachments[0].kind == "image"
        assert hear(comment(message="", video="https://video.xx.fbcdn.net/a.mp4")).attachments[0].kind == "video"
        assert hear(comment(verb="hide")).action is PostAction.HIDE
        assert hear(comment(verb="unhide")).action is PostAction.UNHIDE


class TestTheOfficeItself:
    def test_its_own_comment_is_known_as_its_own(self, hear: Any) -> None:
        assert hear(comment(**{"from": OFFICE})).from_page
        assert hear(comment(**{"from": {"id": 112}})).from_page

    def test_its_status_without_an_author_is_its_own(self, hear: Any) -> None:
        value = {"item": "status", "verb": "add", "post_id": "112_503", "message": "আজ পানি বন্ধ"}
        assert hear(value).from_page
        assert not hear(value | {"item": "post"}).from_page

    def test_an_edited_post_happened_when_it_was_edited_not_when_it_was_published(self, hear: Any) -> None:
        value = {"item": "photo", "verb": "edited", "post_id": "112_504", "from": OFFICE, "created_time": T}
        assert hear(value, time=T + 600).happened_at >= datetime.fromtimestamp(T + 600, UTC)
        exact = hear(value | {"edited_time": T + 300}, time=T + 600).happened_at
        assert exact.replace(microsecond=0) == datetime.fromtimestamp(T + 300, UTC)


class TestAVisitor:
    @pytest.mark.parametrize("item", ["post", "photo", "video", "status", "share"])
    def test_posts_in_many_forms(self, hear: Any, item: str) -> None:
        value = {"item": item, "verb": "add", "post_id": "112_502", "from": RAHIMA, "link": "https://a.example/x"}
        post = hear(value)
        assert (post.kind, post.remote_id, post.thread_id) == (PostKind.POST, "112_502", "112_502")
        assert not post.from_page

    def test_a_post_without_its_page_is_named_with_it(self, hear: Any) -> None:
        assert hear({"item": "post", "verb": "add", "post_id": 502, "from": RAHIMA}).remote_id == "112_502"

    def test_names_the_office_on_its_own_page_once(self, hear: Any) -> None:
        mention = {name: value for name, value in comment().items() if name != "from"}
        heard, mentioned = hear(comment()), hear(mention, field="mention")
        assert (heard.kind, heard.remote_id, heard.dedupe_key) == (mentioned.kind, mentioned.remote_id, mentioned.dedupe_key)

    def test_reviews_with_either_case_of_the_judgement(self, hear: Any) -> None:
        value = {"item": "rating", "verb": "add", "open_graph_story_id": "9048", "reviewer_id": 7004, "rating": "2"}
        post = hear(value | {"recommendation_type": "negative"}, field="ratings")
        assert post.extra == {"recommendation": "NEGATIVE", "rating": 2.0}
        assert hear(value | {"verb": "edit", "review_text": "ভালো"}, field="ratings").action is PostAction.EDIT

    def test_reacts_changes_it_and_takes_it_back(self, hear: Any) -> None:
        value = {"item": "reaction", "from": RAHIMA, "post_id": "112_501", "reaction_type": "angry", "created_time": T}
        posts = [hear(value | {"verb": verb}) for verb in ("add", "edit", "remove")]
        assert {post.remote_id for post in posts} == {"112_501:7001"}
        assert [post.action for post in posts] == [PostAction.ADD, PostAction.EDIT, PostAction.REMOVE]
        assert len({post.dedupe_key for post in posts}) == 3


class TestWhatWeDoNotKnow:
    @pytest.mark.parametrize(
        "value",
        [
            {"item": "comment", "verb": "add", "message": "about nothing"},
            {"item": "comment", "verb": "follow", "comment_id": "501_1", "post_id": "112_501"},
            {"item": "coupon", "verb": "add", "post_id": "112_501"},
            {"item": 5, "verb": []},
            {"verb": "add"},
            {},
        ],
    )
    def test_is_kept_with_what_it_looks_like(self, hear: Any, value: dict[str, Any]) -> None:
        post = hear(value)
        assert post.kind is PostKind.OTHER
        assert post.extra["names"] == list(value)

    @pytest.mark.parametrize("value", [None, 5, "text", [], [{}], True])
    def test_is_kept_when_it_is_no_object_at_all(self, hear: Any, value: object) -> None:
        assert hear(value).kind is PostKind.OTHER

    @pytest.mark.parametrize("field", ["leadgen", "", None, 7, ["feed"]])
    def test_is_kept_when_its_field_is_new(self, hear: Any, field: Any) -> None:
        assert hear(comment(), field=field).kind is PostKind.OTHER
