"""What must leave leaves once, in order, and nothing is ever lost."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection

from sanglap.channels.contract import Delivery, OutgoingReply, SendResult
from sanglap.channels.models import OutboxItem, Page
from sanglap.channels.services import (
    UnableToMend,
    give_up,
    mark_seen,
    queue_items,
    send_again,
    send_due,
)
from sanglap.channels.services.claiming import FIRST, claim_turn
from sanglap.channels.tests.factories import look_up, page, queued, send, state_of
from sanglap.channels.tests.scripted_channel import DEAD_TOKEN, NO_ANSWER, NO_LINE, ScriptedChannel
from sanglap.foundation.announcements import as_items

MINUTE = timedelta(minutes=1)


def finished_events() -> list[str]:
    """Return the states that the outbox has announced, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE args->>'event' = 'channels.events.OutboxFinished' ORDER BY id")
        return [item[3] for row in cursor.fetchall() for item in as_items(json.loads(row[0])["items"])]


@pytest.mark.django_db
class TestAReplyLeavesOnce:
    def test_it_is_sent_and_its_name_on_the_network_is_kept(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        assert send(now) == 1
        assert state_of(item) == "sent"
        assert item.remote_id == "r1"
        assert item.finished_at == now
        assert finished_events() == ["sent"]

    def test_a_second_turn_sends_nothing(self, network: ScriptedChannel, now: datetime) -> None:
        queued(page(), now=now)
        send(now)
        assert send(now) == 0
        assert len(network.asked) == 1

    def test_the_same_reference_is_queued_once(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        queued(page(), now=now, reference=item.reference)
        send(now)
        assert len(network.asked) == 1

    def test_what_is_due_later_waits(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now + MINUTE)
        assert send(now) == 0
        send(now + MINUTE)
        assert state_of(item) == "sent"

    def test_it_is_marked_as_being_sent_before_the_network_is_called(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        turn = claim_turn(FIRST, pages=8, resting=[], now=now)
        assert [one.id for one in turn.pages[0]] == [item.id]
        assert state_of(item) == "sending"
        assert network.asked == []


@pytest.mark.django_db
class TestOrderAndFairness:
    def test_replies_of_one_page_leave_in_their_order(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(), now=now, text=str(number)) for number in range(25)]
        while send(now):
            pass
        assert [reply.reference for reply in network.asked] == [item.reference for item in items]

    def test_a_page_with_ten_thousand_replies_keeps_nobody_waiting(self, network: ScriptedChannel, now: datetime) -> None:
        busy, quiet = page("1"), page("2")
        template = queued(busy, now=now)
        queue_items(
            [
                OutboxItem(
                    district_id=busy.district_id,
                    id=type(template.id)(int=template.id.int + number),
                    page=busy,
                    reference=f"bulk:{number}",
                    mode="public",
                    target_id="1_1",
                    text="x",
                    due_at=now,
                )
                for number in range(1, 10_000)
            ]
        )
        late = queued(quiet, now=now)
        send(now)
        assert state_of(late) == "sent"

    def test_more_pages_than_hands_take_turns(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(str(number)), now=now) for number in range(30)]
        after, served = FIRST, []
        for _turn in range(4):
            turn = claim_turn(after, pages=8, resting=[], now=now)
            after = turn.next_after
            served += [item.id for group in turn.pages for item in group]
        assert sorted(served) == sorted(item.id for item in items)

    def test_while_one_worker_sends_for_a_page_no_other_does(self, network: ScriptedChannel, now: datetime) -> None:
        for _number in range(12):
            queued(page(), now=now)
        claim_turn(FIRST, pages=8, resting=[], now=now)
        assert claim_turn(FIRST, pages=8, resting=[], now=now).pages == []


@pytest.mark.django_db
class TestTheNetworkIsSlowOrAway:
    def test_a_rate_limit_rests_the_whole_page_and_keeps_the_order(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(), now=now) for _ in range(3)]
        network.script = [SendResult(Delivery.WAIT, retry_after=timedelta(hours=1), code="32", reason="Slowly, please.")]
        send(now)
        assert [state_of(item) for item in items] == ["waiting"] * 3
        assert len(network.asked) == 1
        assert send(now + 59 * MINUTE) == 0
        send(now + 61 * MINUTE)
        assert [reply.reference for reply in network.asked[1:]] == [item.reference for item in items]

    def test_a_wish_for_a_pause_after_success_is_kept(self, network: ScriptedChannel, now: datetime) -> None:
        first, second = queued(page(), now=now), queued(page("2"), now=now)
        network.script = [SendResult(Delivery.SENT, remote_id="r", retry_after=10 * MINUTE)] * 2
        send(now)
        assert (state_of(first), state_of(second)) == ("sent", "sent")
        queued(page(), now=now)
        assert send(now + MINUTE) == 0

    def test_without_a_hint_the_gaps_grow_up_to_a_day(self, network: ScriptedChannel, now: datetime) -> None:
        queued(page(), now=now)
        network.always = SendResult(Delivery.WAIT, code="busy", reason="Not now.")
        gaps, moment = [], now
        for _try in range(16):
            send(moment)
            until = Page.objects.get().paused_until
            assert until is not None
            gaps.append(until - moment)
            moment = until
        assert gaps[0] == timedelta(seconds=30)
        assert gaps == sorted(gaps)
        assert gaps[-1] == timedelta(days=1)

    def test_a_day_without_network_loses_and_doubles_nothing(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(str(number % 40)), now=now) for number in range(400)]
        network.always = NO_LINE
        for hour in range(24):
            send(now + timedelta(hours=hour))
        tried = len(network.asked)
        assert 0 < tried <= 24 * 8  # a dead line is not hammered
        assert OutboxItem.objects.filter(state="waiting").count() == 400
        network.always = None
        morning = now + timedelta(days=1, minutes=1)
        while send(morning):
            pass
        assert {state_of(item) for item in items} == {"sent"}
        assert len(network.asked) == tried + 400

    def test_a_clock_that_jumps_back_does_not_keep_the_line_resting(self, network: ScriptedChannel, now: datetime) -> None:
        queued(page(), now=now)
        network.script = [NO_LINE]
        send(now)
        assert send(now - timedelta(hours=1) + MINUTE) == 0  # not due yet by this clock, but nothing fails
        send(now + MINUTE)
        assert len(network.there) == 1


@pytest.mark.django_db
class TestTheAnswerNeverCame:
    def test_it_is_looked_up_after_a_pause_and_found(self, network: ScriptedChannel, now: datetime) -> None:
        def sent_but_cut_off(reply: OutgoingReply) -> SendResult:
            network.publish(reply)
            return NO_ANSWER

        item = queued(page(), now=now)
        network.script = [sent_but_cut_off]
        send(now)
        assert state_of(item) == "unknown"
        assert look_up(now + timedelta(seconds=5)) == 0
        look_up(now + timedelta(seconds=21))
        assert state_of(item) == "sent"
        assert len(network.asked) == 1
        assert finished_events() == ["sent"]

    def test_when_it_is_surely_not_there_it_is_sent_again(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [NO_ANSWER]
        send(now)
        look_up(now + timedelta(seconds=21))
        assert state_of(item) == "waiting"
        send(now + MINUTE)
        assert state_of(item) == "sent"
        assert len(network.there) == 1

    def test_when_nobody_can_say_a_person_must_look_and_nothing_is_sent(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script, network.look_up = [NO_ANSWER], NO_ANSWER
        send(now)
        for minute in range(30):
            look_up(now + minute * MINUTE)
            send(now + minute * MINUTE)
        assert state_of(item) == "unknown"
        assert len(network.asked) == 1
        assert len(network.looked_up) == 5
        assert finished_events() == ["unknown"]

    def test_a_line_that_is_away_does_not_use_up_the_tries(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [NO_ANSWER]
        network.look_up = SendResult(Delivery.UNKNOWN, code="unreachable", reason="No line.")
        send(now)
        for hour in range(24):
            look_up(now + timedelta(hours=hour + 1))
        assert finished_events() == []
        network.look_up = None
        look_up(now + timedelta(days=1, hours=2))
        assert state_of(item) == "waiting"

    def test_a_thread_that_is_gone_can_hold_no_reply(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [NO_ANSWER]
        network.look_up = SendResult(Delivery.REFUSED, code="100/33", reason="The post is gone.")
        send(now)
        look_up(now + MINUTE)
        assert state_of(item) == "stuck"

    def test_a_fault_of_a_connector_is_looked_up_like_a_lost_answer(self, network: ScriptedChannel, now: datetime) -> None:
        def fault(reply: OutgoingReply) -> SendResult:
            network.publish(reply)
            raise RuntimeError("a bug")

        item, other = queued(page(), now=now), queued(page("2"), now=now)
        network.script = [fault]
        send(now)
        assert {state_of(item), state_of(other)} == {"unknown", "sent"}
        look_up(now + MINUTE)
        assert {state_of(item), state_of(other)} == {"sent"}
        assert len(network.asked) == 2

    def test_words_that_come_back_by_webhook_settle_it(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [NO_ANSWER]
        send(now)
        mark_seen(item, "there-1", now=now)
        assert state_of(item) == "sent"
        assert look_up(now + MINUTE) == 0


@pytest.mark.django_db
class TestACrashBetweenClaimAndAnswer:
    def test_what_had_arrived_is_found_and_not_sent_again(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        claim_turn(FIRST, pages=8, resting=[], now=now)
        network.there[item.reference] = "r1"  # it had left when the machine died
        send(now + 4 * MINUTE)
        look_up(now + 4 * MINUTE)
        assert state_of(item) == "sending"
        look_up(now + 6 * MINUTE)
        assert state_of(item) == "sent"
        assert network.asked == []

    def test_what_had_not_arrived_is_sent_after_it_was_missed_twice(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        claim_turn(FIRST, pages=8, resting=[], now=now)
        look_up(now + 6 * MINUTE)
        assert state_of(item) == "unknown"
        look_up(now + 7 * MINUTE)
        assert state_of(item) == "waiting"
        send(now + 8 * MINUTE)
        assert len(network.there) == 1

    def test_a_late_answer_does_not_undo_what_was_settled_meanwhile(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)

        def slow(reply: OutgoingReply) -> SendResult:
            return NO_ANSWER

        def settled_meanwhile() -> datetime:
            mark_seen(item, "there-1", now=now)
            return now

        network.script = [slow]
        send_due(now, read_clock=settled_meanwhile)
        assert state_of(item) == "sent"


@pytest.mark.django_db
class TestWhatNeedsAPerson:
    def test_a_refusal_shows_itself_with_its_reason(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [SendResult(Delivery.REFUSED, code="551", reason="This person takes no messages.")]
        send(now)
        assert (state_of(item), item.reason) == ("stuck", "This person takes no messages.")
        assert finished_events() == ["stuck"]
        assert send(now + timedelta(days=2)) == 0

    def test_one_refusal_does_not_hold_up_the_page(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(), now=now) for _ in range(3)]
        network.script = [SendResult(Delivery.REFUSED, code="551", reason="No.")]
        send(now)
        assert [state_of(item) for item in items] == ["stuck", "sent", "sent"]

    def test_a_person_may_send_it_again(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="No.")]
        send(now)
        send_again(item.district_id, item.reference, now=now + MINUTE)
        send(now + MINUTE)
        assert state_of(item) == "sent"

    def test_a_person_may_give_it_up(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        network.script = [SendResult(Delivery.REFUSED, code="100", reason="No.")]
        send(now)
        give_up(item.district_id, item.reference, now=now)
        assert state_of(item) == "cancelled"
        assert finished_events() == ["stuck", "cancelled"]

    def test_what_is_sent_or_on_its_way_cannot_be_sent_again(self, network: ScriptedChannel, now: datetime) -> None:
        item = queued(page(), now=now)
        with pytest.raises(UnableToMend):
            send_again(item.district_id, item.reference, now=now)
        send(now)
        with pytest.raises(UnableToMend):
            send_again(item.district_id, item.reference, now=now)
        with pytest.raises(UnableToMend):
            give_up(item.district_id, item.reference, now=now)

    def test_an_expired_token_breaks_the_page_and_its_replies_wait(self, network: ScriptedChannel, now: datetime) -> None:
        items = [queued(page(), now=now) for _ in range(3)]
        other = queued(page("2"), now=now)
        network.script = [lambda reply: DEAD_TOKEN if reply.page_id == "112" else network.publish(reply)] * 2
        send(now)
        broken = Page.objects.get(remote_id="112")
        assert (broken.status, broken.uncovered_since) == ("broken", now)
        assert [state_of(item) for item in items] == ["waiting"] * 3
        assert state_of(other) == "sent"
        assert send(now + timedelta(hours=5)) == 0
