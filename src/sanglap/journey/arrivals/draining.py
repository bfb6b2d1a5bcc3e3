"""The loop that keeps reading envelopes while a worker lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import Error, close_old_connections, connection

from sanglap.foundation import clock
from sanglap.journey.arrivals.services import drain

if TYPE_CHECKING:
    import threading

SECONDS_TO_GATHER = 0.25  # what arrives together is read together; a NOTIFY per webhook would serialise their commits
MANY = 100  # envelopes: with so many waiting there is no need to gather more
SECONDS_AFTER_TROUBLE = 2.0

log = structlog.get_logger(__name__)


def keep_draining(stop: threading.Event) -> None:
    """Read envelopes until ``stop`` is set. A database that is away is waited for; nothing is lost meanwhile."""
    while not stop.is_set():
        try:
            read = drain(clock.now())
        except Error as trouble:
            log.warning("draining_waits_for_the_database", trouble=type(trouble).__name__)
            close_old_connections()
            connection.close()
            stop.wait(SECONDS_AFTER_TROUBLE)
            continue
        if read < MANY:
            stop.wait(SECONDS_TO_GATHER)
    connection.close()
