"""Holidays are declared and withdrawn; the calendar in force follows at once, in every process."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.directory.charter.models import Country, Holiday
from sanglap.directory.charter.selectors import due_dates
from sanglap.directory.charter.services import DayOff, UnableToChangeCalendar, change_holidays

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 8)
MOURNING = DayOff(DAY, "State mourning", "রাষ্ট্রীয় শোক")


class TestADayIsDeclaredOff:
    def test_offices_are_closed_from_then_on(self) -> None:
        assert due_dates().calendar.is_worked(DAY)
        version = change_holidays(declare=[MOURNING])
        assert not due_dates().calendar.is_worked(DAY)
        assert due_dates().calendar.version == version

    def test_withdrawn_it_is_worked_again(self) -> None:
        change_holidays(declare=[MOURNING])
        change_holidays(withdraw=[DAY])
        assert due_dates().calendar.is_worked(DAY)

    def test_a_saturday_worked_in_exchange(self) -> None:
        saturday = date(2026, 2, 7)
        change_holidays(declare=[MOURNING, DayOff(saturday, "In exchange", "বিনিময়ে", kind="exchange", works=True)])
        assert due_dates().calendar.is_worked(saturday)

    def test_what_is_no_holiday_cannot_be_withdrawn_and_nothing_changes(self) -> None:
        before = Country.objects.get().calendar_version
        with pytest.raises(UnableToChangeCalendar):
            change_holidays(declare=[], withdraw=[DAY])
        assert Country.objects.get().calendar_version == before
        assert not Holiday.objects.filter(day=DAY).exists()

    def test_asking_again_costs_one_small_query(self) -> None:
        due_dates()
        with CaptureQueriesContext(connection) as queries:
            due_dates()
        assert len(queries) == 1
