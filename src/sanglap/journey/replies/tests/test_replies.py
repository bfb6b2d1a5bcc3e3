"""What citizens are told: at once, in their language, where they wrote – and never twice."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.channels.models import OutboxItem
from sanglap.channels.tests.scripted_channel import ScriptedChannel
from sanglap.directory.charter.models import Topic
from sanglap.foundation.ids import new_id, show_tracking_number
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import UnableToChange
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.tests.factories import DHAMRAI, SAVAR, case_of, fresh, kamal, kinds_of, many_cases, nasrin
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.services import (
    UnableToReply,
    acknowledge,
    preview_reply,
)
from sanglap.journey.replies.tests.writing import WORDS, acknowledged, answer, leave, post_of

pytestmark = pytest.mark.django_db


class TestRahimaIsAcknowledgedAtOnce:
    def test_with_number_date_office_and_address_in_her_language_and_digits(self, now: datetime) -> None:
        case = case_of(at=now)
        text = acknowledged(case, now).text
        assert show_tracking_number(case.number) in text
        assert "১৭ ফেব্রুয়ারি" in text
        assert case.office is not None
        assert case.office.name_bn in text
        assert f"/c/{case.number}/" in text

    def test_in_english_for_whoever_wrote_english(self, now: datetime) -> None:
        case = case_of(at=now)
        Case.objects.filter(id=case.id).update(language="en")
        text = acknowledged(case, now).text
        assert "17 February" in text
        assert case.office is not None
        assert case.office.name_en in text

    def test_it_is_queued_under_its_post_and_no_human_wrote_it(self, now: datetime) -> None:
        case = case_of(at=now)
        reply = acknowledged(case, now)
        item = OutboxItem.objects.get(reference=f"reply:{reply.id}")
        assert (item.mode, item.target_id, item.by_human, item.text) == ("public", post_of(case).remote_id, False, reply.text)
        assert kinds_of(case) == ["acknowledged"]

    def test_once_however_often_it_is_heard(self, now: datetime) -> None:
        case = case_of(at=now)
        for _time in range(3):
            acknowledged(case, now)
        assert OutboxItem.objects.count() == 1

    def test_an_acknowledgement_is_not_an_answer(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        reply = acknowledged(case, now)
        leave(now)
        reply.refresh_from_db()
        assert (reply.state, reply.sent_at) == ("sent", now)
        assert fresh(case).first_answered_at is None

    def test_danger_is_never_spoken_of_in_public_and_helplines_come_first(self, now: datetime) -> None:
        case = case_of(at=now, clock="K0")
        Case.objects.filter(id=case.id).update(sensitivity="XX")
        reply = acknowledged(case, now)
        assert reply.mode == "private_reply"
        assert "৯৯৯" in reply.text
        topic = Topic.objects.get(code=case.topic_id)
        assert topic.name_bn not in reply.text
        assert topic.name_en not in reply.text

    def test_a_post_that_is_gone_already_is_not_written_under(self, now: datetime) -> None:
        case = case_of(at=now)
        Post.objects.update(removed_at=now)
        acknowledge([CaseDispatched(case.district_id, case.id, SAVAR, first=True)], now)
        assert OutboxItem.objects.count() == 0

    def test_hundreds_in_seven_queries(self, now: datetime) -> None:
        ids = many_cases(200, at=now)
        sample = post_of(case_of(at=now))
        posts = [
            Post(
                district_id=sample.district_id,
                id=new_id(),
                page=sample.page,
                kind="post",
                remote_id=f"112_many_{number}",
                thread_id=f"112_many_{number}",
                posted_at=now,
                changed_at=now,
                received_at=now,
                verdict="accepted",
            )
            for number in range(200)
        ]
        Post.objects.bulk_create(posts)
        CasePost.objects.bulk_create(
            [
                CasePost(district_id=post.district_id, id=new_id(), case_id=case_id, post_id=post.id)
                for post, case_id in zip(posts, ids, strict=True)
            ]
        )
        with CaptureQueriesContext(connection) as queries:
            acknowledge([CaseDispatched(sample.district_id, one, SAVAR, first=True) for one in ids], now)
        assert Reply.objects.count() == 200
        assert len(queries) <= 7


class TestThePreviewIsWhatLeaves:
    def test_letter_for_letter(self, now: datetime) -> None:
        case = case_of(at=now)
        shown = preview_reply(case, post_of(case), mode="public", text="{name}, {number}: " + WORDS, officer=kamal(), now=now)
        answer(case, now, text="{name}, {number}: " + WORDS)
        sent = OutboxItem.objects.get()
        assert sent.text == shown.text
        assert sent.text.startswith(f"Rahima, {show_tracking_number(case.number)}: ")
        assert shown.item is not None
        assert (shown.item.target_id, shown.item.mode) == (sent.target_id, sent.mode)

    def test_it_writes_nothing(self, now: datetime) -> None:
        case = case_of(at=now)
        preview_reply(case, post_of(case), mode="public", text=WORDS, officer=kamal(), now=now)
        assert Reply.objects.count() == OutboxItem.objects.count() == 0
        assert fresh(case).version == case.version

    def test_another_office_than_the_pages_own_signs(self, now: datetime) -> None:
        case = case_of(DHAMRAI, at=now)
        shown = preview_reply(case, post_of(case), mode="public", text=WORDS, officer=nasrin(), now=now)
        assert case.office is not None
        assert shown.text == f"{WORDS}\n— {case.office.name_bn}"

    def test_it_counts_the_letters_left(self, now: datetime) -> None:
        case = case_of(at=now)
        shown = preview_reply(case, post_of(case), mode="public", text="ক" * 100, officer=kamal(), now=now)
        assert shown.letters_left == 7_900
        too_long = preview_reply(case, post_of(case), mode="private_reply", text="ক" * 2_001, officer=kamal(), now=now)
        assert too_long.letters_left == -1
        assert too_long.problem

    def test_a_blank_that_nobody_filled_in_does_not_leave(self, now: datetime) -> None:
        case = case_of(at=now)
        with pytest.raises(UnableToReply, match=re.escape("{day}")):
            answer(case, now, text="We come on {day}.")

    def test_it_says_which_ways_are_open_and_until_when(self, now: datetime) -> None:
        case = case_of(at=now)
        shown = preview_reply(case, post_of(case), mode="public", text=WORDS, officer=kamal(), now=now + timedelta(days=8))
        ways = {way.mode.value: way for way in shown.ways}
        assert ways["public"].why_not == ""
        assert ways["private_reply"].why_not == "private_window_closed"
        assert ways["private_reply"].until == now + timedelta(days=7)

    @pytest.mark.parametrize(("days", "is_open"), [(0.5, True), (3, True), (8, False)])
    def test_a_message_is_answered_by_a_person_for_seven_days_then_another_way_is_needed(
        self, now: datetime, days: float, *, is_open: bool
    ) -> None:
        case = case_of(at=now)
        Post.objects.update(kind="message", thread_id="5001")
        shown = preview_reply(case, post_of(case), mode="message", text=WORDS, officer=kamal(), now=now + timedelta(days=days))
        assert (shown.problem == "") is is_open


class TestAnAnswerIsWrittenOnce:
    def test_pressing_twice_is_once(self, now: datetime) -> None:
        case = case_of(at=now)
        assert answer(case, now).id == answer(case, now).id
        assert OutboxItem.objects.count() == 1

    def test_the_second_officer_sees_a_conflict(self, now: datetime) -> None:
        case = case_of(at=now)
        seen = case.version
        answer(case, now, token="a", expected_version=seen)
        with pytest.raises(UnableToChange):
            answer(case, now, token="b", expected_version=seen)
        assert Reply.objects.count() == 1

    @pytest.mark.parametrize("text", ["", "   \n "])
    def test_an_answer_needs_words(self, now: datetime, text: str) -> None:
        with pytest.raises(UnableToReply):
            answer(case_of(at=now), now, text=text)

    def test_one_private_reply_to_a_post(self, now: datetime) -> None:
        case = case_of(at=now)
        answer(case, now, mode="private_reply")
        with pytest.raises(UnableToReply):
            answer(case, now, mode="private_reply", token="b")

    def test_nothing_about_danger_is_answered_in_public(self, now: datetime) -> None:
        case = case_of(at=now)
        Case.objects.filter(id=case.id).update(sensitivity="XX")
        with pytest.raises(UnableToReply):
            answer(case, now)
