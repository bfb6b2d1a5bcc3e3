"""Somebody who cannot read leaves with a slip; the helper keeps nothing of it; officials file their own in confidence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, Filing
from sanglap.oversight.counter.services import slip_of
from sanglap.stage import do_all_work, officer_at, signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
SAVAR, DHAMRAI, DHAKA = "uno-BD30260072", "uno-BD30260014", "dc-BD3026"
WORDS = "আমার বয়স ৬৭, বয়স্ক ভাতার কার্ড পাই নাই"


@pytest.fixture(autouse=True)
def _the_counter_is_open(settings: SettingsWrapper, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MFA_REQUIRED = False
    monkeypatch.setattr("sanglap.foundation.clock.now", lambda: now)


@pytest.fixture
def mita(now: datetime) -> Client:
    """She helps people at the counter in Savar."""
    return signed_in(officer_at(SAVAR, name="Mita", since=now.date()), language="en")


def form(**more: str) -> dict[str, str]:
    return {
        "message": WORDS, "place": "Savar", "author": "Sufia Begum", "phone": "01755667788", "relation": "helper",
        "consent": "thumb", "token": str(new_id()), **more,
    }  # fmt: skip


def file(browser: Client, now: datetime, **more: str) -> str:
    answer = browser.post("/counter/", form(**more))
    assert answer.status_code == 302
    do_all_work(now)
    return str(answer["Location"])


class TestSufiaWhoCannotRead:
    def test_has_a_case_whose_answer_comes_to_her_own_telephone(self, mita: Client, now: datetime) -> None:
        file(mita, now)
        case, filing = Case.objects.select_related("citizen").get(), Filing.objects.get()
        assert (case.citizen_name, case.citizen.phone if case.citizen else "") == ("Sufia Begum", "01755667788")
        assert (filing.relation, filing.consent, filing.filed_at_office_id) == ("helper", "thumb", SAVAR)

    def test_leaves_with_a_slip_in_bangla_that_holds_her_key(self, mita: Client, now: datetime) -> None:
        place = file(mita, now)
        page = mita.get(place).content.decode()
        case = Case.objects.select_related("office").get()
        assert re.sub(r"[^0-9A-Z]", "", page).count(case.number) >= 1
        assert key_of(case.number) not in page  # on her paper, not on the helper's screen
        paper = mita.get(f"{place}slip.pdf")
        assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
        assert paper.content.startswith(b"%PDF")
        assert slip_of(case, "bn", now) != slip_of(case, "en", now)

    def test_is_not_filed_for_without_her_consent_and_nothing_typed_is_lost(self, mita: Client) -> None:
        for consent, why in (("", "Without consent"), ("spoken", "name of a witness")):
            answer = mita.post("/counter/", form(consent=consent))
            assert answer.status_code == 422
            assert why in answer.content.decode()
            assert WORDS in answer.content.decode()
        assert not Filing.objects.exists()

    def test_is_filed_for_once_however_often_it_is_pressed(self, mita: Client, now: datetime) -> None:
        same = form()
        first, second = mita.post("/counter/", same), mita.post("/counter/", same)
        do_all_work(now)
        assert first["Location"] == second["Location"]
        assert (Case.objects.count(), Filing.objects.count()) == (1, 1)


class TestTheHelper:
    def test_sees_numbers_and_states_and_neither_names_nor_words(self, mita: Client, now: datetime) -> None:
        place = file(mita, now)
        for address in ("/counter/", place):
            page = mita.get(address).content.decode()
            assert "Sufia" not in page
            assert "ভাতার" not in page
            assert "01755667788" not in page

    def test_of_another_office_or_another_day_prints_no_slip(
        self, mita: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = file(mita, now)
        other = signed_in(officer_at(DHAMRAI, name="Nasrin", since=now.date()))
        assert other.get(f"{place}slip.pdf").status_code == 404
        monkeypatch.setattr("sanglap.foundation.clock.now", lambda: now + timedelta(days=1))
        assert mita.get(f"{place}slip.pdf").status_code == 404

    def test_must_sign_in(self, client: Client) -> None:
        assert client.get("/counter/").status_code == 302
        assert client.post("/counter/", form()).status_code == 302
        assert not Filing.objects.exists()


class TestARetiredTeacher:
    def test_files_in_confidence_with_the_office_above_the_own_one(self, client: Client, now: datetime) -> None:
        teacher = signed_in(officer_at(SAVAR, name="Abdul", since=now.date()), language="en")
        own = {"message": "আমার পেনশনের কাগজ ছয় মাস ধরে আটকে আছে", "author": "Abdul", "grievance": "staff", "token": str(new_id())}
        assert teacher.post("/counter/own/", own).status_code == 302
        do_all_work(now)
        case = Case.objects.get()
        assert (case.kind, case.sensitivity, case.office_id) == ("staff", "X", DHAKA)
        assert "পেনশন" not in client.get(f"/c/{case.number}/").content.decode()
