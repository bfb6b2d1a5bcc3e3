"""What redress does by the clock. Several workers may run it at once; each lateness is told once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.redress.services import notice_lateness


@app.periodic(cron="*/5 * * * *")
@app.task(name="sanglap.notice_lateness", queue="clocks", queueing_lock="notice_lateness")
def notice_what_is_late(timestamp: int) -> None:
    """Instructions and inquiries whose day has passed."""
    del timestamp
    notice_lateness(clock.now())
