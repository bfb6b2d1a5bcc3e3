"""A hidden name is nowhere: not in a row, a log, a page or an index – and it is opened by two, while the citizen looks on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from psycopg import sql

from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Accused, Case, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import UnableToAct
from sanglap.journey.privacy.models import CheckIn, Retaliation, Unmasking
from sanglap.journey.privacy.services import (
    ask_for_name,
    check_in,
    climb_retaliations,
    conceal_name,
    decide_unmasking,
    end_retaliation,
    name_for,
    open_reports_for,
    report_retaliation,
    take_retaliation,
)
from sanglap.journey.replies.models import Reply
from sanglap.stage import do_all_work, officer_at, signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
SAVAR, DHAKA = "uno-BD30260072", "dc-BD3026"
NAME, PHONE, MAIL = "Rokeya Sultana", "01711223344", "rokeya.sultana@example.org"
WORDS = f"ভূমি অফিসে নামজারির জন্য পাঁচ হাজার টাকা চেয়েছে। আমি {NAME}, ফোন {PHONE}"
WHY = "She must be heard as a witness of the payment."


@pytest.fixture
def kamal(now: datetime, settings: SettingsWrapper) -> Client:
    """He heads the office that Rokeya wrote to."""
    settings.MFA_REQUIRED = False
    return signed_in(officer_at(SAVAR, since=now.date()))


def write(client: Client, now: datetime, **more: str) -> Case:
    form = {"message": WORDS, "office": SAVAR, "author": NAME, "phone": PHONE, "email": MAIL, **more}
    assert client.post("/write/", form).status_code == 302
    do_all_work(now)
    return Case.objects.select_related("office").latest("received_at")


def cells_holding(*secrets: str) -> list[str]:
    """Search every text, JSON and bytes column of every table for a secret."""
    found = []
    held = "SELECT count(*) FROM {table} WHERE {cell} ILIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
               AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY')"""
        )
        for table, column, kind in cursor.fetchall():
            name = sql.Identifier(column)
            cell = sql.SQL("encode({}, 'escape')").format(name) if kind == "bytea" else sql.SQL("{}::text").format(name)
            for secret in secrets:
                cursor.execute(sql.SQL(held).format(table=sql.Identifier(table), cell=cell), [f"%{secret}%"])
                if cursor.fetchone() != (0,):
                    found.append(f"{table}.{column}: {secret}")
    return found


class TestAHiddenName:
    @pytest.mark.parametrize("privacy", ["hidden_from_office", "anonymous"])
    def test_is_in_no_column_of_no_table_and_in_no_log(
        self, client: Client, now: datetime, privacy: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        case = write(client, now, privacy=privacy)
        assert case.privacy == privacy
        assert cells_holding(NAME, PHONE, MAIL, "Rokeya") == []
        assert not [record for record in caplog.records if NAME in record.getMessage() or PHONE in record.getMessage()]

    def test_while_an_open_one_is_where_its_office_reads_it(self, client: Client, now: datetime) -> None:
        case = write(client, now)
        assert case.citizen_name == NAME
        assert cells_holding(NAME)  # the search does find what is there

    def test_is_on_no_page_of_the_office_whatever_it_opens(self, client: Client, now: datetime, kamal: Client) -> None:
        case = write(client, now, privacy="hidden_from_office")
        for address in (
            "/desk/", f"/desk/cases/{case.number}/", f"/desk/cases/{case.number}/now/",
            "/desk/opinions/", "/desk/troubles/", "/desk/people/", "/oversight/", f"/c/{case.number}/", f"/api/v1/cases/{case.number}",
        ):  # fmt: skip
            page = kamal.get(address).content.decode()
            assert "Rokeya" not in page
            assert PHONE not in page
        for words in ("Rokeya", PHONE):
            assert case.number not in kamal.get("/desk/", {"q": words}).content.decode()

    def test_is_opened_by_two_people_with_a_reason_for_an_hour_and_she_is_told(self, client: Client, now: datetime) -> None:
        case = write(client, now, privacy="hidden_from_office")
        asker = officer_at(case.office_id or "", name="Kamal", since=now.date())
        other = officer_at(case.office_id or "", name="Selina", since=now.date())
        with pytest.raises(ValueError, match="sentence"):
            ask_for_name(case, reason="please", officer=asker, now=now)
        request = ask_for_name(case, reason=WHY, officer=asker, now=now)
        assert name_for(case, asker, now) is None
        with pytest.raises(UnableToAct):
            decide_unmasking(case, request.id, agrees=True, words="", officer=asker, now=now)
        assert decide_unmasking(case, request.id, agrees=True, words="Needed.", officer=other, now=now)
        assert not decide_unmasking(case, request.id, agrees=False, words="", officer=other, now=now)
        seen = name_for(case, asker, now + timedelta(minutes=59))
        assert seen is not None
        assert (seen.name, seen.phone) == (NAME, PHONE)
        assert name_for(case, asker, now + timedelta(minutes=61)) is None
        assert name_for(case, other, now) is None
        do_all_work(now)
        told = Reply.objects.get(case_id=case.id, form_token=f"name:{request.id}")
        assert "Rokeya" not in told.text
        kinds = set(HistoryLine.objects.filter(case_id=case.id).values_list("kind", flat=True))
        assert {"name_asked_for", "name_opened"} <= kinds

    def test_is_asked_for_and_agreed_to_at_the_desk(self, client: Client, now: datetime, settings: SettingsWrapper) -> None:
        settings.MFA_REQUIRED = False
        case = write(client, now, privacy="hidden_from_office")
        asker = signed_in(officer_at(case.office_id or "", name="Mita", since=now.date()), language="en")
        other = signed_in(officer_at(case.office_id or "", name="Selina", since=now.date()), language="en")
        page = f"/desk/cases/{case.number}/"
        assert asker.post(f"{page}act/name/", {"words": WHY}).status_code == 302
        request = Unmasking.objects.get()
        assert WHY not in asker.get("/desk/opinions/").content.decode()
        assert WHY in other.get("/desk/opinions/").content.decode()
        assert asker.post(f"/desk/opinions/name/{request.id}/", {"agrees": "yes"}).status_code == 403
        assert other.post(f"/desk/opinions/name/{request.id}/", {"agrees": "yes"}).status_code == 302
        assert NAME in asker.get(page).content.decode()
        assert NAME not in other.get(page).content.decode()
        asker.get(page)
        assert HistoryLine.objects.filter(case_id=case.id, kind="name_seen").count() == 1

    def test_of_an_anonymous_citizen_cannot_be_opened_since_nobody_has_it(self, client: Client, now: datetime) -> None:
        case = write(client, now, privacy="anonymous")
        with pytest.raises(UnableToAct):
            ask_for_name(case, reason=WHY, officer=officer_at(case.office_id or "", since=now.date()), now=now)

    def test_can_be_hidden_later_and_then_is_nowhere_in_what_officers_read(self, client: Client, now: datetime) -> None:
        case = write(client, now)
        assert conceal_name(lock_case(case.district_id, case.id), now=now)
        assert not conceal_name(lock_case(case.district_id, case.id), now=now)
        left = cells_holding(NAME, PHONE)
        assert left == []


class TestACaseAboutTheOffice:
    def test_goes_to_the_office_above_and_does_not_exist_below(self, client: Client, now: datetime, kamal: Client) -> None:
        case = write(client, now, about="on", about_officer="the surveyor")
        assert case.office_id == DHAKA
        assert Accused.objects.get(case_id=case.id).office_id == SAVAR
        assert kamal.get(f"/desk/cases/{case.number}/").status_code == 404

    def test_without_saying_which_office_keeps_every_word_and_asks(self, client: Client) -> None:
        answer = client.post("/write/", {"message": WORDS, "place": "Savar", "about": "on", "lang": "en"})
        assert answer.status_code == 422
        assert "নামজারির জন্য" in answer.content.decode()

    def test_shows_nothing_of_itself_in_public(self, client: Client, now: datetime) -> None:
        case = write(client, now, about="on", privacy="hidden_from_office")
        page = client.get(f"/c/{case.number}/").content.decode()
        assert "নামজারির" not in page


class TestWhoeverIsPressed:
    def test_reaches_an_office_above_within_a_day_or_the_one_above_that(self, client: Client, now: datetime) -> None:
        case = write(client, now)
        report = report_retaliation(case, "তারা বাড়িতে এসে হুমকি দিয়েছে", now=now)
        assert report is not None
        assert report_retaliation(case, "আবার এসেছে", now=now) is None
        assert case.office is not None
        assert case.office.line_path.startswith(report.owner.line_path)
        assert report.owner_id != case.office_id
        assert report.due_at == now + timedelta(hours=24)
        assert climb_retaliations(now + timedelta(hours=23)) == 0
        assert climb_retaliations(now + timedelta(hours=25)) == 1
        climbed = Retaliation.objects.select_related("owner").get()
        assert climbed.owner_id not in {case.office_id, report.owner_id}
        above = officer_at(climbed.owner_id, name="Tahmina", since=now.date())
        assert [one.id for one in open_reports_for(above)] == [report.id]
        assert take_retaliation(report.id, officer=above, now=now)
        assert climb_retaliations(now + timedelta(days=9)) == 0
        assert end_retaliation(
            report.id, outcome="The police station was told; she is safe at her sister's.", officer=above, now=now
        )

    def test_is_not_heard_by_the_office_itself(self, client: Client, now: datetime) -> None:
        case = write(client, now)
        report = report_retaliation(case, "হুমকি দিয়েছে", now=now)
        assert report is not None
        with pytest.raises(UnableToAct):
            take_retaliation(report.id, officer=officer_at(case.office_id or "", since=now.date()), now=now)

    def test_says_it_on_her_own_page_with_her_key_alone(self, client: Client, now: datetime) -> None:
        case = write(client, now)
        assert client.post(f"/c/{case.number}/pressed/", {"key": "wrong", "words": "হুমকি"}).status_code == 403
        key = key_of(case.number)
        assert client.post(f"/c/{case.number}/pressed/", {"key": key, "words": "হুমকি দিয়েছে"}).status_code == 302
        assert Retaliation.objects.get().words == "হুমকি দিয়েছে"


class TestNinetyDaysLater:
    def test_whoever_wrote_of_something_sensitive_is_asked_once(self, client: Client, now: datetime) -> None:
        case = write(client, now, privacy="hidden_from_office")
        ended = now - timedelta(days=91)
        Case.objects.filter(id=case.id).update(state="confirmed", ended_at=ended, resolved_at=ended)
        assert (check_in(now), check_in(now)) == (1, 0)
        do_all_work(now)
        assert Reply.objects.filter(case_id=case.id, kind="notice").exists()
        assert CheckIn.objects.get().answered_at is None
