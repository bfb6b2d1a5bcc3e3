"""The postman of this process: wakes when something was written, and again when a retry is due."""

from __future__ import annotations

import threading
from datetime import timedelta

import structlog
from django.db import DatabaseError, connection, transaction

from sanglap.demo.network.delivering import deliver_due, next_due
from sanglap.foundation import clock

PATIENCE = timedelta(seconds=60)  # later retries are left to the worker's task
SHORTEST_REST = 0.05  # seconds

log = structlog.get_logger(__name__)


class Postman:
    """One thread at most, which ends when nothing is due soon."""

    def __init__(self) -> None:
        """Begin asleep."""
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def wake(self) -> None:
        """Deliver now."""
        with self._lock:
            self._wake.set()
            if self._thread is None and not self._stopping:
                self._thread = threading.Thread(target=self._work, name="pretend-postman", daemon=True)
                self._thread.start()

    def rest(self) -> None:
        """Finish what is in hand and stay asleep until :meth:`resume`."""
        with self._lock:
            self._stopping, thread = True, self._thread
            self._wake.set()
        if thread is not None:
            thread.join()

    def resume(self) -> None:
        """Be ready to wake again."""
        with self._lock:
            self._stopping = False

    def _work(self) -> None:
        try:
            while True:
                self._wake.clear()
                wait = self._deliver()
                if self._stopping or (wait is None and self._may_end()):
                    return
                if wait is not None:
                    self._wake.wait(wait)
        finally:
            connection.close()
            with self._lock:
                if self._thread is threading.current_thread():
                    self._thread = None

    def _deliver(self) -> float | None:
        """Deliver all that is due; return the seconds until the next is, None when that is far off."""
        try:
            while not self._stopping and deliver_due(clock.now()).tried:
                pass
            gap = next_due(clock.now())
        except DatabaseError:
            log.warning("pretend_postman_lost_the_database")
            return None
        finally:
            connection.close()
        return None if gap is None or gap > PATIENCE else max(gap.total_seconds(), SHORTEST_REST)

    def _may_end(self) -> bool:
        """End, unless somebody woke us between looking and ending."""
        with self._lock:
            if self._wake.is_set():
                return False
            self._thread = None
            return True


postman = Postman()


def deliver_soon() -> None:
    """Deliver in the background, as soon as the running transaction is committed."""
    transaction.on_commit(postman.wake)
