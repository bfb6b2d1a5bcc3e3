"""The pretend network tries again what did not arrive."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.demo.network.delivering import deliver_due
from sanglap.foundation import clock


@app.periodic(cron="* * * * *")
@app.task(name="demo.deliver", queue="demo", queueing_lock="demo.deliver")
def deliver_again(timestamp: int) -> None:
    """Deliver webhooks that are due."""
    del timestamp
    while deliver_due(clock.now()):
        pass
