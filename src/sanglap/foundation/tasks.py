"""The one background task through which all announcements travel."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from sanglap.foundation import announcements

PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=3)
TRIES_BEFORE_SPLITTING = 2


@app.task(name=announcements.TASK_NAME, queue="journey", pass_context=True, retry=PATIENCE)
def hear(context: JobContext, *, handler: str, event: str, batch: str, items: list[list[Any]]) -> None:
    """Run one handler on one batch; a batch that keeps failing is split until the bad item stands alone."""
    try:
        announcements.hear(handler=handler, event=event, batch=batch, items=items)
    except OperationalError:
        raise  # the database was away: the whole batch simply waits
    except Exception:
        job = context.job
        if job is None or len(items) == 1 or job.attempts < TRIES_BEFORE_SPLITTING:
            raise
        announcements.hear_in_halves(handler=handler, event=event, batch=batch, items=items)
