"""Number and telephone together open a case; a number alone, or a guess, does not (R7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.foundation.ids import make_tracking_number, show_tracking_number
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case
from sanglap.oversight.public.models import WrongTry
from sanglap.oversight.public.own import views
from sanglap.oversight.public.own.rules import WRONG_TRIES_A_NUMBER, WRONG_TRIES_AN_ADDRESS
from sanglap.oversight.public.own.services import TooManyTries, case_of_pair
from sanglap.stage import do_all_work
from sanglap.stage.committing import at_once, committing
from tests.public.own_stage import SONS_PHONE, rahimas_case

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.plugin import DjangoDbBlocker

ANOTHERS_PHONE = "01899999999"
REFUSED = "We could not find this pair."


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SECONDS_A_WRONG_TRY", 0)


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    return rahimas_case(client, now)


def ask(client: Client, number: str, phone: str, **more: str) -> HttpResponse:
    return client.post("/c/?lang=en", {"number": number, "phone": phone}, **more)  # type: ignore[return-value, arg-type]


@pytest.mark.django_db
class TestRahimaWithHerSonsPhone:
    @pytest.mark.parametrize("phone", [SONS_PHONE, "০১৭১২ ৩৪৫৬৭৮", "+880 1712-345678", "+৮৮০১৭১২৩৪৫৬৭৮"])
    def test_opens_her_own_page_however_she_writes_the_number(self, client: Client, case: Case, phone: str) -> None:
        answer = ask(client, show_tracking_number(case.number).lower(), phone)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/c/{case.number}/?key={key_of(case.number)}"

    def test_finds_her_phone_in_no_address(self, client: Client, case: Case) -> None:
        for phone in (SONS_PHONE, ANOTHERS_PHONE):
            answer = ask(client, case.number, phone)
            assert phone not in answer.headers.get("Location", "")
            assert phone not in answer.content.decode()
        assert client.get("/c/", {"number": case.number, "phone": SONS_PHONE}).headers["Location"] == f"/c/{case.number}/"

    def test_without_the_phone_sees_what_anybody_sees(self, client: Client, case: Case) -> None:
        answer = client.post("/c/", {"number": case.number, "phone": " "}, follow=True)
        assert answer.redirect_chain[-1][0] == f"/c/{case.number}/"

    def test_is_let_in_after_a_slip(self, client: Client, case: Case) -> None:
        assert ask(client, case.number, "01712345687").status_code == 404
        assert ask(client, case.number, SONS_PHONE).status_code == 302


@pytest.mark.django_db
class TestANeighbourWhoKnowsTheNumber:
    def test_is_told_the_same_whatever_is_wrong(self, client: Client, case: Case, now: datetime) -> None:
        phoneless = rahimas_case(client, now, phone="", words="আরেকটি রাস্তা ভাঙা, কেউ দেখে না")
        pairs = [
            (case.number, ANOTHERS_PHONE),
            (make_tracking_number(), SONS_PHONE),
            ("nonsense", SONS_PHONE),
            (phoneless.number, "0"),
        ]
        pages = [ask(client, *pair) for pair in pairs]
        assert {page.status_code for page in pages} == {404}
        for page in pages:
            assert REFUSED in page.content.decode()
            assert key_of(case.number) not in page.content.decode()

    def test_is_turned_away_after_five_tries_even_with_the_right_phone(self, client: Client, case: Case) -> None:
        tries = [ask(client, case.number, f"0189999999{digit}").status_code for digit in range(WRONG_TRIES_A_NUMBER + 1)]
        assert tries == [404] * WRONG_TRIES_A_NUMBER + [429]
        assert ask(client, case.number, SONS_PHONE).status_code == 429

    def test_cannot_write_the_number_otherwise_to_try_more(self, client: Client, case: Case) -> None:
        writings = [case.number, case.number.lower(), show_tracking_number(case.number), f" {case.number} ", f"#{case.number}"]
        assert [ask(client, one, ANOTHERS_PHONE).status_code for one in writings] == [404] * 5
        assert ask(client, case.number, ANOTHERS_PHONE).status_code == 429

    def test_locks_rahima_out_for_an_hour_and_never_out_of_her_link(self, client: Client, case: Case, now: datetime) -> None:
        for _ in range(WRONG_TRIES_A_NUMBER):
            assert case_of_pair(case.number, ANOTHERS_PHONE, address="", now=now) is None
        with pytest.raises(TooManyTries):
            case_of_pair(case.number, SONS_PHONE, address="", now=now + timedelta(minutes=59))
        assert case_of_pair(case.number, SONS_PHONE, address="", now=now + timedelta(minutes=61)) == case.number
        assert client.get(f"/c/{case.number}/?key={key_of(case.number)}").status_code == 200

    def test_leaves_neither_number_nor_phone_nor_address_behind(self, client: Client, case: Case) -> None:
        ask(client, case.number, ANOTHERS_PHONE, REMOTE_ADDR="203.0.113.9")
        kept = [one.subject for one in WrongTry.objects.all()]
        assert len(kept) == 2
        assert not [one for one in kept if case.number in one or "203" in one or "018" in one]

    def test_is_waited_for_at_every_wrong_try(self, client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        slept: list[float] = []
        monkeypatch.setattr(views, "SECONDS_A_WRONG_TRY", 0.5)
        monkeypatch.setattr(views.time, "sleep", slept.append)
        ask(client, case.number, ANOTHERS_PHONE)
        ask(client, case.number, SONS_PHONE)
        assert slept == [0.5]


@pytest.mark.django_db
class TestANetworkAddress:
    def test_that_guesses_through_many_numbers_is_turned_away_and_others_are_not(self, case: Case, now: datetime) -> None:
        for _ in range(WRONG_TRIES_AN_ADDRESS):
            case_of_pair(make_tracking_number(), SONS_PHONE, address="203.0.113.9", now=now)
        with pytest.raises(TooManyTries):
            case_of_pair(case.number, SONS_PHONE, address="203.0.113.9", now=now)
        assert case_of_pair(case.number, SONS_PHONE, address="203.0.113.10", now=now) == case.number

    def test_is_the_one_that_our_own_proxy_saw(self, client: Client, case: Case, settings: SettingsWrapper) -> None:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        for claimed in ("198.51.100.1", "198.51.100.2"):  # what a guesser writes before it changes nothing
            ask(client, make_tracking_number(), SONS_PHONE, HTTP_X_FORWARDED_FOR=f"{claimed}, 203.0.113.9")
        by_subject = [
            WrongTry.objects.filter(subject=one).count() for one in set(WrongTry.objects.values_list("subject", flat=True))
        ]
        assert sorted(by_subject) == [1, 1, 2]

    def test_what_was_tried_is_forgotten_after_a_day(self, case: Case, now: datetime) -> None:
        case_of_pair(case.number, ANOTHERS_PHONE, address="", now=now)
        case_of_pair(make_tracking_number(), ANOTHERS_PHONE, address="", now=now + timedelta(hours=25))
        assert WrongTry.objects.count() == 1


class TestHundredsAtOnce:
    def test_guess_no_oftener_than_one(self, django_db_setup: None, django_db_blocker: DjangoDbBlocker, now: datetime) -> None:
        with committing(django_db_blocker):
            number = make_tracking_number()
            guesses = at_once(*[lambda: case_of_pair(number, ANOTHERS_PHONE, address="", now=now) for _ in range(9)])
            kept = WrongTry.objects.count()
        assert guesses.count(None) == WRONG_TRIES_A_NUMBER == kept
        assert len([one for one in guesses if isinstance(one, TooManyTries)]) == 9 - WRONG_TRIES_A_NUMBER


@pytest.mark.django_db
class TestANameHiddenFromTheOffice:
    def test_still_opens_by_the_telephone_which_stays_locked(self, client: Client, now: datetime) -> None:
        hidden = {"message": "ভূমি অফিসে টাকা চেয়েছে", "place": "Savar", "phone": SONS_PHONE, "privacy": "hidden_from_office"}
        client.post("/write/", hidden)
        do_all_work(now)
        case = Case.objects.get()
        assert case_of_pair(case.number, ANOTHERS_PHONE, address="", now=now) is None
        assert case_of_pair(case.number, SONS_PHONE, address="", now=now) == case.number

    def test_of_somebody_anonymous_opens_by_the_link_alone(self, client: Client, now: datetime) -> None:
        client.post("/write/", {"message": "ভূমি অফিসে টাকা চেয়েছে", "place": "Savar", "phone": SONS_PHONE, "privacy": "anonymous"})
        do_all_work(now)
        assert case_of_pair(Case.objects.get().number, SONS_PHONE, address="", now=now) is None
