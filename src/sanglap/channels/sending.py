"""The loop that keeps sending while a worker lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection

from sanglap.channels.services.sending import Sender
from sanglap.foundation import clock

if TYPE_CHECKING:
    import threading

SECONDS_WHEN_IDLE = 0.25
SECONDS_AFTER_TROUBLE = 2.0
LOOK_UP_EVERY = 40  # rounds

log = structlog.get_logger(__name__)


def keep_sending(stop: threading.Event) -> None:
    """Empty the outbox until ``stop`` is set. A database that is away is waited for; nothing is lost meanwhile.

    What the hands have sent when the database goes away stays ``sending`` and is looked up later.
    """
    sender = Sender()
    rounds = 0
    with sender:
        while not stop.is_set():
            rounds += 1
            try:
                _work(sender, look_up=rounds % LOOK_UP_EVERY == 1, stop=stop)
            except Error as trouble:
                log.warning("sending_waits_for_the_database", trouble=type(trouble).__name__)
                connection.close()
                stop.wait(SECONDS_AFTER_TROUBLE)
    try:
        sender.settle(clock.now())
    except Error as trouble:
        log.warning("sending_stopped_without_the_database", trouble=type(trouble).__name__)
    connection.close()


def _work(sender: Sender, *, look_up: bool, stop: threading.Event) -> None:
    if look_up:
        sender.begin_looking_up(clock.now())
    claimed = sender.begin(clock.now())
    if not claimed and not sender.wait(SECONDS_WHEN_IDLE):
        stop.wait(SECONDS_WHEN_IDLE)
    elif claimed:
        sender.wait(SECONDS_WHEN_IDLE)
    sender.settle(clock.now())
