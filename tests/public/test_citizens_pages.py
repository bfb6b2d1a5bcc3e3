"""The citizen's pages: find, write, follow – without JavaScript, without an account, without a name leaking."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from sanglap.foundation.ids import show_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    """A case that Rahima opened on Savar's page."""
    page_of(SAVAR)
    deliver(client, visitor_post(501, "তিন মাস বয়স্ক ভাতার টাকা আসে না, ফোন ০১৭১২৩৪৫৬৭৮", at=now, name="Rahima Khatun"))
    do_all_work(now)
    return Case.objects.get()


class TestFindingAnOffice:
    @pytest.mark.parametrize("words", ["Savar", "সাভার", "shavar", "savar"])
    def test_a_place_in_any_spelling_names_its_offices(self, client: Client, words: str) -> None:
        page = client.get("/offices/", {"q": words, "lang": "en"}).content.decode()
        assert SAVAR in page

    def test_a_pin_names_the_offices_of_its_upazila(self, client: Client) -> None:
        assert SAVAR in client.get("/offices/", {"lat": "23.8583", "lon": "90.2667"}).content.decode()

    def test_a_topic_names_the_office_that_answers_it(self, client: Client) -> None:
        page = client.get("/offices/", {"q": "Savar", "topic": "old-age-allowance"}).content.decode()
        assert "upazila-social-services-BD30260072" in page
        assert "upazila-livestock-BD30260072" not in page

    def test_an_unknown_place_is_met_with_kind_words(self, client: Client) -> None:
        answer = client.get("/offices/", {"q": "xxqqzz"})
        assert answer.status_code == 200
        assert "/write/" in answer.content.decode()

    @pytest.mark.parametrize("odd", ["%00", "'", "<script>", "ক" * 500, "%", "_"])
    def test_odd_words_are_only_words(self, client: Client, odd: str) -> None:
        assert client.get("/offices/", {"q": odd}).status_code == 200

    def test_an_offices_page_stands_at_its_code(self, client: Client) -> None:
        assert client.get(f"/offices/{SAVAR}/").status_code == 200
        assert client.get("/offices/nobody-here/").status_code == 404


class TestFollowingACase:
    def test_the_number_may_be_typed_in_any_way(self, client: Client, case: Case) -> None:
        bangla = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
        for typed in (case.number, case.number.lower(), show_tracking_number(case.number), case.number.translate(bangla)):
            assert client.get(f"/c/{typed}/").status_code == 200, typed

    def test_neither_name_nor_phone_stands_on_it(self, client: Client, case: Case) -> None:
        for address in (f"/c/{case.number}/", f"/c/{case.number}/?lang=en", f"/api/v1/cases/{case.number}"):
            text = client.get(address).content.decode()
            assert "Rahima" not in text
            assert "০১৭১২৩৪৫৬৭৮" not in text
            assert "7001" not in text

    def test_a_wrong_number_is_not_found_and_says_what_to_do(self, client: Client, case: Case) -> None:
        wrong = case.number[:-1] + ("2" if case.number[-1] != "2" else "3")
        assert client.get(f"/c/{wrong}/").status_code == 404
        assert client.get(f"/api/v1/cases/{wrong}").status_code == 404

    def test_the_public_facts_are_json(self, client: Client, case: Case) -> None:
        facts = client.get(f"/api/v1/cases/{case.number}").json()
        assert facts["number"] == case.number
        assert facts["status"] == "with_office"
        assert facts["office"]["code"] == case.office_id
        assert facts["topic"]["code"] == case.topic_id
        assert facts["expected"] is not None
        assert [step["kind"] for step in facts["history"]][:2] == ["opened", "dispatched"]

    def test_a_dangerous_matter_shows_only_its_progress(self, client: Client, now: datetime) -> None:
        page_of(SAVAR)
        deliver(client, visitor_post(502, "আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে, নাম সুমাইয়া", at=now))
        do_all_work(now)
        hidden = Case.objects.get()
        assert hidden.sensitivity == "XX"
        text = client.get(f"/c/{hidden.number}/?lang=en").content.decode()
        assert "সুমাইয়া" not in text
        assert "বিয়ে" not in text
        assert client.get(f"/api/v1/cases/{hidden.number}").json()["topic"] is None


class TestWritingWithoutKnowingTheOffice:
    def test_she_writes_where_it_is_and_gets_a_number(self, client: Client, now: datetime) -> None:
        answer = client.post(
            "/write/", {"message": "নলকূপ নষ্ট, পানি খেতে পারি না", "place": "সাভার", "author": "Rahima", "phone": "01712345678"}
        )
        assert answer.status_code == 302
        do_all_work(now)
        case = Case.objects.get()
        page = client.get(answer.headers["Location"]).content.decode()
        assert show_tracking_number(case.number) in page
        assert "Rahima" not in page

    def test_nothing_is_lost_when_the_place_is_missing(self, client: Client) -> None:
        answer = client.post("/write/", {"message": "আমাদের রাস্তা ভাঙা", "place": ""})
        assert answer.status_code == 422
        assert "আমাদের রাস্তা ভাঙা" in answer.content.decode()

    def test_what_a_machine_fills_in_is_not_a_case(self, client: Client, now: datetime) -> None:
        client.post("/write/", {"message": "buy now", "place": "Savar", "website": "http://spam.example"})
        do_all_work(now)
        assert not Case.objects.exists()


class TestWeight:
    @pytest.mark.parametrize("address", ["/", "/offices/", "/write/", "/c/", f"/offices/{SAVAR}/", "/about/"])
    def test_a_citizens_page_weighs_at_most_fifty_kilobytes_in_all(self, client: Client, address: str, settings: object) -> None:
        page = client.get(address).content
        weight = len(gzip.compress(page))
        for path in set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', page)):
            weight += len(gzip.compress(_static_file(path.decode())))
        assert weight <= 50 * 1024, f"{weight} bytes"


def _static_file(address: str) -> bytes:
    from django.contrib.staticfiles import finders  # noqa: PLC0415 – Django is ready only inside a test

    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    with open(found, "rb") as file:  # noqa: PTH123
        return file.read()
