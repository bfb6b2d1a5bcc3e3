"""What the channels do by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.channels.services import check_pages
from sanglap.foundation import clock


@app.periodic(cron="* * * * *")
@app.task(name="sanglap.check_pages", queue="care", queueing_lock="check_pages", pass_context=False)
def look_after_pages(timestamp: int) -> None:
    """Ask networks whether the keys of our pages still work."""
    del timestamp
    check_pages(clock.now())
