"""The monthly report: every figure from the cases, the citizen's word first, on screen, paper and as a table."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sanglap.directory.offices.models import Office
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import extend_clock, forward_case, hear_verdict, resolve_case
from sanglap.journey.handling.tests.factories import DHAKA, DHAMRAI, SAVAR, case_of, dhaka, fresh, kamal, nasrin
from sanglap.journey.redress.services import appeal_case
from sanglap.oversight.reports.columns import COLUMNS, Month, share
from sanglap.oversight.reports.counting import causes_of, month_bounds, report_of
from sanglap.stage import signed_in

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 1)
DONE = "The hole at the crossing was filled with bricks."


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MFA_REQUIRED = False
    monkeypatch.setattr("sanglap.foundation.clock.now", lambda: dhaka(2026, 2, 3))


def solve(case: Case, *, day: int) -> Case:
    resolve_case(fresh(case), officer=kamal(), what=DONE, on=dhaka(2026, 1, day).date(), proof="Order 12", now=dhaka(2026, 1, day))
    return fresh(case)


def of(office: str) -> Month:
    return report_of(Office.objects.get(code=office), [], JANUARY)[0].month


class TestTheMonth:
    def test_counts_what_came_what_was_done_and_what_citizens_said_of_it(self) -> None:
        case_of(at=dhaka(2025, 12, 10))
        confirmed, silent = case_of(at=dhaka(2026, 1, 4)), case_of(at=dhaka(2026, 1, 4))
        hear_verdict(lock_case(*solve(confirmed, day=8).key), is_solved=True, now=dhaka(2026, 1, 9))
        solve(silent, day=12)
        month = of(SAVAR)
        assert (month.carried_over, month.self_initiated, month.total) == (1, 2, 3)
        assert (month.disposed, month.confirmed, month.on_first_date, month.running) == (2, 1, 2, 1)
        assert share(month.confirmed, month.disposed) == 0.5

    def test_leaves_out_what_ended_before_and_what_came_after(self) -> None:
        old = case_of(at=dhaka(2025, 11, 3))
        Case.objects.filter(id=old.id).update(state="confirmed", resolved_at=dhaka(2025, 11, 9), ended_at=dhaka(2025, 11, 9))
        case_of(at=dhaka(2026, 2, 1))
        assert of(SAVAR) == Month()

    def test_knows_midnight_of_the_country(self) -> None:
        start, end = month_bounds(JANUARY)
        assert (start, end) == (dhaka(2026, 1, 1, 0), dhaka(2026, 2, 1, 0))
        assert month_bounds(date(2026, 12, 1))[1] == dhaka(2027, 1, 1, 0)

    def test_tells_what_was_sent_on_extended_and_expired(self) -> None:
        moved, longer, late = (case_of(at=dhaka(2026, 1, 4)) for _ in range(3))
        forward_case(moved, to_office=Office.objects.get(code=DHAMRAI), officer=kamal(), words="Theirs.", now=dhaka(2026, 1, 5))
        extend_clock(fresh(longer), officer=kamal(), amount=3, words="The bridge is under water.", now=dhaka(2026, 1, 6))
        Case.objects.filter(id=late.id).update(due_at=dhaka(2026, 1, 20))
        month = of(SAVAR)
        assert (month.sent_on, month.extended, month.expired, month.running) == (1, 1, 1, 2)

    def test_counts_appeals_with_the_office_that_decides(self) -> None:
        case = solve(case_of(at=dhaka(2026, 1, 4)), day=8)
        appeal_case(case, words="It is not done.", now=dhaka(2026, 1, 12))
        above = Office.objects.get(code=SAVAR).appeal_office_id or ""
        month = of(above)
        assert (month.appeals_filed, month.appeals_total, month.appeals_running, month.appeals_decided) == (1, 1, 1, 0)

    def test_sums_the_offices_below_line_by_line(self) -> None:
        case_of(at=dhaka(2026, 1, 4))
        case_of(DHAMRAI, at=dhaka(2026, 1, 4))
        dhaka_office = Office.objects.get(code=DHAKA)
        children = list(Office.objects.filter(code__in=[SAVAR, DHAMRAI]))
        rows = report_of(dhaka_office, children, JANUARY)
        assert rows[0].month.total == 2
        assert {row.office.code: row.month.total for row in rows[2:]} == {SAVAR: 1, DHAMRAI: 1}

    def test_names_what_comes_up_again_and_again(self) -> None:
        for _ in range(3):
            case_of(at=dhaka(2026, 1, 4))
        causes = causes_of(Office.objects.get(code=SAVAR), JANUARY)
        assert [one.cases for one in causes] == [3]


class TestAnOfficer:
    def address(self, kind: str = "") -> str:
        return f"/oversight/reports/{SAVAR}/{kind}?month=2026-01"

    def browser(self) -> Client:
        return signed_in(kamal(), language="en")

    def test_reads_it_on_the_screen_with_every_column_explained(self) -> None:
        case_of(at=dhaka(2026, 1, 4))
        page = self.browser().get(self.address()).content.decode()
        assert all(f'id="about-{column.code}"' in page for column in COLUMNS)
        assert "Rahima" not in page

    def test_gets_it_on_paper_as_a_spreadsheet_and_as_text(self) -> None:
        solve(case_of(at=dhaka(2026, 1, 4)), day=8)
        browser = self.browser()
        assert browser.get(self.address("pdf/")).content.startswith(b"%PDF")
        with zipfile.ZipFile(io.BytesIO(browser.get(self.address("xlsx/")).content)) as book:
            assert b"<v>1</v>" in book.read("xl/worksheets/sheet1.xml")
        rows = list(csv.DictReader(io.StringIO(browser.get(self.address("csv/")).content.decode())))
        assert (rows[0]["office"], rows[0]["disposed"], rows[0]["self_initiated"]) == (SAVAR, "1", "1")
        assert browser.get(self.address("doc/")).status_code == 404

    def test_of_another_tree_does_not_find_it(self) -> None:
        other = signed_in(nasrin())
        for kind in ("", "pdf/", "csv/"):
            assert other.get(self.address(kind)).status_code == 404

    def test_who_asks_for_a_month_that_is_not_offered_sees_the_present_one(self) -> None:
        page = self.browser().get(f"/oversight/reports/{SAVAR}/?month=1999-01").content.decode()
        assert '<option value="2026-02" selected>' in page
