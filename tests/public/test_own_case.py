"""Rahima opens her own case: what comes next, and every button, pressed twice, too late, or by somebody else (R7, R15, R21, R23)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.models import CitizenWord
from sanglap.journey.handling.services import ask_citizen
from sanglap.journey.privacy.models import CheckIn
from sanglap.journey.redress.models import Appeal
from sanglap.oversight.public.own.services import acting
from sanglap.stage import deliver, do_all_work, page_of, visitor_post
from tests.public.own_stage import WORDS, called_done, kamal_of, own_page, press, rahimas_case

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
LARGEST_PAGE = 50 * 1024
SECRET_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow"}


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    settings.MFA_REQUIRED = False
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=1))


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    return rahimas_case(client, now)


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


class TestHerOwnPage:
    @pytest.mark.parametrize("language", ["bn", "en"])
    def test_says_what_comes_next_by_when_and_who_has_it(self, client: Client, case: Case, language: str) -> None:
        page = own_page(client, case, language)
        said = {"bn": ("এরপর কী হয়", "এখন আছে:", "২০২৬"), "en": ("What happens next", "It lies with:", "2026")}[language]
        assert not [one for one in said if one not in page]
        assert len(page.encode()) < LARGEST_PAGE

    def test_says_nothing_in_its_title(self, client: Client, case: Case) -> None:
        for language, title in (("bn", "সংলাপ"), ("en", "Sanglap")):
            found = re.search(r"<title>(.*?)</title>", own_page(client, case, language))
            assert found is not None
            assert found.group(1) == title
            data = client.get(f"/c/{case.number}/own-data/?key={key_of(case.number)}&lang={language}").content.decode()
            assert f"<title>{title}</title>" in data

    def test_is_kept_by_no_browser_and_its_address_goes_nowhere(self, client: Client, case: Case) -> None:
        key = key_of(case.number)
        answers = [client.get(f"/c/{case.number}/?key={key}"), client.get(f"/c/{case.number}/own-data/?key={key}")]
        answers += [
            client.get(f"/c/{case.number}/?key=almost-right"),
            press(client, case, "take-back"),
            press(client, case, "rating"),
        ]
        for answer in answers:
            assert {name: answer.headers[name] for name in SECRET_HEADERS} == SECRET_HEADERS
        assert client.get(f"/c/{case.number}/").headers["Referrer-Policy"] == "same-origin"

    def test_asks_nobody_else_for_anything(self, client: Client, case: Case) -> None:
        page = own_page(client, case)
        fetched = re.findall(r'<(?:script|link|img|iframe|source)[^>]*(?:src|href)="([^"]+)"', page)
        assert fetched
        assert not [one for one in fetched if not one.startswith(("/", "data:"))]

    def test_has_a_way_out_that_shows_only_the_day(self, client: Client, case: Case) -> None:
        assert 'href="/leave/"' in own_page(client, case)
        away = client.get("/leave/?lang=en")
        assert away.headers["Clear-Site-Data"] == '"cache"'
        assert "4 January 2026" in away.content.decode()
        assert "case" not in re.sub(r"<(head|script).*?</\1>", "", away.content.decode(), flags=re.DOTALL).lower()

    def test_shows_no_officers_name(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        do_all_work(now)
        assert "Kamal" not in own_page(client, case)

    def test_asks_as_many_questions_of_the_database_however_long_the_case(self, client: Client, case: Case, now: datetime) -> None:
        own_page(client, case)
        with CaptureQueriesContext(connection) as few:
            own_page(client, case)
        for number in range(3):
            press(client, case, "add", words=f"আরও কথা {number}")
        do_all_work(now)
        with CaptureQueriesContext(connection) as more:
            own_page(client, case)
        assert len(more) == len(few)

    def test_is_opened_by_the_link_that_only_she_was_given(self, client: Client, case: Case) -> None:
        for key in ("", "0" * 24, key_of("7K3M9QX2TB4")):
            page = client.get(f"/c/{case.number}/?key={key}").content.decode()
            assert WORDS not in page
            assert "take-back/" not in page


class TestEveryButton:
    @pytest.mark.parametrize(
        "door", ["verdict", "rating", "to-appeal", "take-back", "take-up", "add", "own-data/download", "own-data/erase"]
    )
    def test_is_hers_alone(self, client: Client, case: Case, door: str) -> None:
        before = HistoryLine.objects.count()
        told = {"solved": "yes", "stars": "5", "sure": "yes", "asked": "2", "words": "x" * 20, "key": "0" * 24}
        assert client.post(f"/c/{case.number}/{door}/", told).status_code == 403
        assert client.post("/c/7K3M-9QX2-TB4/" + door + "/", told).status_code in {403, 404}
        assert client.get(f"/c/{case.number}/{door}/?key={key_of(case.number)}").status_code == 405
        assert HistoryLine.objects.count() == before

    def test_works_from_a_page_that_tells_nobody_its_address(self, case: Case) -> None:
        strict = Client(enforce_csrf_checks=True)
        told = {"key": key_of(case.number), "sure": "yes"}
        assert strict.post(f"/c/{case.number}/take-back/", told, headers={"Origin": "null"}).status_code == 302
        assert fresh(case).state == "withdrawn"


class TestPartly:
    def test_is_said_with_one_tap_and_reopens_nothing(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        assert 'value="partly"' in own_page(client, case)
        for _ in range(2):
            press(client, case, "verdict", solved="partly", words="এক পাশ বাকি")
        assert (fresh(case).state, fresh(case).outcome) == ("resolved", "partly")
        assert HistoryLine.objects.filter(kind="partly").count() == 1
        page = own_page(client, case)
        assert 'value="partly"' not in page
        assert 'value="yes"' in page
        assert "এক পাশ বাকি" not in client.get(f"/c/{case.number}/").content.decode()

    def test_after_the_case_has_moved_on_says_so_and_changes_nothing(self, client: Client, case: Case) -> None:
        answer = press(client, case, "verdict", solved="partly")
        assert answer.status_code == 302
        assert "moved on" in own_page(client, case)
        assert fresh(case).outcome == ""

    def test_what_is_no_answer_is_none(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        press(client, case, "verdict", solved="maybe")
        assert fresh(case).state == "resolved"


class TestARating:
    def test_is_asked_after_her_verdict_and_kept_with_what_it_brought(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        assert "rating/" not in own_page(client, case)
        press(client, case, "verdict", solved="yes")
        assert "rating/" in own_page(client, case)
        for _ in range(2):
            press(client, case, "rating", stars="5", effects=["corruption", "cost"])
        word = CitizenWord.objects.get(stars=5)
        assert (word.verdict, word.effects, fresh(case).satisfaction) == ("confirmed", ["corruption", "cost"], 5)
        assert "You gave 5 of 5." in own_page(client, case)

    @pytest.mark.parametrize("stars", ["", "0", "6", "৫", "five", "4.5"])
    def test_that_is_no_number_from_one_to_five_changes_nothing(
        self, client: Client, case: Case, now: datetime, stars: str
    ) -> None:
        called_done(case, now)
        press(client, case, "verdict", solved="yes")
        press(client, case, "rating", stars=stars)
        assert fresh(case).satisfaction is None


class TestAnAppeal:
    def test_is_two_taps_and_twice_is_once(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        assert "to-appeal/" in own_page(client, case)
        for _ in range(2):
            press(client, case, "to-appeal", words="রাস্তা এখনো ভাঙা")
        assert fresh(case).state == "appealed"
        assert Appeal.objects.get().filed_by == "citizen"
        assert "The appeal officer decides." in own_page(client, case)

    def test_is_kindly_refused_before_the_date_has_passed(self, client: Client, case: Case) -> None:
        assert "to-appeal/" not in own_page(client, case)
        press(client, case, "to-appeal", words="তাড়াতাড়ি করুন, আর কত দিন")
        assert "once the date has passed" in own_page(client, case)
        assert not Appeal.objects.exists()

    def test_is_kindly_refused_after_its_month(
        self, client: Client, case: Case, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        called_done(case, now)
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=45))
        press(client, case, "to-appeal", words="রাস্তা এখনো ভাঙা আছে")
        assert "The month for an appeal is over." in own_page(client, case)
        assert not Appeal.objects.exists()


class TestTakingBack:
    def test_asks_once_whether_she_means_it(self, client: Client, case: Case) -> None:
        assert "Really take it back?" in press(client, case, "take-back").content.decode()
        assert fresh(case).state != "withdrawn"
        for _ in range(2):
            press(client, case, "take-back", sure="yes", words="সমাধান নিজেই করেছি")
        assert fresh(case).state == "withdrawn"
        assert HistoryLine.objects.filter(kind="withdrawn").count() == 1

    def test_lets_her_change_her_mind(self, client: Client, case: Case) -> None:
        press(client, case, "take-back", sure="yes")
        assert "Take it up again" in own_page(client, case)
        for _ in range(2):
            press(client, case, "take-up")
        assert fresh(case).state == "reopened"

    def test_after_thirty_days_shows_her_the_way_to_a_new_number(
        self, client: Client, case: Case, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        press(client, case, "take-back", sure="yes")
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
        assert "take-up/" not in own_page(client, case)
        press(client, case, "take-up")
        assert "you get a new number" in own_page(client, case)
        assert fresh(case).state == "withdrawn"

    def test_under_pressure_ends_nothing_and_no_public_page_knows(self, client: Client, case: Case) -> None:
        Case.objects.filter(id=case.id).update(danger="urgent", sensitivity="X")
        asked = client.post(f"/c/{case.number}/take-back/?lang=en", {"key": key_of(case.number)}).content.decode()
        assert "under pressure" in asked
        press(client, case, "take-back", sure="yes")
        assert fresh(case).state == "with_office"
        assert "Your wish is noted." in own_page(client, case)
        public = client.get(f"/c/{case.number}/?lang=en").content.decode()
        assert "take" not in re.sub(r"<[^>]+>", "", public).lower()

    def test_comes_too_late_when_the_office_calls_it_done(self, client: Client, case: Case, now: datetime) -> None:
        called_done(case, now)
        press(client, case, "take-back", sure="yes")
        assert "moved on" in own_page(client, case)
        assert fresh(case).state == "resolved"


class TestAddingSomething:
    def test_joins_the_same_case_and_ends_its_waiting(self, client: Client, case: Case, now: datetime) -> None:
        ask_citizen(lock_case(*case.key), officer=kamal_of(case, now), words="কোন গ্রামে, কোন রাস্তা?", now=now)
        page = own_page(client, case)
        assert "কোন গ্রামে" in page
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token is not None
        for _ in range(2):
            press(client, case, "add", words="তেঁতুলঝোড়া, বাজারের সামনের রাস্তা", token=token.group(1))
        do_all_work(now)
        assert Case.objects.count() == 1
        assert Post.objects.filter(text__startswith="তেঁতুলঝোড়া").count() == 1
        assert HistoryLine.objects.filter(kind="joined").count() == 1
        assert HistoryLine.objects.filter(kind="resumed").count() == 1

    def test_joins_a_case_that_began_on_a_network(self, client: Client, now: datetime) -> None:
        page_of("uno-BD30260072")
        deliver(client, visitor_post(501, "রাস্তা ভাঙা", at=now))
        do_all_work(now)
        case = Case.objects.get()
        press(client, case, "add", words="আরও খারাপ হয়েছে")
        do_all_work(now)
        assert CasePost.objects.filter(case_id=case.id).count() == 2
        assert Case.objects.count() == 1

    def test_carries_neither_name_nor_telephone_on_its_way(self, client: Client, case: Case, now: datetime) -> None:
        press(client, case, "add", words="আরও কথা")
        do_all_work(now)
        added = Post.objects.get(text="আরও কথা")
        assert (added.author_name, added.citizen_id) == ("", None)

    def test_keeps_what_was_typed_when_something_is_wrong(self, client: Client, case: Case, now: datetime) -> None:
        assert press(client, case, "add").status_code == 422
        called_done(case, now)
        page = press(client, case, "add", words="আরও একটি কথা ছিল")
        assert page.status_code == 422
        assert "আরও একটি কথা ছিল" in page.content.decode()
        assert fresh(case).state == "resolved"

    def test_has_an_end_for_a_day(self, client: Client, case: Case, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(acting, "MOST_ADDED_A_DAY", 2)
        press(client, case, "add", words="এক")
        do_all_work(now)
        assert press(client, case, "add", words="দুই").status_code == 422

    def test_by_a_strangers_form_joins_nothing(self, client: Client, case: Case, now: datetime) -> None:
        client.post(
            "/write/", {"message": "রাস্তা ভাঙা", "place": "Savar", "thread": f"case:{case.number}", "same": f"case:{case.number}"}
        )
        do_all_work(now)
        assert CasePost.objects.filter(case_id=case.id).count() == 1


class TestNinetyDaysLater:
    @pytest.mark.parametrize(("answer", "is_well"), [("yes", True), ("no", False)])
    def test_she_is_asked_once_how_she_is(self, client: Client, case: Case, now: datetime, answer: str, *, is_well: bool) -> None:
        asked = CheckIn.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, asked_at=now)
        assert "well/" in own_page(client, case)
        press(client, case, "well", well=answer)
        asked.refresh_from_db()
        assert asked.is_well is is_well
        assert "well/" not in own_page(client, case)


class TestAMergedCase:
    def test_names_the_other_number_and_not_its_key(self, client: Client, case: Case, now: datetime) -> None:
        other = rahimas_case(client, now, words="আরেকটি রাস্তা ভাঙা, কেউ দেখে না")
        Case.objects.filter(id=case.id).update(state="merged", merged_into_id=other.id)
        page = own_page(client, case)
        assert f"/c/{other.number}/" in page
        assert key_of(other.number) not in page
