"""The loop that keeps sending while a worker lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection

from sanglap.channels.services.looking_up import look_up_uncertain
from sanglap.channels.services.sending import send_due
from sanglap.foundation import clock

if TYPE_CHECKING:
    import threading

SECONDS_WHEN_IDLE = 0.25
SECONDS_AFTER_TROUBLE = 2.0
LOOK_UP_EVERY = 40  # rounds

log = structlog.get_logger(__name__)


def keep_sending(stop: threading.Event) -> None:
    """Empty the outbox until ``stop`` is set. A database that is away is waited for; nothing is lost meanwhile."""
    rounds = 0
    while not stop.is_set():
        rounds += 1
        try:
            sent = send_due(clock.now(), read_clock=clock.now)
            if rounds % LOOK_UP_EVERY == 1:
                look_up_uncertain(clock.now(), read_clock=clock.now)
        except Error as trouble:
            log.warning("sending_waits_for_the_database", trouble=type(trouble).__name__)
            connection.close()
            stop.wait(SECONDS_AFTER_TROUBLE)
            continue
        if not sent:
            stop.wait(SECONDS_WHEN_IDLE)
    connection.close()
