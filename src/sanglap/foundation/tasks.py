"""The one background task through which all announcements travel."""

from __future__ import annotations

from django.db import OperationalError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from sanglap.foundation import announcements

PATIENCE = RetryStrategy(max_attempts=8, exponential_wait=3)
TRIES_BEFORE_SPLITTING = 2


@app.task(name=announcements.TASK_NAME, queue="journey", pass_context=True, retry=PATIENCE)
def hear(context: JobContext, *, handler: str, event: str, batch: str, count: int, items: str, alone: bool = False) -> None:
    """Run one handler on one batch; a batch that keeps failing is split until the bad item stands alone."""
    job = context.job
    tried = job is not None and job.attempts > 0  # what has failed once must not take others down with it
    try:
        announcements.hear(handler=handler, event=event, batch=batch, count=count, items=items, alone=alone or tried)
    except OperationalError:
        raise  # the database was away: the whole batch simply waits
    except Exception:
        if job is None or count == 1 or job.attempts < TRIES_BEFORE_SPLITTING:
            raise
        announcements.hear_in_halves(handler=handler, event=event, batch=batch, items=items)
