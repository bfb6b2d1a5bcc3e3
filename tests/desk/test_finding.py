"""An officer finds a case by a word in any writing, by a number or its beginning, by a telephone – and nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from sanglap.foundation.ids import show_tracking_number
from sanglap.journey.cases.models import Case
from sanglap.journey.finding.models import Findable
from sanglap.journey.finding.services import index_older_cases
from sanglap.stage import deliver, do_all_work, officer_at, page_of, signed_in, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db
SAVAR, DHAMRAI, DHAKA = "uno-BD30260072", "uno-BD30260014", "dc-BD3026"


@pytest.fixture
def road(client: Client, now: datetime) -> Case:
    """Jamal writes of a broken road, in Bangla."""
    page_of(SAVAR)
    deliver(client, visitor_post(811, "আমাদের গ্রামের রাস্তা ভেঙে গেছে, কেউ দেখে না", at=now, name="Jamal"))
    do_all_work(now)
    return Case.objects.get()


def desk_of(case: Case, now: datetime) -> Client:
    return signed_in(officer_at(case.office_id or "", since=now.date()), language="en")


def finds(browser: Client, words: str, **more: str) -> bool:
    answer = browser.get("/desk/", {"q": words, **more})
    assert answer.status_code == 200
    return "/desk/cases/" in answer.content.decode()


class TestSheFindsIt:
    @pytest.mark.parametrize("words", ["রাস্তা", "rasta", "road", "রাস্তার", "vanga rasta", "gram road", "RASTA", "গ্রাম"])
    def test_by_a_word_in_bangla_banglish_or_english(self, road: Case, now: datetime, words: str) -> None:
        assert finds(desk_of(road, now), words)

    @pytest.mark.parametrize("words", ["নদী", "xyzzy", "road bribe", "allowance"])
    def test_and_not_by_words_that_are_not_there(self, road: Case, now: datetime, words: str) -> None:
        assert not finds(desk_of(road, now), words)

    def test_by_its_number_whole_or_begun_in_any_case(self, road: Case, now: datetime) -> None:
        browser, shown = desk_of(road, now), show_tracking_number(road.number)
        assert finds(browser, shown.lower())
        begun = next(road.number[:length] for length in range(4, 12) if any(letter.isdigit() for letter in road.number[:length]))
        assert finds(browser, begun)

    @pytest.mark.parametrize("typed", ["01712345678", "+880 1712-345678", "০১৭১২৩৪৫৬৭৮"])
    def test_by_the_citizens_telephone_in_any_writing(self, client: Client, now: datetime, typed: str) -> None:
        client.post("/write/", {"message": "আমার নামজারি হয় না", "office": SAVAR, "phone": "01712-345678"})
        do_all_work(now)
        assert finds(desk_of(Case.objects.get(), now), typed)

    @pytest.mark.parametrize("odd", ["'", "%", "_", "\\", "ক" * 500, "&|!()", "{}", "()", "😀"])
    def test_odd_words_are_only_words(self, road: Case, now: datetime, odd: str) -> None:
        assert not finds(desk_of(road, now), odd)


class TestNobodyElseFindsIt:
    def test_an_office_beside_finds_nothing(self, road: Case, now: datetime) -> None:
        nasrin = signed_in(officer_at(DHAMRAI, name="Nasrin", since=now.date()))
        assert not finds(nasrin, "রাস্তা", below="yes")
        assert not finds(nasrin, road.number)

    def test_the_office_above_finds_it_when_it_asks_for_those_below(self, road: Case, now: datetime) -> None:
        if road.office_id == DHAKA:
            pytest.skip("the road belongs to the district itself")
        above = signed_in(officer_at(DHAKA, name="Farhana", since=now.date()))
        assert not finds(above, "রাস্তা")
        assert finds(above, "রাস্তা", below="yes")

    def test_but_never_by_the_telephone(self, client: Client, now: datetime) -> None:
        client.post("/write/", {"message": "আমার নামজারি হয় না", "office": SAVAR, "phone": "01712-345678"})
        do_all_work(now)
        case = Case.objects.get()
        if case.office_id == DHAKA:
            pytest.skip("the matter belongs to the district itself")
        assert not finds(signed_in(officer_at(DHAKA, name="Farhana", since=now.date())), "01712345678", below="yes")


class TestTheIndex:
    def test_holds_no_telephone_and_no_name(self, client: Client, now: datetime) -> None:
        form = {
            "message": "আমি করিমুন নেসা, ফোন ০১৮১১২২৩৩৪৪, ভাতা পাই না",
            "office": SAVAR,
            "phone": "01811223344",
            "author": "Karimun Nesa",
        }
        client.post("/write/", form)
        do_all_work(now)
        row = Findable.objects.get()
        assert row.phone_key
        assert not [key for key in [*row.keys, row.phone_key] if "01811223344" in key or "1811223344" in key or "karimun" in key]

    def test_takes_in_what_was_there_before_it(self, road: Case) -> None:
        Findable.objects.all().delete()
        assert (index_older_cases(), index_older_cases()) == (1, 0)
        assert Findable.objects.get().id == road.id

    def test_is_asked_by_its_own_indexes(self, road: Case) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT 1 FROM finding_findable WHERE keys && %s::varchar[]", [["rasta"]])
            assert "findable_by_keys" in " ".join(row[0] for row in cursor.fetchall())
