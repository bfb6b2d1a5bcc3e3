"""One worker: reads envelopes, does the background jobs, empties the outbox. Run as many as there is work for."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading

import django

django.setup()

from procrastinate.contrib.django import app  # noqa: E402 – Django must be ready first

from sanglap.channels.sending import keep_sending  # noqa: E402
from sanglap.journey.arrivals.draining import keep_draining  # noqa: E402

JOBS_AT_ONCE = 2
SECONDS_BETWEEN_LOOKS = 1.0  # a fall-back: new jobs announce themselves
SECONDS_TO_FINISH = 10.0
BEHIND_THE_PAGES = 5  # on a busy machine people and networks are answered first
LOOPS = (keep_draining, keep_sending)


async def work(stop: threading.Event) -> None:
    """Work until the process is asked to end; jobs that have begun are finished.

    The worker fetches jobs over its own connections. Jobs that announce news do so through Django's connection, inside
    their own transaction – therefore a second app with the same tasks, and not another connector in the first one.
    """
    os.nice(BEHIND_THE_PAGES)
    loops = [threading.Thread(target=loop, args=[stop], name=loop.__name__) for loop in LOOPS]
    for loop in loops:
        loop.start()
    working = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with working.open_async():
        task = asyncio.create_task(
            working.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                install_signal_handlers=False,
                fetch_job_polling_interval=SECONDS_BETWEEN_LOOKS,
                shutdown_graceful_timeout=SECONDS_TO_FINISH,
                delete_jobs="successful",
            )
        )
        for asked in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(asked, task.cancel)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        finally:
            stop.set()
    for loop in loops:
        await asyncio.to_thread(loop.join)


if __name__ == "__main__":
    asyncio.run(work(threading.Event()))
    sys.exit(0)
