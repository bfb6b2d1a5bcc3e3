"""What the citizen is told when it is done; the texts offices begin with; who else is answering."""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta

import pytest

from sanglap.channels.models import OutboxItem
from sanglap.channels.tests.scripted_channel import ScriptedChannel
from sanglap.foundation import clock
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import ask_citizen, resolve_case
from sanglap.journey.handling.tests.factories import case_of, fresh, kamal, kinds_of, nasrin
from sanglap.journey.replies.models import Reply, Template
from sanglap.journey.replies.services import (
    load_templates,
    mend,
    others_composing,
    preview_reply,
    say_composing,
)
from sanglap.journey.replies.services.templates import DATA
from sanglap.journey.replies.tests.writing import DONE, leave, post_of
from sanglap.stage import do_jobs

pytestmark = pytest.mark.django_db


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
