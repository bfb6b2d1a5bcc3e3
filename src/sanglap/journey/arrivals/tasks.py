"""What the arrivals do by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.arrivals.services import read_pages_again


@app.periodic(cron="*/5 * * * *")
@app.task(name="sanglap.read_pages_again", queue="care", queueing_lock="read_pages_again", pass_context=False)
def sweep(timestamp: int) -> None:
    """Read pages again, so that a webhook that got lost is made good."""
    del timestamp
    read_pages_again(clock.now())
