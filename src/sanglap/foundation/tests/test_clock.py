"""The one reader of the clock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sanglap.foundation import clock

BEFORE = datetime(2026, 1, 4, 10, tzinfo=ZoneInfo("Asia/Dhaka"))


class TestAStorytellerStopsTheClock:
    def test_it_runs_in_utc(self):
        first, second = clock.now(), clock.now()
        assert first.tzinfo is UTC
        assert first <= second

    def test_inside_of_the_block_it_is_then_and_afterwards_now(self):
        with clock.frozen(BEFORE) as moment:
            assert clock.now() == moment == BEFORE
            assert clock.now().tzinfo is UTC
        assert clock.now() > BEFORE

    def test_a_story_within_a_story(self):
        with clock.frozen(BEFORE):
            with clock.frozen(BEFORE + timedelta(days=1)):
                assert clock.now() == BEFORE + timedelta(days=1)
            assert clock.now() == BEFORE

    def test_it_runs_again_when_the_story_breaks_off(self):
        with pytest.raises(LookupError), clock.frozen(BEFORE):
            raise LookupError
        assert clock.now() > BEFORE

    def test_other_threads_go_on(self):
        seen: list[datetime] = []
        with clock.frozen(BEFORE):
            other = threading.Thread(target=lambda: seen.append(clock.now()))
            other.start()
            other.join()
        assert seen[0] > BEFORE

    def test_a_moment_without_time_zone_is_refused(self):
        with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2026, 1, 4)):
            pass
