"""What holds for every calendar, every start and every pause."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.directory.charter.rules import (
    Calendar,
    Pause,
    UnableToCount,
    add_working_days,
    add_working_hours,
    due_at,
    promise_of,
    recount,
    stage_moment,
    working_days_between,
    working_seconds_between,
    working_time_between,
)
from sanglap.directory.charter.rules.counting import (
    moment_of_office_days,
    moment_of_open,
    office_days_until,
    open_until,
)
from sanglap.directory.charter.rules.many import due_many, working_seconds_many
from sanglap.directory.charter.rules.moments import to_microseconds, to_moment
from sanglap.directory.charter.tests.calendars_of_tests import (
    BANGLADESH,
    DHAKA,
    FASTING,
    KATHMANDU,
    LONDON,
    PLAIN,
    clock,
    dhaka,
    shown,
)

CALENDARS = st.sampled_from([PLAIN, FASTING, LONDON, KATHMANDU, BANGLADESH])
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(0), timedelta(days=60))
UNITS = st.sampled_from(["working_days", "working_hours", "days", "hours", "minutes", "months"])
AMOUNTS = st.integers(1, 60)


class TestEveryPromise:
    """Properties."""

    @given(CALENDARS, MOMENTS, SPANS, UNITS, AMOUNTS)
    def test_who_asks_later_is_never_answered_earlier(self, calendar, start, later, unit, amount):
        assert promise_of(clock(amount, unit), calendar, start).at <= promise_of(clock(amount, unit), calendar, start + later).at

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS)
    def test_more_time_ends_later(self, calendar, start, unit, amount):
        assert promise_of(clock(amount, unit), calendar, start).at < promise_of(clock(amount + 1, unit), calendar, start).at

    @given(CALENDARS, MOMENTS, AMOUNTS)
    def test_a_clock_in_working_days_ends_with_office_hours_of_a_working_day(self, calendar, start, days):
        end = add_working_days(calendar, start, days)
        day = end.astimezone(calendar.tz).date()
        assert calendar.is_worked(day)
        assert end == calendar.closing(day)
        assert working_days_between(calendar, start, end) == days
        assert working_days_between(calendar, end, start) == -days

    @given(CALENDARS, MOMENTS, AMOUNTS)
    def test_counting_day_by_day_gives_the_same(self, calendar, start, days):
        day, counted = start.astimezone(calendar.tz).date(), 0
        while counted < days:
            day += timedelta(days=1)
            counted += calendar.is_worked(day)
        assert add_working_days(calendar, start, days) == calendar.closing(day)

    @given(CALENDARS, MOMENTS, st.integers(0, 400))
    def test_working_hours_come_back_as_the_same_time(self, calendar, start, hours):
        assert working_time_between(calendar, start, add_working_hours(calendar, start, hours)) == timedelta(hours=hours)

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS, st.lists(st.tuples(MOMENTS, SPANS), max_size=4))
    def test_stages_come_one_after_the_other_and_after_the_start(self, calendar, start, unit, amount, pauses):
        due = promise_of(clock(amount, unit), calendar, start, [Pause(begin, begin + span) for begin, span in pauses])
        stages = [due.stage_at(percent) for percent in (1, 50, 80, 100)]
        assert stages == sorted(stages)
        assert start <= stages[0]
        assert stages[-1] == due.at
        assert due.stage_reached(due.at) == 100

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS, st.lists(st.tuples(MOMENTS, SPANS), max_size=3))
    def test_the_plain_answer_is_the_date_of_the_whole_one(self, calendar, start, unit, amount, pauses):
        told = [Pause(begin, begin + span) for begin, span in pauses]
        assert due_at(calendar, amount, unit, start, told) == promise_of(clock(amount, unit), calendar, start, told).at

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS, st.sampled_from([50, 80, 100]))
    def test_a_stage_between_two_ends_is_that_of_the_promise(self, calendar, start, unit, amount, percent):
        due = promise_of(clock(amount, unit), calendar, start)
        assert stage_moment(calendar, start, due.at, percent, unit) == due.stage_at(percent)


class TestEveryPause:
    """It gives back what it took: no more, no less."""

    @given(CALENDARS.filter(lambda one: len(one.hours) == 1), MOMENTS, AMOUNTS, SPANS, SPANS)
    def test_a_working_clock_moves_by_exactly_the_office_time(self, calendar, start, amount, after, span):
        begin = start + after
        for unit in ("working_days", "working_hours"):
            due = promise_of(clock(amount, unit), calendar, start, [Pause(begin, begin + span)])
            lost = working_time_between(calendar, begin, begin + span) if begin < due.first_at else timedelta(0)
            assert working_time_between(calendar, due.first_at, due.at) == lost

    @given(CALENDARS, MOMENTS, AMOUNTS, SPANS, SPANS)
    def test_any_other_clock_moves_by_exactly_the_time(self, calendar, start, amount, after, span):
        begin = start + after
        for unit in ("hours", "days", "months"):
            due = promise_of(clock(amount, unit), calendar, start, [Pause(begin, begin + span)])
            assert due.at - due.first_at == (span if begin < due.first_at else timedelta(0))

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS, st.lists(st.tuples(MOMENTS, SPANS), max_size=5), st.randoms())
    def test_their_order_does_not_matter_and_never_makes_a_promise_shorter(self, calendar, start, unit, amount, pauses, chance):
        told = [Pause(begin, begin + span) for begin, span in pauses]
        mixed = list(told)
        chance.shuffle(mixed)
        due = promise_of(clock(amount, unit), calendar, start, told)
        assert due.at == promise_of(clock(amount, unit), calendar, start, mixed).at
        assert due.at >= due.first_at

    @given(CALENDARS, MOMENTS, UNITS, AMOUNTS, SPANS)
    def test_a_clock_set_back_during_a_pause_takes_nothing_away(self, calendar, start, unit, amount, span):
        begin = start + timedelta(hours=1)
        assert not promise_of(clock(amount, unit), calendar, start, [Pause(begin, begin - span)]).has_moved
        assert working_seconds_between(calendar, begin, begin - span) == 0


class TestNothingIsLostOnTheWay:
    """Moments and positions in integers."""

    @given(CALENDARS, MOMENTS)
    def test_an_open_office_is_found_again_to_the_microsecond(self, calendar, moment):
        local = moment.astimezone(calendar.tz)
        opens, closes = calendar.hours_on(local.date())
        exact = to_microseconds(moment)
        assert to_moment(exact) == moment
        if calendar.is_worked(local.date()) and opens < local.time() <= closes:
            assert moment_of_open(calendar.table, open_until(calendar.table, exact)) == exact
            assert moment_of_office_days(calendar.table, office_days_until(calendar.table, exact)) == exact

    @given(CALENDARS, st.lists(MOMENTS, min_size=1, max_size=20), UNITS, AMOUNTS)
    def test_a_million_at_once_are_counted_as_one_by_one(self, calendar, starts, unit, amount):
        rule = clock(amount, unit)
        together = [moment.replace(tzinfo=UTC) for moment in due_many(rule, calendar, starts).tolist()]
        assert together == [promise_of(rule, calendar, start).at for start in starts]

    @given(CALENDARS, st.lists(st.tuples(MOMENTS, MOMENTS), min_size=1, max_size=20))
    def test_office_time_of_many_pairs_is_that_of_each(self, calendar, pairs):
        starts, ends = zip(*pairs, strict=True)
        each = [working_seconds_between(calendar, start, end) for start, end in pairs]
        assert working_seconds_many(calendar, starts, ends).tolist() == pytest.approx(each)

    def test_many_take_an_array_and_refuse_what_lies_outside(self):
        starts = np.array(["2026-01-04T04:00", "2026-01-08T04:00"], dtype="datetime64[us]")
        dues = due_many(clock(30), PLAIN, starts).astype(str).tolist()
        assert dues == ["2026-02-15T11:00:00.000000", "2026-02-19T11:00:00.000000"]
        for unit in ("working_days", "working_hours", "days"):
            with pytest.raises(UnableToCount):
                due_many(clock(30, unit), PLAIN, np.array(["2045-12-31T04:00", "1990-01-01"], dtype="datetime64[us]"))
        assert due_many(clock(30), PLAIN, []).size == 0


class TestACalendar:
    """Its days and hours."""

    @settings(max_examples=20)
    @given(st.sets(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=12), MOMENTS.filter(lambda one: one.year == 2026))
    def test_more_holidays_never_bring_a_date_forward(self, holidays, start):
        due = promise_of(clock(30), PLAIN, start)
        moved = recount(due, Calendar(PLAIN.zone, PLAIN.weekend, frozenset(holidays), version=2))
        assert moved.after.at >= moved.before.at
        assert moved.has_moved == (moved.after.at != due.at)
        assert moved.after.first_at == due.first_at

    def test_it_is_itself_and_no_other(self):
        same = Calendar("Asia/Dhaka", frozenset({5, 6}))
        assert same == PLAIN
        assert hash(same) == hash(PLAIN)
        assert Calendar("Asia/Dhaka", frozenset({5, 6}), frozenset({date(2026, 1, 5)})) != PLAIN
        assert {PLAIN: "known"}[same] == "known"

    def test_it_knows_when_offices_are_open(self):
        assert PLAIN.is_open(dhaka(1, 4, 9))
        assert not PLAIN.is_open(dhaka(1, 4, 17))
        assert not PLAIN.is_open(dhaka(1, 9, 11))
        assert not BANGLADESH.is_open(dhaka(3, 1, 16))

    def test_the_narrowest_hours_in_force_win(self):
        assert FASTING.hours_on(date(2026, 2, 18)) == (time(9), time(17))
        assert FASTING.hours_on(date(2026, 2, 19)) == (time(9), time(15, 30))
        assert FASTING.hours_on(date(2026, 3, 20)) == (time(9), time(15, 30))
        assert FASTING.hours_on(date(2026, 3, 21)) == (time(9), time(17))

    def test_a_weekend_day_worked_in_exchange_is_worked_even_on_a_holiday(self):
        saturday = date(2026, 1, 10)
        calendar = Calendar("Asia/Dhaka", frozenset({5, 6}), frozenset({saturday}), frozenset({saturday}))
        assert calendar.is_worked(saturday)

    def test_moments_are_kept_in_utc_and_shown_in_the_countrys_zone(self):
        due = promise_of(clock(30), PLAIN, datetime(2026, 1, 4, 10, tzinfo=DHAKA)).at
        assert due.tzinfo is UTC
        assert due.hour == 11
        assert shown(due) == "Sun 15 Feb 2026 17:00"
