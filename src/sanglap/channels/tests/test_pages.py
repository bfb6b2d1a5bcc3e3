"""A page that is out of order says so, loses nothing, and is well again by itself when its key is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sanglap.channels.contract import Health
from sanglap.channels.models import Page
from sanglap.channels.services import check_pages, mark_broken
from sanglap.channels.services.sending import send_due
from sanglap.channels.tests.factories import page, queued, state_of
from sanglap.channels.tests.scripted_channel import DEAD_TOKEN, ScriptedChannel

pytestmark = pytest.mark.django_db
EXPIRED = Health(ok=False, code="190/463", reason="The page must be connected again.")


class TestKeysAreCheckedEveryDay:
    def test_a_page_is_asked_once_a_day(self, network: ScriptedChannel, now: datetime) -> None:
        page()
        assert check_pages(now) == 1
        assert check_pages(now + timedelta(hours=23)) == 0
        assert check_pages(now + timedelta(hours=25)) == 1

    def test_a_dead_key_is_found_before_anybody_waits_for_an_answer(self, network: ScriptedChannel, now: datetime) -> None:
        page()
        network.is_healthy = EXPIRED
        check_pages(now)
        found = Page.objects.get()
        assert (found.status, found.status_reason) == ("broken", EXPIRED.reason)
        assert found.uncovered_since == now

    def test_a_network_that_is_away_says_nothing_about_the_key(self, network: ScriptedChannel, now: datetime) -> None:
        page()
        network.is_healthy = Health(ok=False, code="unreachable", reason="No line.")
        check_pages(now)
        assert Page.objects.get().status == "live"

    def test_a_broken_page_is_asked_again_soon_and_its_replies_leave(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [DEAD_TOKEN]
        send_due(now, read_clock=lambda: now)
        assert state_of(item) == "waiting"
        later = now + timedelta(minutes=6)
        check_pages(later)
        assert Page.objects.get().status == "live"
        send_due(later, read_clock=lambda: later)
        assert state_of(item) == "sent"

    def test_the_time_that_was_not_covered_stays_known_until_the_page_was_read(
        self, network: ScriptedChannel, now: datetime
    ) -> None:
        mine = page()
        mark_broken(mine, "dead", now=now)
        mark_broken(mine, "still dead", now=now + timedelta(hours=3))
        check_pages(now + timedelta(hours=4))
        found = Page.objects.get()
        assert (found.status, found.uncovered_since) == ("live", now)

    def test_pages_known_to_be_lost_or_fake_are_left_alone(self, network: ScriptedChannel, now: datetime) -> None:
        Page.objects.filter(id=page().id).update(status=Page.LOST)
        assert check_pages(now) == 0
