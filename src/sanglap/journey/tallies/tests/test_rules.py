"""What one case adds to the counters."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.journey.tallies.rules import (
    BUCKETS,
    MEASURES,
    STANDING_DAY,
    CaseSnapshot,
    bucket_of,
    contributions,
    median_from_buckets,
    offices_above,
    read_contribution,
)

DHAKA_TIME = ZoneInfo("Asia/Dhaka")
LATE_EVENING = datetime(2026, 1, 4, 19, 30, tzinfo=UTC)  # 01:30 on Monday in Dhaka
MONDAY = date(2026, 1, 5)


def case(**fields: object) -> CaseSnapshot:
    values: dict[str, object] = {
        "office": "uno-X",
        "topic": "road",
        "state": "with_office",
        "sensitivity": "N",
        "received_at": LATE_EVENING,
        "expected_at": LATE_EVENING + timedelta(days=10),
        "first_answered_at": None,
        "answered_at": None,
        "citizen_wrote_at": LATE_EVENING,
        "resolved_at": None,
        "ended_at": None,
        "overdue_at": None,
    }
    return CaseSnapshot(**{**values, **fields})  # type: ignore[arg-type]


def named(snapshot: CaseSnapshot) -> Counter[tuple[date, str]]:
    found = [read_contribution(code) for code in contributions(snapshot, DHAKA_TIME)]
    return Counter((day, MEASURES[index] if index < len(MEASURES) else "time") for day, index in found)


class TestRahimasCaseIsCounted:
    def test_on_the_day_it_is_in_dhaka(self) -> None:
        assert named(case())[MONDAY, "received"] == 1

    def test_as_open_and_unanswered_while_nobody_has_answered(self) -> None:
        assert named(case())[STANDING_DAY, "open"] == 1
        assert named(case())[STANDING_DAY, "unanswered"] == 1

    def test_nowhere_before_it_has_an_office(self) -> None:
        assert not named(case(office=None, state="received"))

    def test_as_unanswered_again_when_she_writes_after_the_answer(self) -> None:
        answered = LATE_EVENING + timedelta(days=1)
        quiet = case(first_answered_at=answered, answered_at=answered)
        asks_again = case(first_answered_at=answered, answered_at=answered, citizen_wrote_at=answered + timedelta(hours=1))
        assert named(quiet)[STANDING_DAY, "unanswered"] == 0
        assert named(asks_again)[STANDING_DAY, "unanswered"] == 1

    def test_as_on_time_by_the_first_promised_date_only(self) -> None:
        late = case(
            state="resolved",
            first_answered_at=LATE_EVENING,
            answered_at=LATE_EVENING,
            resolved_at=LATE_EVENING + timedelta(days=12),
            ended_at=LATE_EVENING + timedelta(days=12),
        )
        counted = named(late)
        assert counted[date(2026, 1, 17), "resolved"] == 1
        assert counted[date(2026, 1, 17), "resolved_on_time"] == 0
        assert counted[date(2026, 1, 15), "promise_broken"] == 1
        assert counted[MONDAY, "of_broken"] == 1

    def test_as_on_time_only_when_she_was_told(self) -> None:
        silent = case(state="resolved", resolved_at=LATE_EVENING + timedelta(days=2), ended_at=LATE_EVENING + timedelta(days=2))
        assert sum(amount for (_, name), amount in named(silent).items() if name == "resolved_on_time") == 0

    def test_as_no_longer_resolved_when_she_says_it_is_not(self) -> None:
        again = case(state="reopened", resolved_at=LATE_EVENING, reopened_at=[LATE_EVENING + timedelta(days=3)])
        counted = named(again)
        assert {name for _, name in counted} >= {"reopened", "open"}
        assert not {name for _, name in counted} & {"resolved", "of_resolved", "confirmed"}

    def test_as_confirmed_only_when_she_said_so(self) -> None:
        ended = {"resolved_at": LATE_EVENING, "ended_at": LATE_EVENING, "first_answered_at": LATE_EVENING}
        yes = named(case(state="confirmed", said_yes_at=LATE_EVENING + timedelta(days=4), **ended))
        silence = named(case(state="unconfirmed", fell_silent_at=LATE_EVENING + timedelta(days=15), **ended))
        assert yes[date(2026, 1, 9), "confirmed"] == 1
        assert not {name for _, name in silence} & {"confirmed", "of_confirmed"}
        assert silence[date(2026, 1, 20), "unconfirmed"] == 1


class TestMedians:
    @given(st.lists(st.floats(0, 60 * 24 * 120), min_size=1, max_size=200))
    def test_come_close_to_the_true_median(self, minutes: list[float]) -> None:
        buckets = [0] * BUCKETS
        for one in minutes:
            buckets[bucket_of(one)] += 1
        found = median_from_buckets(buckets)
        assert found is not None
        low, high = sorted(minutes)[(len(minutes) - 1) // 2], sorted(minutes)[len(minutes) // 2]
        assert low / 1.5 - 4 <= found <= high * 1.5 + 4

    def test_of_a_thousand_ordinary_times_are_within_a_tenth(self) -> None:
        minutes = [30 * 1.007**n for n in range(1000)]
        buckets = [0] * BUCKETS
        for one in minutes:
            buckets[bucket_of(one)] += 1
        assert median_from_buckets(buckets) == pytest.approx(median(minutes), rel=0.1)

    def test_of_nothing_are_not_known(self) -> None:
        assert median_from_buckets([0] * BUCKETS) is None


def test_an_office_above_on_both_trees_counts_a_case_once() -> None:
    above = offices_above("/cab/min/dir/uss/", "/cab/divc/dc/uno/uss/")
    assert sorted(above) == ["cab", "dc", "dir", "divc", "min", "uno", "uss"]


class TestDanger:
    def test_counts_as_long_as_the_case_is_open_whatever_its_topic(self) -> None:
        assert named(case(danger="urgent", sensitivity="X"))[STANDING_DAY, "danger"] == 1
        assert named(case(sensitivity="X"))[STANDING_DAY, "danger"] == 0
        assert named(case(danger="urgent", sensitivity="X", state="confirmed"))[STANDING_DAY, "danger"] == 0
