"""The officer's desk: Kamal answers, Nasrin of another tree sees nothing, two officers never lose a word."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from sanglap.channels.models import OutboxItem
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.dispatch.models import Move
from sanglap.journey.handling.models import Disposal, Opinion
from sanglap.journey.replies.models import Reply
from sanglap.stage import deliver, do_all_work, do_jobs, officer_at, signed_in, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL, ENGINEER = "uno-BD30260072", "upazila-social-services-BD30260072", "upazila-engineering-BD30260072"
ANSWER = "আগামীকাল সকালে আসুন, কোনো টাকা লাগবে না।"


def act(browser: Client, case: Case, deed: str, **form: object) -> int:
    case.refresh_from_db()
    address = f"/desk/cases/{case.number}/" + ("reply/" if deed == "reply" else f"act/{deed}/")
    return browser.post(address, {"version": case.version, **form}).status_code


class TestKamalAnswers:
    def test_he_finds_the_case_and_the_whole_conversation(self, kamal: Client, case: Case) -> None:
        assert case.number in kamal.get("/desk/").content.decode()
        page = kamal.get(f"/desk/cases/{case.number}/").content.decode()
        assert "এখনো বয়স্ক ভাতা হয়নি" in page
        assert "Rahima" in page

    def test_the_preview_is_what_is_sent(self, kamal: Client, case: Case) -> None:
        text = "{number}: " + ANSWER
        shown = kamal.post(f"/desk/cases/{case.number}/preview/", {"mode": "public", "text": text}).content.decode()
        assert act(kamal, case, "reply", mode="public", text=text, form_token="a") == 302
        sent = OutboxItem.objects.filter(reference__startswith="reply:").latest("id")
        assert sent.text in shown
        assert "{number}" not in sent.text

    def test_pressing_twice_sends_once(self, kamal: Client, case: Case) -> None:
        for _ in range(2):
            kamal.post(f"/desk/cases/{case.number}/reply/", {"mode": "public", "text": ANSWER, "form_token": "same"})
        assert Reply.objects.filter(kind="answer").count() == 1

    def test_an_answer_that_cannot_leave_keeps_every_word(self, kamal: Client, case: Case) -> None:
        page = kamal.post(f"/desk/cases/{case.number}/reply/", {"mode": "public", "text": "ক" * 9000, "form_token": "b"})
        assert page.status_code == 422
        assert "ক" * 9000 in page.content.decode()

    def test_he_forwards_in_two_clicks_and_the_move_says_why(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "forward", office=SAVAR, words="নির্বাহী অফিসারের সিদ্ধান্ত লাগবে") == 302
        move = Move.objects.filter(from_office=SOCIAL).get()
        assert (move.to_office_id, move.officer.name_en if move.officer else "") == (SAVAR, "Kamal")
        assert move.words

    def test_done_needs_what_when_and_proof(self, kamal: Client, case: Case, now: datetime) -> None:
        assert act(kamal, case, "resolve", what="সমাধান", on="2026-01-04", proof="আদেশ ১") == 422
        assert act(kamal, case, "resolve", what="ভাতার তালিকায় নাম তোলা হয়েছে", on="2026-01-04", proof="") == 422
        assert not Disposal.objects.exists()
        assert act(kamal, case, "resolve", what="ভাতার তালিকায় নাম তোলা হয়েছে", on="2026-01-04", proof="আদেশ ১১৪") == 302
        do_jobs()
        case.refresh_from_db()
        assert case.state == "resolved"
        assert Reply.objects.filter(kind="resolution").count() == 1

    def test_another_offices_opinion_is_asked_and_given(self, kamal: Client, case: Case, now: datetime) -> None:
        assert act(kamal, case, "opinion", other=SAVAR, words="তালিকা কবে হবে?") == 302
        uno = signed_in(officer_at(SAVAR, name="Farhana", since=now.date()))
        question = Opinion.objects.get()
        assert act(uno, case, "give-opinion", opinion=str(question.id), words="আগামী সপ্তাহে") == 302
        question.refresh_from_db()
        assert question.answer == "আগামী সপ্তাহে"


class TestTwoOfficersAtOnce:
    def test_the_second_sees_the_conflict_and_loses_nothing(self, kamal: Client, case: Case, now: datetime) -> None:
        other = signed_in(officer_at(SOCIAL, name="Babul", since=now.date()))
        old = case.version
        assert act(kamal, case, "claim") == 302
        late = other.post(
            f"/desk/cases/{case.number}/reply/", {"mode": "public", "text": ANSWER, "form_token": "c", "version": old}
        )
        assert late.status_code == 409
        assert ANSWER in late.content.decode()
        assert not Reply.objects.filter(kind="answer").exists()

    def test_notes_never_collide(self, kamal: Client, case: Case, now: datetime) -> None:
        other = signed_in(officer_at(SOCIAL, name="Babul", since=now.date()))
        for browser, words in ((kamal, "ফোন করেছি"), (other, "কাগজ দেখেছি")):
            browser.post(f"/desk/cases/{case.number}/act/note/", {"words": words, "version": 1})
        assert set(HistoryLine.objects.filter(kind="noted").values_list("words", flat=True)) == {"ফোন করেছি", "কাগজ দেখেছি"}


class TestNasrinOfAnotherTree:
    @pytest.mark.parametrize("office", ["upazila-social-services-BD10040009", "dc-BD1004", ENGINEER])
    def test_no_address_tells_her_that_the_case_exists(self, case: Case, now: datetime, office: str) -> None:
        nasrin = signed_in(officer_at(office, name="Nasrin", since=now.date()))
        for address in ("", "now/"):
            assert nasrin.get(f"/desk/cases/{case.number}/{address}").status_code == 404
        for what in ("claim", "release", "note", "forward", "correct", "opinion", "give-opinion", "resolve"):
            assert act(nasrin, case, what, words="x", office=SAVAR, what="x", on="2026-01-04", proof="x") == 404
        for address in ("reply/", "preview/"):
            assert nasrin.post(f"/desk/cases/{case.number}/{address}", {"text": "x", "mode": "public"}).status_code == 404
        assert "case-line" not in nasrin.get(f"/desk/?q={case.number}").content.decode()
        assert nasrin.get(f"/oversight/{SOCIAL}/").status_code == 404

    def test_a_stranger_is_sent_to_sign_in(self, client: Client, case: Case) -> None:
        for address in ("/desk/", f"/desk/cases/{case.number}/", "/desk/troubles/", "/oversight/", f"/oversight/{SOCIAL}/"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "/account/login/" in answer.headers["Location"]

    def test_an_officer_above_reads_and_forwards_but_does_not_answer(self, case: Case, now: datetime) -> None:
        uno = signed_in(officer_at(SAVAR, name="Farhana", since=now.date()))
        assert uno.get(f"/desk/cases/{case.number}/").status_code == 200
        assert act(uno, case, "reply", mode="public", text=ANSWER, form_token="d") == 403
        assert act(uno, case, "resolve", what="ভাতার তালিকায় নাম তোলা হয়েছে", on="2026-01-04", proof="আদেশ") == 403


class TestQueries:
    def test_the_desk_asks_as_often_for_forty_cases_as_for_one(
        self, kamal: Client, case: Case, client: Client, now: datetime, django_assert_max_num_queries: object
    ) -> None:
        kamal.get("/desk/")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            kamal.get("/desk/")
        posts = [visitor_post(600 + i, "বয়স্ক ভাতার টাকা পাই না", at=now, author=str(8000 + i)) for i in range(40)]
        deliver(client, *posts)
        do_all_work(now)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert kamal.get("/desk/").status_code == 200
        with django_assert_max_num_queries(42):  # type: ignore[operator]
            assert kamal.get(f"/desk/cases/{case.number}/").status_code == 200
