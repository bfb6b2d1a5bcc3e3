"""From a signed webhook to a dispatched case."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.channels.models import Envelope
from sanglap.journey.arrivals.models import Post, PostVersion
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.dispatch.models import Move
from sanglap.stage import comment, deliver, do_all_work, page_of, signed, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"


@pytest.fixture(autouse=True)
def _savars_page() -> None:
    page_of(SAVAR)


class TestRahimaWritesOnThePageOfHerUpazila:
    def test_she_gets_a_case_with_number_owner_and_date(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now))
        do_all_work(now)
        case = Case.objects.get()
        assert case.state == "with_office"
        assert case.topic_id == "old-age-allowance"
        assert case.office_id == "upazila-social-services-BD30260072"
        assert case.expected_at is not None
        assert case.expected_at > now
        assert len(case.number) == 11

    def test_the_move_says_from_where_to_where_by_which_rule_and_why(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "vatar taka natir number e jay", at=now))
        do_all_work(now)
        move = Move.objects.get()
        assert move.rule == "topic_and_place"
        assert move.reason["topic_words"]
        assert move.candidates[0]["office"] == move.to_office_id
        assert len(move.candidates) >= 2

    def test_words_without_a_topic_stay_with_the_office_that_was_asked(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "হ্যালো কেউ আছেন?", at=now))
        do_all_work(now)
        assert Case.objects.get().office_id == SAVAR

    def test_a_place_named_in_the_words_counts_more_than_the_page(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "ধামরাই উপজেলায় বয়স্ক ভাতার টাকা পাই না", at=now))
        do_all_work(now)
        case = Case.objects.get()
        assert case.area is not None
        assert case.area.name_en == "Dhamrai"
        assert case.office_id == f"upazila-social-services-{case.area_id}"


class TestNothingIsLostOrDoubled:
    def test_ten_deliveries_of_one_post_make_one_case(self, client: Client, now: datetime) -> None:
        for _ in range(10):
            deliver(client, visitor_post(501, "রাস্তা ভাঙা", at=now))
            do_all_work(now)
        assert Envelope.objects.count() == 10
        assert Post.objects.count() == 1
        assert Case.objects.count() == 1
        assert HistoryLine.objects.filter(kind="opened").count() == 1

    def test_a_thousand_changes_in_one_body_are_a_thousand_cases(self, client: Client, now: datetime) -> None:
        posts = [visitor_post(600 + i, f"রাস্তা ভাঙা {i}", at=now, author=str(8000 + i)) for i in range(1000)]
        assert deliver(client, *posts).status_code == 200
        do_all_work(now)
        assert Case.objects.count() == 1000
        assert Case.objects.values("number").distinct().count() == 1000

    @pytest.mark.parametrize("seed", range(6))
    def test_any_order_of_add_edit_and_remove_ends_the_same(self, client: Client, now: datetime, seed: int) -> None:
        steps = [
            visitor_post(501, "প্রথম", at=now),
            visitor_post(501, "দ্বিতীয়", at=now + timedelta(seconds=5), verb="edited"),
            visitor_post(501, "", at=now + timedelta(seconds=9), verb="remove"),
        ]
        random.Random(seed).shuffle(steps)
        for step in steps:
            deliver(client, step)
            do_all_work(now)
        post = Post.objects.get()
        assert post.removed_at is not None
        assert post.posted_at == now

    def test_an_edit_keeps_what_was_said_before(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "পানি নাই ৪ দিন", at=now))
        do_all_work(now)
        deliver(client, visitor_post(501, "পানি নাই ৫ দিন", at=now + timedelta(minutes=9), verb="edited"))
        do_all_work(now)
        assert Post.objects.get().text == "পানি নাই ৫ দিন"
        assert PostVersion.objects.get().text == "পানি নাই ৪ দিন"

    def test_twenty_messages_shuffled_within_one_second_are_all_there_in_order(self, client: Client, now: datetime) -> None:
        said = [comment(9000 + i, f"{i}", at=now, under=501) for i in range(20)]
        random.Random(7).shuffle(said)
        deliver(client, visitor_post(501, "শুরু", at=now - timedelta(minutes=1)), *said)
        do_all_work(now)
        assert CasePost.objects.count() == 21
        assert Case.objects.count() == 1


class TestWhoseCaseItIs:
    def test_two_strangers_under_one_post_have_two_cases(self, client: Client, now: datetime) -> None:
        deliver(client, comment(1, "আমাদের বাড়িতেও পানি নাই", at=now, under=503, author="7001"))
        deliver(client, comment(2, "রাস্তার বাতি নষ্ট", at=now, under=503, author="7002", name="Karim"))
        do_all_work(now)
        assert Case.objects.count() == 2

    def test_her_own_comment_joins_her_case(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "পানি নাই", at=now))
        do_all_work(now)
        deliver(client, comment(9003, "আজও নাই", at=now + timedelta(hours=1), under=501))
        do_all_work(now)
        case = Case.objects.get()
        assert CasePost.objects.filter(case_id=case.id).count() == 2
        assert case.citizen_wrote_at == now + timedelta(hours=1)

    @pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
    def test_the_offices_own_comment_answers_the_comment_above_it_in_any_order(
        self, client: Client, now: datetime, order: tuple[int, ...]
    ) -> None:
        said = [
            comment(1, "পানি নাই", at=now, under=503, author="7001"),
            comment(2, "কোন রোডে?", at=now + timedelta(minutes=5), under=503, author="112", name="Savar", parent=1),
            comment(3, "বাতি নষ্ট", at=now, under=503, author="7002", name="Karim"),
        ]
        for place in order:
            deliver(client, said[place])
            do_all_work(now + timedelta(minutes=10))
        answered = Case.objects.get(citizen_name="Rahima")
        other = Case.objects.get(citizen_name="Karim")
        assert answered.first_answered_at == now + timedelta(minutes=5)
        assert other.first_answered_at is None

    def test_a_person_whom_the_network_does_not_name_is_never_taken_for_another(self, client: Client, now: datetime) -> None:
        nameless = [comment(i, "বিদ্যুৎ নাই", at=now, under=503) for i in (1, 2)]
        for one in nameless:
            del one["from"]
        deliver(client, *nameless)
        do_all_work(now)
        assert Case.objects.count() == 2


class TestWhatIsSetAside:
    def test_the_offices_own_announcement_opens_nothing(self, client: Client, now: datetime) -> None:
        deliver(client, {**visitor_post(503, "আজ পানি সরবরাহ বন্ধ", at=now, author="112"), "item": "status"})
        do_all_work(now)
        assert Post.objects.get().reason == "own_post"
        assert not Case.objects.exists()

    def test_a_photo_without_words_is_a_case(self, client: Client, now: datetime) -> None:
        photo = {**visitor_post(504, "", at=now), "item": "photo", "link": "https://scontent.xx.fbcdn.net/p.jpg"}
        deliver(client, photo)
        do_all_work(now)
        assert Case.objects.count() == 1

    def test_a_post_for_an_unknown_page_is_parked_with_its_reason_and_can_be_retried(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "পানি নাই", at=now, page="999"), page="999")
        do_all_work(now)
        envelope = Envelope.objects.get()
        assert envelope.state == "parked"
        assert "999" in envelope.trouble


class TestFloods:
    def test_one_identity_writing_a_hundred_times_a_day_is_slowed_and_nothing_is_lost(self, client: Client, now: datetime) -> None:
        deliver(client, *[visitor_post(1000 + i, f"রাস্তা ভাঙা {i}", at=now) for i in range(100)])
        do_all_work(now)
        assert Post.objects.count() == 100
        assert Case.objects.count() == 60
        assert Post.objects.filter(reason="too_many").count() == 40

    def test_a_thousand_people_behind_one_address_are_not(self, client: Client, now: datetime) -> None:
        deliver(client, *[visitor_post(9000 + i, "পানি নাই", at=now, author=str(50_000 + i)) for i in range(1000)])
        do_all_work(now)
        assert Case.objects.count() == 1000


class TestTheDoor:
    def test_the_handshake_repeats_the_challenge(self, client: Client) -> None:
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "test_verify_token"}
        answer = client.get("/channels/facebook/stage/webhook", asked)
        assert (answer.status_code, answer.content) == (200, b"1158201444")
        assert client.get("/channels/facebook/stage/webhook", {**asked, "hub.verify_token": "x"}).status_code == 403

    @pytest.mark.parametrize(
        "header",
        [{}, {"X-Hub-Signature": "sha1=" + "0" * 40}, {"X-Hub-Signature-256": "sha256=" + "0" * 64}, {"X-Hub-Signature-256": "no"}],
    )
    def test_without_the_right_signature_nothing_is_kept(self, client: Client, header: dict[str, str]) -> None:
        answer = client.post("/channels/facebook/stage/webhook", b"{}", content_type="application/json", headers=header)
        assert answer.status_code == 403
        assert not Envelope.objects.exists()

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b'"text"',
            b"null",
            b'{"entry": 7}',
            b"[" * 20_000,
            b'{"a":' * 20_000,
            b"\x00\xff\xfe",
            b'{"entry": [{"id": {}}]}',
        ],
    )
    def test_what_cannot_be_read_is_kept_visible_and_never_an_error(self, client: Client, now: datetime, body: bytes) -> None:
        answer = client.post(
            "/channels/facebook/stage/webhook", body, content_type="application/json", headers={"X-Hub-Signature-256": signed(body)}
        )
        assert answer.status_code == 200
        do_all_work(now)
        assert Envelope.objects.get().state in {"parked", "read"}

    def test_odd_letters_and_very_long_posts_are_cases_like_any_other(self, client: Client, now: datetime) -> None:
        deliver(client, visitor_post(501, "শূন্য\x00আর \ud83d একা", at=now))
        deliver(client, visitor_post(502, "ক" * 100_000, at=now, author="7002"))
        do_all_work(now)
        assert Case.objects.count() == 2
        assert len(Post.objects.get(remote_id="112_502").text) == 100_000

    def test_a_body_too_large_is_refused_with_a_sentence(self, client: Client) -> None:
        answer = client.post("/channels/facebook/stage/webhook", b"x" * 5_300_000, content_type="application/json")
        assert answer.status_code == 413

    def test_an_account_that_does_not_exist_is_not_found(self, client: Client) -> None:
        assert client.post("/channels/facebook/nobody/webhook", b"{}", content_type="application/json").status_code == 404
        assert client.post("/channels/pigeon/stage/webhook", b"{}", content_type="application/json").status_code == 404
