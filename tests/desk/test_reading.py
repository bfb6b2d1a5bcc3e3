"""What was read stands at the desk with its reasons, and what was read wrongly is put right with one click."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"


def case_of(client: Client, text: str, now: datetime) -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(501, text, at=now))
    do_all_work(now)
    return Case.objects.get()


def click(browser: Client, case: Case, deed: str, **form: str) -> str:
    case.refresh_from_db()
    answer = browser.post(f"/desk/cases/{case.number}/act/{deed}/?lang=en", {"version": case.version, **form}, follow=True)
    return answer.content.decode()


class TestWhatIsClear:
    @pytest.mark.parametrize("text", ["আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", "amar mayer boyos 68, boyosko vata ekhono hoy nai"])
    def test_goes_to_its_office_in_any_writing_with_the_words_that_spoke(
        self, client: Client, farhana: Client, now: datetime, text: str
    ) -> None:
        case = case_of(client, text, now)
        assert (case.topic_id, case.office_id) == ("old-age-allowance", SOCIAL)
        assert any(word in farhana.get(f"/desk/cases/{case.number}/").content.decode() for word in ("ভাতা", "vata"))


class TestWhatIsNotClear:
    def test_stays_with_whoever_was_asked_and_offers_three_topics(self, client: Client, farhana: Client, now: datetime) -> None:
        case = case_of(client, "স্যার, ব্যাপারটা একটু দেখবেন প্লিজ", now)
        assert (case.topic_id, case.office_id) == (None, SAVAR)
        page = farhana.get(f"/desk/cases/{case.number}/?lang=en").content.decode()
        assert "What is it about?" in page
        assert page.count('name="topic" value=') >= 3

    def test_one_click_says_the_topic_and_the_next_sends_it_there(self, client: Client, farhana: Client, now: datetime) -> None:
        case = case_of(client, "স্যার, ব্যাপারটা একটু দেখবেন প্লিজ", now)
        page = click(farhana, case, "correct", topic="old-age-allowance")
        assert "one click below sends it there" in page
        assert f'name="office" value="{SOCIAL}"' in page
        click(farhana, case, "forward", office=SOCIAL, words="This office is responsible for it.")
        case.refresh_from_db()
        assert (case.topic_id, case.office_id) == ("old-age-allowance", SOCIAL)
        label = HistoryLine.objects.get(kind="corrected")
        assert (label.facts["topic_before"], label.facts["topic"]) == (None, "old-age-allowance")

    def test_the_place_is_put_right_too(self, client: Client, farhana: Client, now: datetime) -> None:
        case = case_of(client, "বয়স্ক ভাতা পাই না", now)
        click(farhana, case, "correct", area="BD30260014")
        case.refresh_from_db()
        assert case.area_id == "BD30260014"

    @pytest.mark.parametrize("form", [{}, {"topic": "no-such-topic"}, {"area": "XX"}])
    def test_a_correction_that_says_nothing_changes_nothing(
        self, client: Client, farhana: Client, now: datetime, form: dict[str, str]
    ) -> None:
        case = case_of(client, "বয়স্ক ভাতা পাই না", now)
        click(farhana, case, "correct", **form)
        assert not HistoryLine.objects.filter(kind="corrected").exists()


class TestDanger:
    def test_runs_on_its_own_clock_and_is_kept_silent(self, client: Client, now: datetime) -> None:
        case = case_of(client, "আজ রাতে আমার ১৩ বছরের বোনের বিয়ে দিচ্ছে, বাঁচান", now)
        assert case.danger == "emergency"
        assert case.sensitivity in {"X", "XX"}
        assert case.due_at is not None
        assert (case.due_at - case.received_at).total_seconds() <= 24 * 3600
