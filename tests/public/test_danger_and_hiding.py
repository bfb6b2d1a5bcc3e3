"""What the public learns of danger (nothing), what the writer is told (whom to call), and of hidden words (the rule)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"
WEDDING = "আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে দিচ্ছে সাভারে, বাঁচান"
WIRE = "বিদ্যুতের তার ছিঁড়ে রাস্তায় পড়ে আছে, মানুষ মারা যাবে"
INSULT = "শালা হারামজাদা কুত্তার বাচ্চা অফিসার, তিন মাস ধরে রাস্তা ভাঙা কেউ দেখে না"


def written(client: Client, words: str, now: datetime) -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(501, words, at=now))
    do_all_work(now)
    return Case.objects.select_related("office", "area").get()


class TestDangerInPublic:
    @pytest.mark.parametrize("words", [WEDDING, WIRE])
    def test_neither_words_nor_place_nor_office_nor_date_can_be_read(self, client: Client, now: datetime, words: str) -> None:
        case = written(client, words, now)
        assert case.office is not None
        page = client.get(f"/c/{case.number}/?lang=en").content.decode()
        facts = client.get(f"/api/v1/cases/{case.number}").json()
        assert "confidential" in page
        assert case.office.name_en not in page
        assert words[:12] not in page
        assert (facts["office"], facts["topic"], facts["expected"], facts["due"]) == (None, None, None, None)
        assert {step["office"] for step in facts["history"]} == {None}

    def test_the_numbers_to_call_are_the_writers_alone(self, client: Client, now: datetime) -> None:
        case = written(client, WEDDING, now)
        assert "tel:1098" not in client.get(f"/c/{case.number}/").content.decode()
        assert "tel:1098" not in client.get(f"/c/{case.number}/?key=guessed").content.decode()
        own = client.get(f"/c/{case.number}/?key={key_of(case.number)}&lang=bn").content.decode()
        assert "tel:1098" in own
        assert "১০৯৮" in own
        assert "শিশু সহায়তা" in own

    def test_a_form_about_danger_is_answered_with_the_numbers_at_once(self, client: Client, now: datetime) -> None:
        sent = client.post("/write/", {"message": WEDDING, "place": "Savar"}).headers["Location"]
        do_all_work(now)
        page = client.get(f"{sent}&lang=en").content.decode()
        assert "tel:109" in page
        assert "You are not alone" in page

    def test_the_numbers_wait_for_no_worker(self, client: Client) -> None:
        sent = client.post("/write/", {"message": WEDDING, "place": "Savar"}).headers["Location"]
        assert not Case.objects.exists()
        assert "tel:999" in client.get(sent).content.decode()

    def test_a_road_shows_no_numbers(self, client: Client, now: datetime) -> None:
        sent = client.post("/write/", {"message": "রাস্তা ভাঙা", "place": "Savar"}).headers["Location"]
        do_all_work(now)
        assert "tel:" not in client.get(sent).content.decode()


class TestAnInsult:
    def test_is_hidden_with_its_rule_and_still_a_case_with_an_owner(self, client: Client, now: datetime) -> None:
        case = written(client, INSULT, now)
        assert case.state == "with_office"
        assert (case.hidden_rule, case.hidden_review) == ("abuse", "waiting")
        page = client.get(f"/c/{case.number}/?lang=en").content.decode()
        assert "হারামজাদা" not in page
        assert "রাস্তা" not in page
        assert "Insults and threats against a person are not shown." in page
        assert "2019 guideline, para 10" in page
        assert "/appeal/" in page
        assert "words_hidden" in [step["kind"] for step in client.get(f"/api/v1/cases/{case.number}").json()["history"]]

    def test_criticism_of_an_office_is_shown(self, client: Client, now: datetime) -> None:
        case = written(client, "এই অফিস কোনো কাজ করে না, ঘুষ ছাড়া ফাইল নড়ে না", now)
        assert case.hidden_rule == ""

    def test_anybody_may_appeal_without_signing_in_and_twice_is_once(self, client: Client, now: datetime) -> None:
        case = written(client, INSULT, now)
        for _time in range(2):
            answer = client.post(f"/c/{case.number}/appeal/", {"words": "It is about the road."})
            assert answer.status_code == 302
        case.refresh_from_db()
        assert case.hidden_review == "appealed"
        assert HistoryLine.objects.filter(case_id=case.id, kind="hiding_appealed").count() == 1
        page = client.get(f"/c/{case.number}/?lang=en").content.decode()
        assert "another person looks at it" in page
        assert "It is about the road." not in page

    def test_a_machine_appeals_in_vain(self, client: Client, now: datetime) -> None:
        case = written(client, INSULT, now)
        client.post(f"/c/{case.number}/appeal/", {"words": "buy", "website": "http://spam.example"})
        case.refresh_from_db()
        assert case.hidden_review == "waiting"

    def test_what_is_not_hidden_cannot_be_appealed(self, client: Client, now: datetime) -> None:
        case = written(client, "রাস্তা ভাঙা", now)
        client.post(f"/c/{case.number}/appeal/", {"words": "why"})
        assert not HistoryLine.objects.filter(kind="hiding_appealed").exists()

    def test_the_form_needs_its_token(self, client: Client, now: datetime) -> None:
        case = written(client, INSULT, now)
        assert Client(enforce_csrf_checks=True).post(f"/c/{case.number}/appeal/", {"words": "why"}).status_code == 403

    def test_an_edit_that_insults_is_hidden_too(self, client: Client, now: datetime) -> None:
        written(client, "তিন মাস ধরে রাস্তা ভাঙা", now)
        deliver(client, visitor_post(501, INSULT, at=now.replace(hour=9), verb="edited"))
        do_all_work(now)
        case = Case.objects.get()
        assert case.hidden_rule == "abuse"
        assert "হারামজাদা" not in client.get(f"/c/{case.number}/").content.decode()

    def test_an_edit_that_tells_of_danger_is_private_at_once(self, client: Client, now: datetime) -> None:
        written(client, "তিন মাস ধরে রাস্তা ভাঙা", now)
        deliver(client, visitor_post(501, WEDDING, at=now.replace(hour=9), verb="edited"))
        do_all_work(now)
        case = Case.objects.get()
        assert (case.danger, case.sensitivity) == ("emergency", "XX")
        assert "বিয়ে" not in client.get(f"/c/{case.number}/").content.decode()
