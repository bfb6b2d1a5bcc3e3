"""The pretend network tries again what did not arrive, and forgets old calls."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from sanglap.demo.models import ApiCall
from sanglap.demo.network.delivering import deliver_due
from sanglap.foundation import clock

CALLS_KEPT = timedelta(hours=6)


@app.periodic(cron="* * * * *")
@app.task(name="demo.deliver", queue="demo", queueing_lock="demo.deliver")
def deliver_again(timestamp: int) -> None:
    """Deliver webhooks that are due."""
    del timestamp
    while deliver_due(clock.now()).tried:
        pass
    ApiCall.objects.filter(at__lt=clock.now() - CALLS_KEPT).delete()
