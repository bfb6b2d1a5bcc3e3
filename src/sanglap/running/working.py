"""What one worker does: read envelopes, do the background jobs, empty the outbox. ``worker.py`` runs it as a process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable

import structlog
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from sanglap.channels.sending import keep_sending
from sanglap.foundation import clock
from sanglap.journey.arrivals.draining import keep_draining

JOBS_AT_ONCE = 1
SECONDS_BETWEEN_LOOKS = 1.0  # a fall-back: new jobs announce themselves
SECONDS_TO_FINISH = 10.0
SECONDS_TO_LEAVE = 13.0  # fewer than those after which the supervisor loses patience
HEARTBEAT = 5.0
SILENT_FOR = 20.0  # seconds after which a worker counts as dead and its jobs are taken over
LOOK_FOR_ORPHANS_EVERY = 10.0

Loop = Callable[[threading.Event], None]
LOOPS: tuple[Loop, ...] = (keep_draining, keep_sending)
log = structlog.get_logger(__name__)


class Worker:
    """The loops and the jobs of one process. When one of them breaks, the process ends, and is started anew."""

    def __init__(self) -> None:
        """Begin with nothing broken."""
        self.stop = threading.Event()
        self.broken = False

    async def work(self) -> int:
        """Work until the process is asked to end; jobs that have begun are finished. Return the exit code.

        The worker fetches jobs over its own connections. Jobs that announce news do so through Django's connection,
        inside their own transaction – therefore a second app with the same tasks, and not another connector in the
        first one.
        """
        working = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with working.open_async():
            jobs = asyncio.create_task(_do_jobs(working))
            orphans = asyncio.create_task(_take_over_orphans(working))
            running = asyncio.get_running_loop()
            for asked in (signal.SIGTERM, signal.SIGINT):
                running.add_signal_handler(asked, _end, jobs)
            loops = [
                threading.Thread(target=self._keep, args=[loop, lambda: running.call_soon_threadsafe(jobs.cancel)])
                for loop in LOOPS
            ]
            for loop in loops:
                loop.start()
            try:
                with contextlib.suppress(asyncio.CancelledError):
                    await jobs
            finally:
                orphans.cancel()
                self.stop.set()
        for loop in loops:
            await asyncio.to_thread(loop.join)
        return 1 if self.broken else 0

    def _keep(self, loop: Loop, end: Callable[[], object]) -> None:
        """Run a loop; one that breaks must not leave a worker behind that looks alive and does half of its work."""
        try:
            loop(self.stop)
        except Exception:
            log.exception("a_loop_broke", loop=loop.__name__)
            self.broken = True
            end()


def _end(jobs: asyncio.Task[None]) -> None:
    """Finish what has begun, and go in any case: without a database there is nothing to say goodbye to."""
    last_call = threading.Timer(SECONDS_TO_LEAVE, os._exit, [1])
    last_call.daemon = True
    last_call.start()
    jobs.cancel()


async def _do_jobs(working: App) -> None:
    await working.run_worker_async(
        concurrency=JOBS_AT_ONCE,
        install_signal_handlers=False,
        fetch_job_polling_interval=SECONDS_BETWEEN_LOOKS,
        shutdown_graceful_timeout=SECONDS_TO_FINISH,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=SILENT_FOR,
        delete_jobs="successful",
    )


async def _take_over_orphans(working: App) -> None:
    """Put jobs back that a killed worker had in its hands. Every handler may run twice: the second time changes nothing."""
    while True:
        with contextlib.suppress(ConnectorException):
            for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR):
                log.warning("job_taken_over", job=job.id, task=job.task_name)
                await working.job_manager.retry_job(job, retry_at=clock.now())
        await asyncio.sleep(LOOK_FOR_ORPHANS_EVERY)
