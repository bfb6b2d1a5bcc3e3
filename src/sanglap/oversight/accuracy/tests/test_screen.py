"""How well posts are read: what officers leave and what they put right, shown to those above them and nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanglap.foundation import clock
from sanglap.journey.cases.models import Case
from sanglap.oversight.accuracy.models import JudgedReading, WeekOfReading
from sanglap.oversight.accuracy.services import judge, sum_up
from sanglap.stage import deliver, do_all_work, do_jobs, officer_at, page_of, signed_in, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"
PAGE = f"/oversight/reading/{SAVAR}/"


@pytest.fixture(autouse=True)
def _one_factor(settings: object) -> None:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]


@pytest.fixture
def farhana(now: datetime) -> Client:
    """She leads Savar."""
    return signed_in(officer_at(SAVAR, name="Farhana", since=now.date()), language="en")


@pytest.fixture
def kamal(now: datetime) -> Client:
    """He works at Savar's social services."""
    return signed_in(officer_at(SOCIAL, name="Kamal", since=now.date()))


def case_of(client: Client, now: datetime, number: int = 501, words: str = "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি") -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(number, words, at=now, author=str(number)))
    do_all_work(now)
    return Case.objects.order_by("-id")[0]


def act(browser: Client, case: Case, deed: str, **form: object) -> None:
    case.refresh_from_db()
    assert browser.post(f"/desk/cases/{case.number}/act/{deed}/", {"version": case.version, **form}).status_code == 302
    do_jobs()
    sum_up(clock.now())


def shown(browser: Client, address: str = PAGE) -> str:
    return browser.get(address).content.decode()


class TestFarhanaSees:
    def test_a_kind_sentence_before_anybody_has_worked(self, farhana: Client, client: Client, now: datetime) -> None:
        case_of(client, now)
        assert "Nothing to judge yet" in shown(farhana)

    def test_that_kamal_left_the_topic_as_it_was_read(self, farhana: Client, kamal: Client, client: Client, now: datetime) -> None:
        act(kamal, case_of(client, now), "claim")
        row = WeekOfReading.objects.get(scope=SAVAR)
        assert (row.judged, row.is_automatic, row.topic_kept, row.office_kept) == (1, True, 1, 1)
        assert "too few to say" in shown(farhana)

    def test_what_kamal_put_right_and_what_it_was_taken_for(
        self, farhana: Client, kamal: Client, client: Client, now: datetime
    ) -> None:
        case = case_of(client, now)
        act(kamal, case, "correct", topic="disability-card")
        page = shown(farhana)
        assert case.number in page.replace("-", "")
        assert "What was put right last" in page
        assert WeekOfReading.objects.get(scope=SAVAR).topic_kept == 0

    def test_each_case_once_however_often_it_changes(self, kamal: Client, client: Client, now: datetime) -> None:
        case = case_of(client, now)
        act(kamal, case, "claim")
        act(kamal, case, "correct", topic="disability-card")
        act(kamal, case, "note", words="মেয়ের ভাতা")
        assert [(row.judged, row.topic_kept) for row in WeekOfReading.objects.filter(scope=SAVAR)] == [(1, 0)]

    def test_the_same_figures_when_the_news_comes_twice(self, kamal: Client, client: Client, now: datetime) -> None:
        case = case_of(client, now)
        act(kamal, case, "claim")
        before = list(WeekOfReading.objects.order_by("scope").values_list())
        judge([case.key, case.key], now + timedelta(days=1))
        sum_up(now + timedelta(days=1))
        assert list(WeekOfReading.objects.order_by("scope").values_list()) == before

    def test_as_many_queries_for_a_hundred_corrections_as_for_one(
        self, farhana: Client, kamal: Client, client: Client, now: datetime
    ) -> None:
        act(kamal, case_of(client, now), "correct", topic="disability-card")
        with CaptureQueriesContext(
            connection,
        ) as one:
            shown(farhana)
        for number in range(502, 505):
            act(kamal, case_of(client, now, number), "correct", topic="disability-card")
        with CaptureQueriesContext(connection) as several:
            shown(farhana)
        assert len(several) == len(one)

    def test_her_corrections_as_a_table_without_anybodys_number(
        self, farhana: Client, kamal: Client, client: Client, now: datetime
    ) -> None:
        case = case_of(client, now, words="আমার মায়ের বয়স ৬৮, বয়স্ক ভাতা হয়নি, ফোন 01712345678")
        act(kamal, case, "correct", topic="disability-card")
        table = shown(farhana, f"{PAGE}labels.csv")
        assert "old-age-allowance,disability-card" in table
        assert "01712345678" not in table


class TestNobodyElse:
    def test_sees_another_tree(self, client: Client, now: datetime) -> None:
        stranger = signed_in(officer_at("uno-BD55320088", name="Nasrin", since=now.date()))
        assert stranger.get(PAGE).status_code == 404
        assert stranger.get(f"{PAGE}labels.csv").status_code == 404
        assert client.get(PAGE).status_code == 302

    def test_reads_the_words_of_a_confidential_case_here(
        self, farhana: Client, kamal: Client, client: Client, now: datetime
    ) -> None:
        case = case_of(client, now)
        act(kamal, case, "correct", topic="disability-card")
        Case.objects.filter(id=case.id).update(sensitivity="XX")
        assert case.number not in shown(farhana).replace("-", "")
        assert "ভাতা" not in shown(farhana, f"{PAGE}labels.csv")

    def test_changes_anything_by_reading_only(self, client: Client, now: datetime) -> None:
        case_of(client, now)
        assert not JudgedReading.objects.exists()
