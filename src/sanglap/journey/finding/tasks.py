"""Cases that were there before the index enter it little by little."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.journey.finding.services import index_older_cases

MOST_AT_ONCE = 20  # thousands in one run


@app.periodic(cron="* * * * *")
@app.task(name="sanglap.index_older_cases", queue="tallies", queueing_lock="index_older_cases")
def index_older(timestamp: int) -> None:
    """Index what is missing, newest first; nothing to do costs one look into two indexes."""
    del timestamp
    for _ in range(MOST_AT_ONCE):
        if not index_older_cases():
            return
