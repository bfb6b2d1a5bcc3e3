"""Many workers send at once, and stop cleanly."""

from __future__ import annotations

from datetime import datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

from sanglap.channels.contract import OutgoingReply, SendResult
from sanglap.channels.models import OutboxItem
from sanglap.channels.sending import keep_sending
from sanglap.channels.tests.factories import page, queued, send
from sanglap.channels.tests.scripted_channel import ScriptedChannel
from sanglap.stage.committing import at_once, committing

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


class TestManyWorkers:
    def test_four_workers_at_once_send_everything_once(
        self, network: ScriptedChannel, now: datetime, django_db_setup: None, django_db_blocker: DjangoDbBlocker
    ) -> None:
        def work() -> None:
            while send(now) or OutboxItem.objects.filter(state="waiting").exists():
                pass

        with committing(django_db_blocker):
            items = [queued(page(str(number % 7)), now=now) for number in range(140)]
            assert at_once(work, work, work, work) == [None] * 4
            assert OutboxItem.objects.filter(state="sent").count() == 140
            assert sorted(reply.reference for reply in network.asked) == sorted(item.reference for item in items)

    def test_the_loop_of_a_worker_sends_and_stops_cleanly(
        self, network: ScriptedChannel, now: datetime, django_db_setup: None, django_db_blocker: DjangoDbBlocker
    ) -> None:
        stop, all_sent = Event(), Event()

        def noticing(reply: OutgoingReply) -> SendResult:
            result = network.publish(reply)
            if len(network.there) == 30:
                all_sent.set()
            return result

        with committing(django_db_blocker):
            for number in range(30):
                queued(page(str(number % 3)), now=now)
            network.always = noticing
            loop = Thread(target=keep_sending, args=[stop])
            loop.start()
            assert all_sent.wait(20)
            stop.set()
            loop.join(20)
            assert OutboxItem.objects.filter(state="sent").count() == 30
