"""Who works in an office: on transfer the successor has the role and every open case the same day (R3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanglap.directory.offices.models import Posting
from sanglap.directory.offices.services import end_absences, substitute
from sanglap.directory.offices.visibility import posted_offices
from sanglap.directory.people.models import Officer
from sanglap.journey.cases.models import Case
from sanglap.stage import deliver, do_all_work, do_jobs, officer_at, page_of, signed_in, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"


@pytest.fixture
def kamal(now: datetime) -> Officer:
    return officer_at(SOCIAL, name="Kamal", role=Posting.SERVICE_OFFICER, since=now.date())


@pytest.fixture
def successor() -> Officer:
    return Officer.objects.create_user("shirin", name_en="Shirin", name_bn="শিরিন")


def hand_over(browser: Client, posting: Posting, to: str) -> int:
    return browser.post(f"/desk/people/{posting.id}/hand-over/", {"successor": to}).status_code


class TestKamalIsTransferred:
    def test_shirin_has_his_open_cases_the_same_day(
        self, client: Client, kamal: Officer, successor: Officer, now: datetime
    ) -> None:
        page_of(SAVAR)
        deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now))
        do_all_work(now)
        case, browser = Case.objects.get(), signed_in(kamal)
        browser.post(f"/desk/cases/{case.number}/act/claim/", {"version": case.version})
        assert hand_over(browser, Posting.objects.get(officer=kamal), "shirin") == 302
        do_jobs()
        case.refresh_from_db()
        assert case.claimed_by_id == successor.id
        assert browser.get(f"/desk/cases/{case.number}/").status_code == 404
        assert signed_in(successor).get(f"/desk/cases/{case.number}/").status_code == 200

    def test_pressing_twice_ends_it_once(self, kamal: Officer, successor: Officer) -> None:
        browser, posting = signed_in(kamal), Posting.objects.get(officer=kamal)
        assert [hand_over(browser, posting, "shirin") for _ in range(2)] == [302, 404]
        assert Posting.objects.filter(officer=successor, ended_on=None).count() == 1

    def test_a_name_nobody_signs_in_with_changes_nothing(self, kamal: Officer) -> None:
        assert hand_over(signed_in(kamal), Posting.objects.get(officer=kamal), "nobody") == 422
        assert Posting.objects.filter(officer=kamal, ended_on=None).exists()


class TestWhoMayHandOver:
    def test_the_head_may_for_everybody_in_the_office(self, kamal: Officer, successor: Officer, now: datetime) -> None:
        head = signed_in(officer_at(SOCIAL, name="Farid", role=Posting.HEAD, since=now.date()))
        assert "Kamal" in head.get("/desk/people/?lang=en").content.decode()
        assert hand_over(head, Posting.objects.get(officer=kamal), "shirin") == 302

    def test_a_colleague_may_not(self, kamal: Officer, successor: Officer, now: datetime) -> None:
        other = signed_in(officer_at(SOCIAL, name="Babul", role=Posting.SERVICE_OFFICER, since=now.date()))
        assert hand_over(other, Posting.objects.get(officer=kamal), "shirin") == 403
        assert Posting.objects.filter(officer=kamal, ended_on=None).exists()

    def test_who_looks_after_the_page_cannot_become_the_head(self, now: datetime) -> None:
        head = officer_at(SOCIAL, name="Farid", role=Posting.HEAD, since=now.date())
        admin = officer_at(SOCIAL, name="Mita", role=Posting.PAGE_ADMIN, since=now.date())
        assert hand_over(signed_in(admin), Posting.objects.get(officer=head), admin.username) == 403
        assert Posting.objects.filter(officer=head, ended_on=None).exists()

    def test_for_an_officer_of_another_office_the_posting_does_not_exist(
        self, kamal: Officer, successor: Officer, now: datetime
    ) -> None:
        stranger = signed_in(officer_at("dc-BD1004", name="Nasrin", since=now.date()))
        assert hand_over(stranger, Posting.objects.get(officer=kamal), "shirin") == 404


class TestKamalIsAway:
    def act_for(self, browser: Client, posting: Posting, **form: str) -> int:
        return browser.post(f"/desk/people/{posting.id}/substitute/", form).status_code

    def test_shirin_sees_his_office_until_he_is_back(self, kamal: Officer, successor: Officer, now: datetime) -> None:
        posting, browser = Posting.objects.get(officer=kamal), signed_in(kamal, language="en")
        assert self.act_for(browser, posting, username="shirin", until="2099-01-20", reason="Leave") == 302
        assert [office.code for office in posted_offices(successor)] == [SOCIAL]
        assert "Away until" in browser.get("/desk/people/").content.decode()
        assert self.act_for(browser, posting) == 302
        assert posted_offices(successor) == []

    def test_the_absence_ends_by_itself_the_day_after(self, kamal: Officer, successor: Officer, now: datetime) -> None:
        posting = Posting.objects.get(officer=kamal)
        substitute(posting, successor, until=now.date(), reason="", now=now)
        assert end_absences(now) == 0
        assert end_absences(now + timedelta(days=1)) == 1
        assert posted_offices(successor) == []

    @pytest.mark.parametrize(
        ("username", "until"), [("nobody", "2099-01-20"), ("shirin", "2001-01-01"), ("shirin", "soon"), ("kamal", "")]
    )
    def test_what_cannot_be_is_refused_and_stays_typed(self, kamal: Officer, successor: Officer, username: str, until: str) -> None:
        posting, browser = Posting.objects.get(officer=kamal), signed_in(kamal)
        assert self.act_for(browser, posting, username=username, until=until, reason="Leave") == 422
        assert posted_offices(successor) == []

    def test_a_colleague_does_not_decide_it(self, kamal: Officer, successor: Officer, now: datetime) -> None:
        other = officer_at(SOCIAL, name="Mita", role=Posting.SERVICE_OFFICER, since=now.date())
        posting = Posting.objects.get(officer=kamal)
        assert self.act_for(signed_in(other), posting, username="shirin", until="2099-01-20") == 403
        assert posted_offices(successor) == []
