"""What privacy does by the clock. Several workers may run each of these at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.privacy.services import check_in, climb_retaliations


@app.periodic(cron="*/10 * * * *")
@app.task(name="sanglap.climb_retaliations", queue="clocks", queueing_lock="climb_retaliations")
def climb(timestamp: int) -> None:
    """Reports of pressure that nobody took in time go one office higher."""
    del timestamp
    climb_retaliations(clock.now())


@app.periodic(cron="40 4 * * *")
@app.task(name="sanglap.check_in", queue="clocks", queueing_lock="check_in")
def ask_how_they_are(timestamp: int) -> None:
    """Ninety days after a sensitive case, once a day."""
    del timestamp
    check_in(clock.now())
