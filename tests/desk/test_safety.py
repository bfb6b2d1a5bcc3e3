"""At the desk: danger stands on top, hidden words wait for a person, and officers above see personal data only for a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanglap.channels.events import OutboxFinished
from sanglap.channels.models import OutboxItem
from sanglap.foundation import clock
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.handling.services import notice_trouble
from sanglap.stage import comment, deliver, do_all_work, officer_at, page_of, signed_in, visitor_post

if TYPE_CHECKING:
    from datetime import datetime


pytestmark = pytest.mark.django_db
SAVAR, ENGINEER, DHAMRAI = "uno-BD30260072", "upazila-engineering-BD30260072", "uno-BD30260014"
WEDDING = "আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে দিচ্ছে, বাঁচান"
INSULT = "শালা হারামজাদা কুত্তার বাচ্চা অফিসার, তিন মাস ধরে রাস্তা ভাঙা কেউ দেখে না"
PHONE = "০১৭১২৩৪৫৬৭৮"
ROAD = f"তিন মাস ধরে রাস্তা ভাঙা, ফোন {PHONE}"
WHY = "The citizen must be called today about the road."


def at(office: str, now: datetime, name: str = "Kamal") -> Client:
    return signed_in(officer_at(office, name=name, since=now.date()))


def written(client: Client, words: str, now: datetime, number: int = 501, author: str = "7001") -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(number, words, at=now, author=author, name="Rahima Khatun"))
    do_all_work(now)
    return Case.objects.select_related("office").get(thread_key__contains=f":{number}:")


def with_office(case: Case, office: str) -> Case:
    Case.objects.filter(id=case.id).update(office=office)
    return Case.objects.select_related("office").get(id=case.id)


def act(browser: Client, case: Case, what: str, **form: str) -> int:
    return browser.post(f"/desk/cases/{case.number}/act/{what}/", form).status_code


def page(browser: Client, case: Case) -> str:
    return browser.get(f"/desk/cases/{case.number}/?lang=en").content.decode()


class TestDangerAtTheDesk:
    def test_stands_above_what_is_due_earlier_with_a_word_and_a_sign(self, client: Client, now: datetime) -> None:
        late = with_office(written(client, ROAD, now), SAVAR)
        Case.objects.filter(id=late.id).update(due_at=now - timedelta(days=30))
        grave = with_office(written(client, WEDDING, now, 502, "7002"), SAVAR)
        shown = at(SAVAR, now).get("/desk/list/?lang=en").content.decode()
        assert shown.index(grave.number) < shown.index(late.number)
        assert shown.count(f"/desk/cases/{grave.number}/") == 1
        assert "Emergency" in shown
        assert "#warning" in shown

    def test_is_told_in_the_pane_with_the_numbers_to_call(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, WEDDING, now), SAVAR)
        shown = page(at(SAVAR, now), case)
        assert "Emergency: somebody may be in danger now" in shown
        assert "tel:1098" in shown

    def test_the_list_asks_as_often_for_one_case_as_for_many(self, client: Client, now: datetime) -> None:
        browser, counts = at(SAVAR, now), []
        for number in range(502, 505):
            with_office(written(client, WEDDING, now, number, str(number)), SAVAR)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                browser.get("/desk/list/")
            counts.append(len(asked))
        assert len(set(counts)) == 1

    def test_kamal_marks_it_and_a_stranger_cannot(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, ROAD, now), SAVAR)
        assert act(at(DHAMRAI, now, "Nasrin"), case, "danger", danger="emergency", words="because") == 404
        assert act(at(SAVAR, now), case, "danger", danger="emergency", words="A child sleeps there.") == 302
        case.refresh_from_db()
        assert (case.danger, case.sensitivity) == ("emergency", "XX")

    def test_two_at_once_and_the_second_looks_again(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, ROAD, now), SAVAR)
        browser, version = at(SAVAR, now), str(case.version)
        assert act(browser, case, "danger", danger="urgent", words="A child sleeps there.", version=version) == 302
        assert act(browser, case, "danger", danger="emergency", words="Two children.", version=version) == 409


class TestHiddenWords:
    def test_wait_in_a_list_of_their_own_with_the_words_that_hid_them(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, INSULT, now), SAVAR)
        browser = at(SAVAR, now)
        assert case.number in browser.get("/desk/?filter=hidden").content.decode()
        assert "হারামজাদা" in page(browser, case)

    def test_a_person_shows_them_again_with_a_reason(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, INSULT, now), SAVAR)
        browser = at(SAVAR, now)
        assert act(browser, case, "show", words=" ") == 422
        assert act(browser, case, "show", words="It is how people speak here.") == 302
        assert act(browser, case, "show", words="Once more.") == 422
        assert "রাস্তা" in client.get(f"/c/{case.number}/").content.decode()
        line = HistoryLine.objects.get(case_id=case.id, kind="words_shown")
        assert (line.actor, line.is_public) == ("Kamal", True)

    def test_a_person_hides_with_a_rule_and_a_reason(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, "তিন মাস ধরে রাস্তা ভাঙা", now), SAVAR)
        browser = at(SAVAR, now)
        assert act(browser, case, "hide", rule="criticism", words="I do not like it.") == 422
        assert act(browser, case, "hide", rule="party-politics", words="A party's slogan.") == 302
        shown = client.get(f"/c/{case.number}/?lang=en").content.decode()
        assert "Party propaganda is not shown." in shown
        assert "A party's slogan." not in shown

    def test_whoever_hid_them_does_not_judge_the_appeal(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, "তিন মাস ধরে রাস্তা ভাঙা", now), SAVAR)
        kamal, selina = at(SAVAR, now), at("dc-BD3026", now, "Selina")
        act(kamal, case, "hide", rule="spam", words="It is advertising.")
        client.post(f"/c/{case.number}/appeal/", {"words": "It is my road."})
        assert act(kamal, case, "hide", rule="spam", words="It stays.") == 403
        assert "It is my road." in page(selina, case)
        assert act(selina, case, "show", words="It is a report.") == 302
        case.refresh_from_db()
        assert (case.hidden_rule, case.hidden_review) == ("", "")

    def test_a_stranger_neither_hides_nor_shows(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, INSULT, now), SAVAR)
        nasrin = at(DHAMRAI, now, "Nasrin")
        for what in ("hide", "show", "on-network", "personal-data"):
            assert act(nasrin, case, what, rule="spam", words=WHY) == 404


class TestHidingOnTheNetwork:
    @pytest.fixture
    def case(self, client: Client, now: datetime) -> Case:
        page_of(SAVAR)
        deliver(client, comment(9, INSULT, at=now, under=501))
        do_all_work(now)
        return with_office(Case.objects.get(), SAVAR)

    def test_never_happens_by_itself(self, case: Case) -> None:
        assert case.hidden_rule == "abuse"
        assert not OutboxItem.objects.filter(mode="hide").exists()

    def test_is_asked_by_a_person_once(self, case: Case, now: datetime) -> None:
        browser, post = at(SAVAR, now), Post.objects.get()
        for _time in range(2):
            assert act(browser, case, "on-network", post=str(post.id), hide="yes", words="Only insults.") == 302
        item = OutboxItem.objects.get(mode="hide")
        assert (item.target_id, item.by_human, item.text) == (post.remote_id, True, "")
        assert HistoryLine.objects.filter(case_id=case.id, words="Only insults.").count() == 1

    @pytest.mark.parametrize("form", [{"words": " "}, {"words": "why", "post": "nonsense"}])
    def test_needs_a_reason_and_a_post_of_this_case(self, case: Case, now: datetime, form: dict[str, str]) -> None:
        asked = {"post": str(Post.objects.get().id), "hide": "yes", **form}
        assert act(at(SAVAR, now), case, "on-network", **asked) == 422
        assert not OutboxItem.objects.filter(mode="hide").exists()

    def test_what_the_network_did_not_hide_is_told(self, case: Case, now: datetime) -> None:
        act(at(SAVAR, now), case, "on-network", post=str(Post.objects.get().id), hide="yes", words="Only insults.")
        item = OutboxItem.objects.get(mode="hide")
        notice_trouble([OutboxFinished(item.district_id, item.id, item.reference, OutboxItem.STUCK)], now)
        assert HistoryLine.objects.get(case_id=case.id, kind="reply_trouble").facts == {"asked": "hide", "state": "stuck"}

    def test_officers_above_do_not_speak_for_the_page(self, case: Case, now: datetime) -> None:
        asked = {"post": str(Post.objects.get().id), "hide": "yes", "words": WHY}
        assert act(at("dc-BD3026", now, "Selina"), case, "on-network", **asked) == 403


class TestPersonalData:
    def test_stand_open_for_the_office_that_needs_them(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, ROAD, now), ENGINEER)
        assert PHONE in page(at(ENGINEER, now), case)

    def test_are_masked_for_officers_above_names_too(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, ROAD, now), ENGINEER)
        for office in (SAVAR, "dc-BD3026"):
            selina = at(office, now, f"Selina {office}")
            shown = page(selina, case) + selina.get(f"/desk/cases/{case.number}/now/").content.decode()
            assert PHONE not in shown
            assert "Rahima" not in shown
            assert "[phone number]" in shown

    def test_open_for_an_hour_to_who_says_why_and_the_history_keeps_it(self, client: Client, now: datetime) -> None:
        case = with_office(written(client, ROAD, now), ENGINEER)
        selina, other = at(SAVAR, now, "Selina"), at("dc-BD3026", now, "Jamal")
        assert act(selina, case, "personal-data", words="why not") == 422
        assert PHONE not in page(selina, case)
        assert act(selina, case, "personal-data", words=WHY) == 302
        assert PHONE in page(selina, case)
        assert PHONE not in page(other, case)
        line = HistoryLine.objects.get(case_id=case.id, kind="personal_data_seen")
        assert (line.actor, line.words, line.is_public) == ("Selina", WHY, False)
        HistoryLine.objects.filter(id=line.id).update(at=clock.now() - timedelta(minutes=61))
        assert PHONE not in page(selina, case)
