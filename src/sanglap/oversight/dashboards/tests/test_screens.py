"""What those who oversee see, and what they do not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation import clock
from sanglap.foundation.live_tokens import read_live_token
from sanglap.journey.tallies.services import count_cases
from sanglap.journey.tallies.tests.factories import DHAKA, DHAMRAI, SAVAR, SAVAR_SOCIAL, a_case, becomes
from sanglap.oversight.dashboards.first_look import ALWAYS, FIRST
from sanglap.oversight.dashboards.indicators import BY_CODE
from sanglap.oversight.dashboards.tables import BEGINS_A_FORMULA, COLUMNS, COLUMNS_OF_TOPICS, Row, Table, as_csv
from sanglap.stage import officer_at, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import SettingsWrapper

    from sanglap.journey.cases.models import Case

pytestmark = pytest.mark.django_db
DOORS = ("", "now/first/", "now/table/", "cases/", "cases/?filter=danger", "table.csv")
GAZIPUR = "dc-BD3033"


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper) -> None:
    settings.MFA_REQUIRED = False


@pytest.fixture(autouse=True)
def _at_this_hour(now: datetime) -> Iterator[None]:
    with clock.frozen(now):
        yield


def at_the_desk_of(office: str, now: datetime, name: str = "Kamal") -> Client:
    """Return the browser of an officer who is posted there, reading English."""
    return signed_in(officer_at(office, name=name, since=now.date()), language="en")


def cases_at(office: str, now: datetime, amount: int = 1, **fields: object) -> list[Case]:
    """Open cases there and count them."""
    cases = [a_case(office, now - timedelta(days=2, minutes=n), **fields) for n in range(amount)]
    count_cases([case.key for case in cases], now)
    return cases


class TestWithoutASecondFactor:
    def test_no_screen_opens(self, now: datetime, settings: SettingsWrapper) -> None:
        settings.MFA_REQUIRED = True
        client = at_the_desk_of(DHAKA, now)
        for address in ("/oversight/", "/oversight/indicators/", *(f"/oversight/{DHAKA}/{door}" for door in DOORS)):
            answer = client.get(address)
            assert answer.status_code == 302
            assert "/2fa/" in answer.headers["Location"]


class TestNasrinFromAnotherDistrict:
    @pytest.mark.parametrize("door", DOORS)
    def test_finds_nothing_of_dhaka_at_any_door(self, now: datetime, door: str) -> None:
        client = at_the_desk_of(GAZIPUR, now, "Nasrin")
        for office in (DHAKA, SAVAR, SAVAR_SOCIAL, "divc-BD30", "cab", "no-such-office"):
            assert client.get(f"/oversight/{office}/{door}").status_code == 404, office
        assert client.get(f"/oversight/{GAZIPUR}/{door}").status_code == 200

    def test_is_led_to_her_own_screen(self, now: datetime) -> None:
        answer = at_the_desk_of(GAZIPUR, now, "Nasrin").get("/oversight/")
        assert answer["Location"] == f"/oversight/{GAZIPUR}/"

    def test_sees_nothing_any_more_when_she_was_transferred_away(self, now: datetime) -> None:
        client = at_the_desk_of(GAZIPUR, now, "Nasrin")
        Officer.objects.get(name_en="Nasrin").postings.update(ended_on=now.date())
        assert client.get(f"/oversight/{GAZIPUR}/").status_code == 404
        assert client.get("/oversight/").status_code == 403

    @pytest.mark.parametrize("door", ["/oversight/", "/oversight/indicators/", *(f"/oversight/{DHAKA}/{door}" for door in DOORS)])
    def test_must_sign_in(self, client: Client, door: str) -> None:
        answer = client.get(door)
        assert answer.status_code == 302
        assert "login" in answer["Location"]


class TestTheDeputyCommissionerOnMonday:
    def test_knows_at_once_what_is_overdue_unconfirmed_broken_silent_and_hers(self, now: datetime) -> None:
        late = now - timedelta(days=1)
        cases_at(SAVAR, now - timedelta(days=60), 3, overdue_at=late, expected_at=late, due_at=late)
        cases_at(DHAMRAI, now, 2, state="resolved", resolved_at=now, ended_at=now, first_answered_at=now, answered_at=now)
        tiles = first_tiles(at_the_desk_of(DHAKA, now).get(f"/oversight/{DHAKA}/").content.decode())
        assert tiles["overdue"] == "3"
        assert tiles["unconfirmed"] == "2"
        assert tiles["broken"] == "3"
        assert tiles["silent"] == "1"
        assert tiles["unblock"] == "0"

    def test_sees_the_number_move_when_a_citizen_writes(self, now: datetime) -> None:
        client = at_the_desk_of(DHAKA, now)
        page = client.get(f"/oversight/{DHAKA}/").content.decode()
        part = re.search(r'data-refresh="([^"]+first[^"]*)"', page)
        assert part is not None
        cases_at(SAVAR, now, 4)
        again = client.get(part[1].replace("&amp;", "&")).content.decode()
        assert ">4<" in again
        assert "<html" not in again

    def test_may_listen_to_her_own_trees_only(self, now: datetime, settings: SettingsWrapper) -> None:
        page = at_the_desk_of(DHAKA, now).get(f"/oversight/{DHAKA}/").content.decode()
        token = re.search(r'data-live-token="([^"]+)"', page)
        assert token is not None
        office = Office.objects.get(code=DHAKA)
        heard = read_live_token(token[1], settings.SECRET_KEY, now)
        assert set(heard) == {office.line_path, office.territory_path}

    def test_goes_from_the_country_to_the_case(self, now: datetime) -> None:
        case = cases_at(SAVAR_SOCIAL, now)[0]
        client = at_the_desk_of("cab", now)
        for here, there in (("cab", "divc-BD30"), ("divc-BD30", DHAKA), (DHAKA, SAVAR)):
            assert f"/oversight/{there}/" in client.get(f"/oversight/{here}/").content.decode()
        assert f"/oversight/{SAVAR_SOCIAL}/" in client.get(f"/oversight/{SAVAR}/?by=offices").content.decode()
        assert f"/desk/cases/{case.number}/" in client.get(f"/oversight/{SAVAR_SOCIAL}/cases/").content.decode()

    def test_finds_her_districts_on_the_map_with_a_table_beside_it(self, now: datetime) -> None:
        cases_at(SAVAR, now)
        page = at_the_desk_of(DHAKA, now).get(f"/oversight/{DHAKA}/").content.decode()
        assert 'data-code="BD30260072"' in page
        assert "<table" in page


class TestTheFormerWeek:
    def test_is_compared_only_where_a_comparison_is_fair(self, now: datetime) -> None:
        cases_at(SAVAR, now - timedelta(days=40), 5)
        cases_at(SAVAR, now, 2)
        page = at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/?days=30").content.decode()
        assert "▼\N{NO-BREAK SPACE}3" in page
        assert BY_CODE["resolved"].compares is False


class TestCitizensNames:
    def test_stand_nowhere_on_any_screen(self, now: datetime) -> None:
        cases_at(SAVAR, now, citizen_name="Rahima Khatun", excerpt="My name is Rahima Khatun")
        client = at_the_desk_of(SAVAR, now)
        for door in DOORS:
            assert "Rahima" not in client.get(f"/oversight/{SAVAR}/{door}").content.decode()

    def test_and_confidential_cases_show_their_number_and_kind_only(self, now: datetime) -> None:
        case = cases_at(SAVAR_SOCIAL, now, topic_id="child-marriage", sensitivity="XX")[0]
        client = at_the_desk_of(SAVAR, now)
        page = client.get(f"/oversight/{SAVAR}/cases/?filter=danger").content.decode()
        assert case.number in page.replace("-", "")
        assert "Safety" in page
        assert "Child marriage" not in page
        assert "Social Services" not in page
        assert first_tiles(client.get(f"/oversight/{SAVAR}/").content.decode())["danger"] == "1"


class TestTheListBehindAFigure:
    def test_is_read_page_by_page_without_gaps_or_doubles(self, now: datetime) -> None:
        numbers = {case.number for office in (SAVAR, SAVAR_SOCIAL, DHAMRAI) for case in cases_at(office, now, 40)}
        client, address, seen = at_the_desk_of(DHAKA, now), "?filter=open", []
        while address:
            page = client.get(f"/oversight/{DHAKA}/cases/{address}").content.decode()
            seen += re.findall(r"/desk/cases/(\w+)/", page)
            more = re.search(r'href="(\?filter=open&amp;after=[^"]+)"', page)
            address = more[1].replace("&amp;", "&") if more else ""
        assert len(seen) == 120
        assert set(seen) == numbers

    @pytest.mark.parametrize("which", ["overdue", "unanswered", "reopened", "open", "danger", "unconfirmed"])
    def test_holds_as_many_cases_as_its_figure_says(self, now: datetime, which: str) -> None:
        cases_at(SAVAR, now, 2)
        cases_at(SAVAR, now, 3, overdue_at=now, state="reopened")
        cases_at(SAVAR, now, 1, state="resolved", resolved_at=now, ended_at=now, first_answered_at=now, answered_at=now)
        cases_at(SAVAR, now, 1, topic_id="child-marriage", sensitivity="XX")
        expected = {"overdue": 3, "unanswered": 6, "reopened": 3, "open": 6, "danger": 1, "unconfirmed": 1}[which]
        page = at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/cases/?filter={which}").content.decode()
        assert len(re.findall(r"/desk/cases/", page)) == expected

    def test_forgets_cases_that_ended_meanwhile(self, now: datetime) -> None:
        case = cases_at(SAVAR, now)[0]
        becomes(case, state="confirmed", ended_at=now, resolved_at=now)
        page = at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/cases/").content.decode()
        assert case.number not in page

    @pytest.mark.parametrize("after", ["nonsense", "2026-01-01~x", "~", "9" * 400])
    def test_survives_addresses_that_somebody_made_up(self, now: datetime, after: str) -> None:
        assert at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/cases/", {"after": after}).status_code == 200
        assert at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/cases/", {"filter": after}).status_code == 404


QUERIES = {"cab": 18, "divc-BD30": 16, DHAKA: 16, SAVAR: 14, SAVAR_SOCIAL: 16, "district-social-services-BD3026": 17}


class TestTheNumberOfQueries:
    @pytest.mark.parametrize(("office", "queries"), QUERIES.items())
    def test_is_pinned_and_does_not_grow_with_the_cases(
        self, now: datetime, office: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = at_the_desk_of(office, now)
        cases_at(SAVAR_SOCIAL, now, 1)
        for amount in (1, 60):
            cases_at(SAVAR_SOCIAL, now, amount)
            with django_assert_num_queries(queries):
                client.get(f"/oversight/{office}/")

    def test_of_a_list_is_pinned(self, now: datetime, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        client = at_the_desk_of(DHAKA, now)
        cases_at(SAVAR, now, 60)
        with django_assert_num_queries(8):
            client.get(f"/oversight/{DHAKA}/cases/?filter=open")


class TestTheReader:
    def test_reads_bangla_with_bangla_digits(self, now: datetime) -> None:
        cases_at(SAVAR, now, 12)
        client = at_the_desk_of(SAVAR, now)
        client.cookies["language"] = "bn"
        page = client.get(f"/oversight/{SAVAR}/").content.decode()
        assert "১২" in page
        assert Office.objects.get(code=SAVAR).name_bn in page

    def test_finds_every_figure_explained(self, now: datetime) -> None:
        page = at_the_desk_of(SAVAR, now).get("/oversight/indicators/").content.decode()
        shown = {*ALWAYS, *COLUMNS, *COLUMNS_OF_TOPICS, *(code for codes in FIRST.values() for code in codes)}
        for code in shown:
            assert f'id="{code}"' in page, code

    def test_takes_the_table_home_as_csv(self, now: datetime) -> None:
        cases_at(SAVAR_SOCIAL, now, 3)
        answer = at_the_desk_of(SAVAR, now).get(f"/oversight/{SAVAR}/table.csv?by=offices")
        words = answer.content.decode("utf-8-sig")
        assert words.startswith("Name,Received,")
        assert any(line.startswith('"Upazila Social Services Office, Savar",3,') for line in words.splitlines())

    def test_never_takes_a_formula_home(self) -> None:
        for sign in BEGINS_A_FORMULA:
            table = Table("areas", "", "", [], [Row(f"{sign}1+1", "", [])])
            assert f"'{sign}1+1" in as_csv(table)


def first_tiles(page: str) -> dict[str, str]:
    """Return the figures of the first line of tiles by their indicator."""
    first = page.split('<dl class="stats first', 1)[1].split("</dl>", 1)[0]
    found = re.findall(r'indicators/#(\w+)">.*?</dt><dd>(?:<a[^>]*>)?([^<]+)', first, re.DOTALL)
    return dict(found)
