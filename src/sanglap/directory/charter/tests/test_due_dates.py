"""When a promise falls due: the golden days of the law, and the days on which counting is hard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from sanglap.directory.charter.rules import (
    ClockRule,
    Extension,
    Hours,
    NoClock,
    Pause,
    UnableToCount,
    add_hours,
    add_working_hours,
    promise_of,
    recount,
    rule_in_force,
    working_days_between,
    working_seconds_between,
)
from sanglap.directory.charter.tests.calendars_of_tests import (
    ALWAYS,
    BANGLADESH,
    FASTING,
    LONDON,
    PLAIN,
    clock,
    dhaka,
    shown,
)

THIRTY = clock(30)


class TestRahimaFilesAGrievance:
    """Thirty working days, as R16 and paragraph 7.4.1 have them."""

    def test_on_a_sunday_it_is_due_on_a_sunday_six_weeks_later(self):
        assert shown(promise_of(THIRTY, PLAIN, dhaka(1, 4)).at) == "Sun 15 Feb 2026 17:00"

    def test_on_a_thursday_it_is_due_on_a_thursday_six_weeks_later(self):
        assert shown(promise_of(THIRTY, PLAIN, dhaka(1, 8)).at) == "Thu 19 Feb 2026 17:00"

    @pytest.mark.parametrize("holiday", [date(2026, 1, 5), date(2026, 1, 29), date(2026, 2, 15)])
    def test_a_holiday_moves_it_by_one_working_day(self, holiday):
        calendar = replace(PLAIN, holidays=frozenset({holiday}), version=2)
        assert shown(promise_of(THIRTY, calendar, dhaka(1, 4)).at) == "Mon 16 Feb 2026 17:00"

    @pytest.mark.parametrize("holiday", [date(2026, 1, 4), date(2026, 1, 9), date(2026, 2, 16)])
    def test_a_holiday_before_after_or_at_a_weekend_does_not(self, holiday):
        calendar = replace(PLAIN, holidays=frozenset({holiday}), version=2)
        assert shown(promise_of(THIRTY, calendar, dhaka(1, 4)).at) == "Sun 15 Feb 2026 17:00"

    def test_a_saturday_worked_in_exchange_counts(self):
        calendar = replace(PLAIN, worked_anyway=frozenset({date(2026, 1, 10)}), version=2)
        assert shown(promise_of(THIRTY, calendar, dhaka(1, 4)).at) == "Thu 12 Feb 2026 17:00"

    def test_five_minutes_before_offices_close_for_eid(self):
        due = promise_of(clock(1), BANGLADESH, dhaka(3, 18, 15, 25))  # Wednesday; Thursday to Monday are Eid
        assert shown(due.at) == "Tue 24 Mar 2026 17:00"  # Ramadan hours are over

    def test_on_a_thursday_evening_before_a_week_of_eid(self):
        assert shown(promise_of(clock(2), BANGLADESH, dhaka(5, 21, 16, 55)).at) == "Mon 25 May 2026 17:00"
        assert shown(promise_of(clock(3), BANGLADESH, dhaka(5, 21, 16, 55)).at) == "Mon 01 Jun 2026 17:00"

    def test_one_minute_after_midnight_is_another_day(self):
        before, after = dhaka(1, 4, 23, 59), dhaka(1, 5, 0, 1)
        assert promise_of(THIRTY, PLAIN, after).at - promise_of(THIRTY, PLAIN, before).at == timedelta(days=1)

    @pytest.mark.parametrize("moment", [dhaka(1, 8, 6), dhaka(1, 8, 23), dhaka(1, 9), dhaka(1, 10, 3)])
    def test_at_night_or_at_the_weekend_the_next_working_day_is_the_first(self, moment):
        assert shown(promise_of(clock(1), PLAIN, moment).at) == "Sun 11 Jan 2026 17:00"

    def test_on_a_holiday_the_next_working_day_is_the_first(self):
        assert shown(promise_of(clock(1), BANGLADESH, dhaka(12, 16, 11)).at) == "Thu 17 Dec 2026 17:00"

    def test_in_ramadan_offices_close_earlier(self):
        assert shown(promise_of(clock(1), FASTING, dhaka(3, 1)).at) == "Mon 02 Mar 2026 15:30"

    def test_over_the_end_of_the_year(self):
        assert shown(promise_of(clock(5), BANGLADESH, dhaka(12, 24, 12)).at) == "Thu 31 Dec 2026 17:00"
        assert shown(promise_of(clock(6), BANGLADESH, dhaka(12, 24, 12)).at) == "Sun 03 Jan 2027 17:00"

    def test_over_a_leap_day(self):
        assert shown(promise_of(clock(1), PLAIN, dhaka(2, 28, year=2028)).at) == "Tue 29 Feb 2028 17:00"
        assert shown(promise_of(clock(12, "months"), PLAIN, dhaka(2, 29, year=2028)).at) == "Wed 28 Feb 2029 23:59"


class TestOtherClocks:
    """Hours, days and months."""

    def test_danger_does_not_wait_for_sunday(self):
        friday_night = dhaka(1, 9, 22)
        assert promise_of(clock(24, "hours"), BANGLADESH, friday_night).at == add_hours(friday_night, 24)
        assert promise_of(clock(15, "minutes"), BANGLADESH, friday_night).at == friday_night + timedelta(minutes=15)

    def test_working_hours_stand_still_at_night_and_at_the_weekend(self):
        assert shown(promise_of(clock(4, "working_hours"), PLAIN, dhaka(1, 8, 16)).at) == "Sun 11 Jan 2026 12:00"
        assert shown(promise_of(clock(1, "working_hours"), PLAIN, dhaka(1, 8, 16)).at) == "Thu 08 Jan 2026 17:00"
        assert shown(promise_of(clock(1, "working_hours"), PLAIN, dhaka(1, 9, 16)).at) == "Sun 11 Jan 2026 10:00"

    def test_days_and_months_last_to_the_end_of_the_day(self):
        assert shown(promise_of(clock(15, "days"), PLAIN, dhaka(1, 4, 9)).at) == "Mon 19 Jan 2026 23:59"
        assert shown(promise_of(clock(1, "months"), PLAIN, dhaka(1, 31, 9)).at) == "Sat 28 Feb 2026 23:59"

    def test_wall_clocks_that_go_forward_do_not_confuse_office_hours(self):
        friday = datetime(2026, 3, 27, 12, tzinfo=UTC)  # on Sunday the clocks of London go forward
        assert promise_of(clock(1), LONDON, friday).at == datetime(2026, 3, 30, 16, tzinfo=UTC)
        assert working_seconds_between(LONDON, friday, datetime(2026, 3, 30, 9, tzinfo=UTC)) == (5 + 1) * 3600

    @pytest.mark.parametrize(
        ("amount", "unit", "start"),
        [
            (0, "working_days", dhaka(1, 4)),
            (-1, "hours", dhaka(1, 4)),
            (5, "fortnights", dhaka(1, 4)),
            (30, "working_days", datetime(1999, 1, 1, tzinfo=UTC)),
            (30, "working_days", datetime(2045, 12, 20, tzinfo=UTC)),
            (30000, "days", dhaka(1, 4)),
            (999_999, "working_hours", dhaka(1, 4)),
        ],
    )
    def test_what_cannot_be_counted_says_so(self, amount, unit, start):
        with pytest.raises(UnableToCount):
            promise_of(clock(amount, unit), PLAIN, start)

    def test_a_moment_without_time_zone_is_refused(self):
        with pytest.raises(TypeError):
            promise_of(THIRTY, PLAIN, datetime(2026, 1, 4, 10))

    def test_an_office_that_closes_before_it_opens_is_refused(self):
        with pytest.raises(UnableToCount):
            Hours(time(17), time(9), ALWAYS, None)

    def test_no_working_hours_backwards(self):
        with pytest.raises(UnableToCount):
            add_working_hours(PLAIN, dhaka(1, 4), -1)


class TestKamalPausesTheClock:
    """He waits for the citizen's answer."""

    def test_two_office_days_give_two_working_days_back(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), [Pause(dhaka(1, 13), dhaka(1, 15), "citizen_asked")])
        assert (shown(due.first_at), shown(due.at)) == ("Sun 15 Feb 2026 17:00", "Tue 17 Feb 2026 17:00")
        assert due.has_moved

    def test_three_hours_give_three_hours_back(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), [Pause(dhaka(1, 13, 10), dhaka(1, 13, 13), "citizen_asked")])
        assert shown(due.at) == "Mon 16 Feb 2026 12:00"

    def test_a_weekend_gives_nothing_back(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), [Pause(dhaka(1, 8, 17), dhaka(1, 11, 9), "citizen_asked")])
        assert not due.has_moved

    def test_a_day_of_ramadan_is_a_day(self):
        due = promise_of(THIRTY, FASTING, dhaka(2, 22), [Pause(dhaka(3, 1, 9), dhaka(3, 2, 15, 30), "inquiry")])
        assert working_days_between(FASTING, due.first_at, due.at) == 2
        assert shown(due.at)[-5:] == "17:00"

    def test_overlapping_backward_early_and_late_pauses_count_for_what_they_took(self):
        pauses = [
            Pause(dhaka(1, 13), dhaka(1, 14), "citizen_asked"),
            Pause(dhaka(1, 13, 12), dhaka(1, 14), "other_office"),
            Pause(dhaka(1, 20), dhaka(1, 19), "clock set back"),
            Pause(dhaka(1, 1), dhaka(1, 2), "before the start"),
            Pause(dhaka(3, 10), dhaka(3, 12), "after the end"),
        ]
        assert shown(promise_of(THIRTY, PLAIN, dhaka(1, 4), pauses).at) == "Mon 16 Feb 2026 17:00"

    def test_a_second_pause_in_the_time_given_back_counts_too(self):
        pauses = [Pause(dhaka(2, 12), dhaka(2, 16), "inquiry"), Pause(dhaka(2, 16, 12), dhaka(2, 17, 12), "inquiry")]
        assert shown(promise_of(THIRTY, PLAIN, dhaka(1, 4), pauses).at) == "Wed 18 Feb 2026 17:00"

    def test_while_it_stands_still_nobody_is_told_that_he_is_late(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), [Pause(dhaka(1, 13), None, "citizen_asked")])
        assert due.paused_since == dhaka(1, 13)
        assert due.next_stage() is None
        assert due.at == due.first_at

    def test_the_date_as_of_today_can_be_shown_while_it_stands_still(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), [Pause(dhaka(1, 13), None)], now=dhaka(1, 14))
        assert shown(due.at) == "Mon 16 Feb 2026 17:00"
        assert due.paused_since == dhaka(1, 13)

    def test_a_pause_of_a_clock_that_never_sleeps_gives_every_hour_back(self):
        due = promise_of(clock(72, "hours"), PLAIN, dhaka(1, 8), [Pause(dhaka(1, 9), dhaka(1, 10, 11), "citizen_asked")])
        assert due.at - due.first_at == timedelta(hours=25)


class TestMoreTime:
    """An inquiry adds ten working days, once, and the first date stays on record."""

    def test_the_first_date_is_kept(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), extension=Extension(10, "inquiry"))
        assert (shown(due.first_at), shown(due.at)) == ("Sun 15 Feb 2026 17:00", "Sun 01 Mar 2026 17:00")

    def test_half_of_it_is_half_of_the_longer_time(self):
        short = promise_of(THIRTY, PLAIN, dhaka(1, 4))
        long = promise_of(THIRTY, PLAIN, dhaka(1, 4), extension=Extension(10, "inquiry"))
        assert working_days_between(PLAIN, short.stage_at(50), long.stage_at(50)) == 5


class TestStages:
    """At 50, 80 and 100 percent the next rung of the ladder hears of it (R22)."""

    def test_they_are_counted_in_the_clocks_own_time(self):
        due = promise_of(clock(10), PLAIN, dhaka(1, 4, 17))
        assert [shown(due.stage_at(stage)) for stage in (50, 80, 100)] == [
            "Sun 11 Jan 2026 17:00",
            "Wed 14 Jan 2026 17:00",
            "Sun 18 Jan 2026 17:00",
        ]

    def test_one_follows_the_other(self):
        due = promise_of(clock(24, "hours"), PLAIN, dhaka(1, 9, 0))
        assert [due.next_stage(after) for after in (0, 50, 80, 100)] == [
            (50, dhaka(1, 9, 12)),
            (80, dhaka(1, 9, 19, 12)),
            (100, dhaka(1, 10, 0)),
            None,
        ]

    def test_a_pause_moves_only_what_comes_after_it(self):
        pause = Pause(dhaka(1, 12), dhaka(1, 13), "inquiry")
        plain, paused = (promise_of(clock(10), PLAIN, dhaka(1, 4, 17), pauses) for pauses in ([], [pause]))
        assert paused.stage_at(50) == plain.stage_at(50)
        assert shown(paused.stage_at(80)) == "Thu 15 Jan 2026 17:00"

    def test_how_far_it_is(self):
        due = promise_of(clock(10), PLAIN, dhaka(1, 4, 17))
        moments = [dhaka(1, 5), dhaka(1, 12), dhaka(1, 15), dhaka(1, 18, 17), dhaka(1, 3)]
        assert [due.stage_reached(moment) for moment in moments] == [0, 50, 80, 100, 0]


class TestTheGovernmentDeclaresAHoliday:
    """Every open case is counted again; both dates are there to be told."""

    def test_it_moves_by_one_working_day_and_reports_both_dates(self):
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4))
        moved = recount(due, replace(PLAIN, holidays=frozenset({date(2026, 1, 21)}), version=2))
        assert moved.has_moved
        assert (shown(moved.before.at), shown(moved.after.at)) == ("Sun 15 Feb 2026 17:00", "Mon 16 Feb 2026 17:00")
        assert moved.after.first_at == due.first_at
        assert moved.after.calendar.version == 2

    def test_a_holiday_after_the_due_date_moves_nothing(self):
        moved = recount(promise_of(THIRTY, PLAIN, dhaka(1, 4)), replace(PLAIN, holidays=frozenset({date(2026, 2, 16)}), version=2))
        assert not moved.has_moved

    def test_taking_the_holiday_back_gives_the_old_date(self):
        pauses = [Pause(dhaka(1, 13), dhaka(1, 14), "inquiry")]
        due = promise_of(THIRTY, PLAIN, dhaka(1, 4), pauses, extension=Extension(10))
        there = recount(due, replace(PLAIN, holidays=frozenset({date(2026, 1, 21)}), version=2)).after
        assert recount(there, PLAIN).after == due

    def test_a_recorded_first_date_is_believed(self):
        assert promise_of(THIRTY, PLAIN, dhaka(1, 4), first_at=dhaka(2, 10)).first_at == dhaka(2, 10)


class TestClocksHaveVersions:
    """A law changes on a day; what began before keeps its clock."""

    OLD = ClockRule("G", 45, "working_days", date(2015, 1, 1), date(2017, 12, 31), paragraph="old")
    NEW = ClockRule("G", 30, "working_days", date(2018, 1, 1), paragraph="7.4.1 ক")

    def test_each_day_has_its_version(self):
        rules = [self.NEW, self.OLD]
        assert rule_in_force(rules, "G", date(2017, 12, 31)) is self.OLD
        assert rule_in_force(rules, "G", date(2018, 1, 1)) is self.NEW

    def test_of_two_the_newer_holds(self):
        newer = replace(self.NEW, amount=20, valid_from=date(2026, 1, 1))
        assert rule_in_force([self.NEW, newer], "G", date(2026, 1, 1)) is newer

    def test_no_version_is_an_error(self):
        with pytest.raises(NoClock):
            rule_in_force([self.OLD, self.NEW], "G", date(2014, 12, 31))
        with pytest.raises(NoClock):
            rule_in_force([self.OLD, self.NEW], "H", date(2020, 1, 1))
