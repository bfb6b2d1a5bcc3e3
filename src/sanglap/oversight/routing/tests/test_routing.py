"""An administrator changes who answers a topic: looks first, says why, can take it back; nobody else finds the page."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.directory.offices.models import Posting
from sanglap.journey.cases.models import Case
from sanglap.journey.dispatch.models import RoutingChange
from sanglap.stage import deliver, do_all_work, officer_at, page_of, signed_in, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"
PAGE = "/oversight/routing/old-age-allowance/"
TO_UNO = {"office_type": ["3:uno", "3:upazila-social-services"], "priority": ["1", "2"]}


@pytest.fixture(autouse=True)
def _one_factor(settings: object) -> None:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]


@pytest.fixture
def administrator(now: datetime) -> Client:
    return signed_in(officer_at("cab", name="Secretary", since=now.date()), language="en")


def version() -> int:
    return Country.objects.get().routing_version


def case_about_an_allowance(client: Client, now: datetime, number: int = 501) -> Case:
    page_of(SAVAR)
    deliver(client, visitor_post(number, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now, author=str(number)))
    do_all_work(now)
    return Case.objects.latest("received_at", "id")


def save(browser: Client, reason: str = "উপজেলা নির্বাহী অফিসার নিজে দেখবেন", at: int | None = None) -> int:
    form = {**TO_UNO, "reason": reason, "save": "1", "version": version() if at is None else at}
    return browser.post(PAGE, form).status_code


class TestAnAdministrator:
    def test_sees_every_topic_with_its_offices(self, administrator: Client) -> None:
        page = administrator.get("/oversight/routing/").content.decode()
        assert page.count('<th scope="row">') == Topic.objects.count()

    def test_tries_a_change_on_last_months_posts_and_nothing_is_changed(
        self, administrator: Client, client: Client, now: datetime
    ) -> None:
        case_about_an_allowance(client, now)
        page = administrator.post(PAGE, {**TO_UNO, "preview": "1", "version": version()}).content.decode()
        assert "1 of 1 cases" in page
        assert not RoutingChange.objects.exists()
        assert case_about_an_allowance(client, now, 502).office_id == SOCIAL

    def test_saves_it_with_a_reason_and_new_posts_go_the_new_way(
        self, administrator: Client, client: Client, now: datetime
    ) -> None:
        before = case_about_an_allowance(client, now)
        assert save(administrator) == 302
        assert case_about_an_allowance(client, now, 502).office_id == SAVAR
        before.refresh_from_db()
        assert before.office_id == SOCIAL
        change = RoutingChange.objects.get()
        assert (change.officer.name_en, change.reason) == ("Secretary", "উপজেলা নির্বাহী অফিসার নিজে দেখবেন")

    def test_takes_it_back_to_exactly_what_was_before(self, administrator: Client) -> None:
        rows = list(Route.objects.filter(topic="old-age-allowance").order_by("priority").values_list("office_type", "priority"))
        save(administrator)
        page = administrator.get(PAGE + f"?version_of={RoutingChange.objects.get().id}").content.decode()
        assert page.count("selected") == len(rows)
        form = {"office_type": [], "priority": [], "reason": "ফিরিয়ে নেওয়া", "save": "1", "version": version()}
        for level, kind, priority in RoutingChange.objects.get().before:
            form["office_type"].append(f"{level}:{kind}")
            form["priority"].append(str(priority))
        administrator.post(PAGE, form)
        again = Route.objects.filter(topic="old-age-allowance").order_by("priority").values_list("office_type", "priority")
        assert list(again) == rows

    def test_saving_twice_changes_once(self, administrator: Client) -> None:
        assert [save(administrator), save(administrator)] == [302, 302]
        assert RoutingChange.objects.count() == 1

    def test_who_comes_second_is_told_and_loses_no_line(self, administrator: Client) -> None:
        old = version()
        save(administrator)
        form = {"office_type": ["3:upazila-engineering"], "priority": ["1"], "reason": "অন্য কারণ", "save": "1", "version": old}
        late = administrator.post(PAGE, form)
        assert late.status_code == 409
        assert 'value="3:upazila-engineering" selected' in late.content.decode()
        assert "অন্য কারণ" in late.content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"office_type": [], "priority": []},
            {"office_type": ["3:uno", "3:uno"], "priority": ["1", "2"]},
            {"office_type": ["3:no-such-type"], "priority": ["1"]},
            {"office_type": ["2:uno"], "priority": ["1"]},
            {"office_type": ["0:min"], "priority": ["1"]},
            {"office_type": ["3:uno"], "priority": ["0"]},
            {"office_type": ["3:uno"], "priority": ["ten"]},
            {"office_type": ["uno"], "priority": ["1"]},
        ],
    )
    def test_a_table_that_cannot_stand_is_refused_with_a_sentence(self, administrator: Client, wrong: dict[str, list[str]]) -> None:
        answer = administrator.post(PAGE, {**wrong, "reason": "কারণ", "save": "1", "version": version()})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert not RoutingChange.objects.exists()

    def test_without_a_reason_nothing_is_saved(self, administrator: Client) -> None:
        assert save(administrator, reason="  ") == 422
        assert not RoutingChange.objects.exists()


class TestEverybodyElse:
    @pytest.mark.parametrize(
        ("office", "role"), [("dc-BD3026", Posting.HEAD), (SAVAR, Posting.HEAD), ("cab", Posting.SERVICE_OFFICER)]
    )
    def test_finds_no_such_page(self, now: datetime, office: str, role: str) -> None:
        browser = signed_in(officer_at(office, name="Nasrin", role=role, since=now.date()))
        for address in ("/oversight/routing/", PAGE):
            assert browser.get(address).status_code == 404
        assert save(browser) == 404
        assert not RoutingChange.objects.exists()

    def test_a_stranger_is_sent_to_sign_in(self, client: Client) -> None:
        assert client.get(PAGE).status_code == 302
