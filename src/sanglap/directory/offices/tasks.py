"""What the offices do by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.directory.offices.services import end_absences
from sanglap.foundation import clock


@app.periodic(cron="5 * * * *")
@app.task(name="sanglap.end_absences", queue="clocks", queueing_lock="end_absences")
def welcome_back(timestamp: int) -> None:
    """Whoever was away until yesterday acts for themselves again."""
    del timestamp
    end_absences(clock.now())
