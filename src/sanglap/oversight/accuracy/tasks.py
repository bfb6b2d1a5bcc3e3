"""What runs by the clock: the weeks in which something was judged are summed anew."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.oversight.accuracy.services import sum_up


@app.periodic(cron="*/10 * * * *")
@app.task(name="sanglap.sum_up_readings", queue="clocks", queueing_lock="sum_up_readings")
def sum_up_readings(timestamp: int) -> None:
    """Bring the sums of the accuracy screen up to date."""
    del timestamp
    sum_up(clock.now())
