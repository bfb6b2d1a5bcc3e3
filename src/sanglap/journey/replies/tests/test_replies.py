"""What citizens are told: at once, in their language, where they wrote – and never twice."""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.channels.contract import Delivery, SendResult
from sanglap.channels.models import OutboxItem
from sanglap.channels.services import UnableToMend, send_due
from sanglap.channels.services.claiming import FIRST, claim_turn
from sanglap.channels.tests.scripted_channel import NO_ANSWER, ScriptedChannel
from sanglap.directory.charter.models import Topic
from sanglap.foundation import clock
from sanglap.foundation.ids import new_id, show_tracking_number
from sanglap.journey.arrivals.events import PostSetAside
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.services import UnableToChange, lock_case
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.services import ask_citizen, resolve_case
from sanglap.journey.handling.tests.factories import DHAMRAI, SAVAR, case_of, fresh, kamal, kinds_of, many_cases, nasrin
from sanglap.journey.replies.models import Reply, Template
from sanglap.journey.replies.services import (
    UnableToReply,
    acknowledge,
    load_templates,
    mend,
    others_composing,
    preview_reply,
    recognise_own_words,
    say_composing,
    write_reply,
)
from sanglap.journey.replies.services.templates import DATA
from sanglap.stage import do_jobs

pytestmark = pytest.mark.django_db
WORDS = "আগামীকাল সকালে আসুন, কোনো টাকা লাগবে না।"
DONE = "The hole at the crossing was filled with bricks."


def post_of(case: Case) -> Post:
    return CasePost.objects.select_related("post__page").get(case_id=case.id).post


def acknowledged(case: Case, now: datetime) -> Reply:
    acknowledge([CaseDispatched(case.district_id, case.id, case.office_id or "", first=True)], now)
    return Reply.objects.get(case_id=case.id, kind="acknowledgement")


def answer(case: Case, now: datetime, text: str = WORDS, token: str = "a", mode: str = "public", **more: object) -> Reply:
    return write_reply(
        lock_case(case.district_id, case.id),
        post_of(case),
        mode=mode,
        text=text,
        officer=kamal(),
        form_token=token,
        now=now,
        **more,
    )


def leave(now: datetime) -> None:
    """Let everything leave that waits, and let the replies hear of it."""
    with clock.frozen(now):
        send_due(now, read_clock=lambda: now)
        do_jobs()


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


class TestWhatBecameOfIt:
    def test_the_case_is_answered_when_the_words_stand_there(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        answer(case, now)
        assert fresh(case).first_answered_at is None
        assert kinds_of(case) == ["written"]
        leave(now + timedelta(minutes=1))
        assert fresh(case).first_answered_at == now + timedelta(minutes=1)
        line = HistoryLine.objects.get(kind="answered")
        assert (line.actor, line.is_public) == ("Kamal", True)

    def test_a_second_answer_keeps_the_time_of_the_first(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        for hour in (1, 5):
            answer(case, now, token=str(hour))
            leave(now + timedelta(hours=hour))
        assert fresh(case).first_answered_at == now + timedelta(hours=1)
        assert fresh(case).answered_at == now + timedelta(hours=5)

    def test_a_refusal_shows_itself_and_is_no_answer(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [SendResult(Delivery.REFUSED, code="551", reason="This person takes no messages.")]
        leave(now)
        reply.refresh_from_db()
        assert (reply.state, reply.trouble) == ("stuck", "This person takes no messages.")
        assert fresh(case).first_answered_at is None
        assert kinds_of(case) == ["written", "reply_trouble"]

    def test_a_person_sends_it_again(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="Not like this.")]
        leave(now)
        reply.refresh_from_db()
        mend(reply, "again", now=now)
        leave(now)
        reply.refresh_from_db()
        assert reply.state == "sent"
        assert fresh(case).first_answered_at == now
        with pytest.raises(UnableToMend):
            mend(reply, "again", now=now)

    def test_a_person_gives_it_up(self, network: ScriptedChannel, now: datetime) -> None:
        reply = answer(case_of(at=now), now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="Not like this.")]
        leave(now)
        mend(reply, "give-up", now=now)
        do_jobs()
        reply.refresh_from_db()
        assert reply.state == "cancelled"

    @pytest.mark.parametrize("prefix", ["", "Rahima, "])
    def test_our_own_words_coming_back_settle_an_uncertain_reply(
        self, network: ScriptedChannel, now: datetime, prefix: str
    ) -> None:
        case = case_of(at=now)
        reply = answer(case, now)
        network.script = [NO_ANSWER]
        leave(now)
        assert Reply.objects.get().state == "queued"
        recognise_own_words([own_words(post_of(case), prefix + reply.text)], now)
        leave(now)
        reply.refresh_from_db()
        assert (reply.state, reply.remote_id) == ("sent", "there_1")
        assert fresh(case).first_answered_at == now

    def test_the_same_words_under_another_post_settle_nothing(self, network: ScriptedChannel, now: datetime) -> None:
        case, other = case_of(at=now), case_of(at=now)
        answer(case, now)
        claim_turn(FIRST, pages=8, resting=[], now=now)
        recognise_own_words([own_words(post_of(other), WORDS)], now)
        assert OutboxItem.objects.get().state == "sending"


def own_words(under: Post, text: str) -> PostSetAside:
    """Return the news that the network told us of our own comment."""
    post = Post.objects.create(
        district_id=under.district_id,
        id=new_id(),
        page=under.page,
        kind="comment",
        remote_id="there_1",
        thread_id=under.thread_id,
        from_office=True,
        text=text,
        posted_at=under.posted_at,
        changed_at=under.posted_at,
        received_at=under.posted_at,
        verdict="set_aside",
        reason="own_reply",
    )
    return PostSetAside(post.district_id, post.id, "own_reply")


class TestTheCitizenIsToldWhatWasDone:
    def resolve(self, case: Case, now: datetime, what: str = DONE) -> None:
        locked = lock_case(case.district_id, case.id)
        with clock.frozen(now):
            resolve_case(locked, officer=kamal(), what=what, on=now.date(), proof="Order 12", now=now)
            do_jobs()

    def test_where_she_wrote_with_the_question_whether_it_is_solved(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        self.resolve(case, now)
        reply = Reply.objects.get(kind="resolution")
        assert DONE in reply.text
        assert "হ্যাঁ অথবা না" in reply.text
        leave(now)
        assert fresh(case).first_answered_at == now
        assert fresh(case).state == "resolved"

    def test_a_long_account_is_shortened_to_what_the_way_takes_and_never_refused(self, now: datetime) -> None:
        case = case_of(at=now)
        Post.objects.update(kind="message", thread_id="5001")
        self.resolve(case, now, what="রাস্তা মেরামত করা হয়েছে। " * 200)
        item = OutboxItem.objects.get()
        assert len(item.text) <= 2_000
        assert "হ্যাঁ অথবা না" in item.text

    def test_when_every_way_is_closed_an_officer_sees_it(self, now: datetime) -> None:
        case = case_of(at=now)
        Post.objects.update(kind="message", thread_id="5001")
        later = now + timedelta(days=20)
        self.resolve(case, later)
        reply = Reply.objects.get(kind="resolution")
        assert (reply.state, OutboxItem.objects.count()) == ("stuck", 0)
        assert reply.trouble
        assert kinds_of(case) == ["resolved", "reply_trouble"]
        mend(reply, "give-up", now=later)
        reply.refresh_from_db()
        assert reply.state == "cancelled"

    def test_when_she_has_removed_every_word_nothing_leaves(self, now: datetime) -> None:
        case = case_of(at=now)
        Post.objects.update(removed_at=now)
        self.resolve(case, now)
        assert Reply.objects.count() == 0

    def test_a_question_leaves_once_and_is_a_first_answer(self, network: ScriptedChannel, now: datetime) -> None:
        case = case_of(at=now)
        ask_citizen(lock_case(case.district_id, case.id), officer=kamal(), words="কোন রাস্তা?", now=now)
        leave(now)  # the question is written
        leave(now)  # and leaves
        reply = Reply.objects.get(kind="question")
        assert (reply.state, reply.mode) == ("sent", "public")
        assert reply.text.startswith("কোন রাস্তা?")
        assert fresh(case).first_answered_at == now


class TestTemplates:
    def test_twelve_good_ones_in_both_languages(self) -> None:
        load_templates()
        load_templates()
        assert Template.objects.count() >= 12

    def test_both_languages_have_the_same_blanks_and_every_blank_is_known(self, now: datetime) -> None:
        case = case_of(at=now)
        with DATA.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            blanks = [sorted(re.findall(r"\{\w+\}", row[name])) for name in ("text_bn", "text_en")]
            assert blanks[0] == blanks[1], row["code"]
            shown = preview_reply(case, post_of(case), mode="public", text=row["text_bn"], officer=kamal(), now=now)
            assert not shown.problem, row["code"]

    def test_what_an_office_has_changed_stays(self) -> None:
        load_templates()
        Template.objects.filter(code="work-begun").update(text_en="Begun!")
        load_templates()
        assert Template.objects.get(code="work-begun").text_en == "Begun!"


class TestSomebodyElseIsAnswering:
    def test_for_half_a_minute_after_the_last_letter(self, now: datetime) -> None:
        case, mine, other = case_of(at=now), kamal(), nasrin()
        say_composing(case, mine, now=now)
        say_composing(case, mine, now=now + timedelta(seconds=10))
        assert others_composing(case, other, now=now + timedelta(seconds=39)) == [mine]
        assert others_composing(case, other, now=now + timedelta(seconds=41)) == []
        assert others_composing(case, mine, now=now + timedelta(seconds=11)) == []
