"""What the handling does by the clock. Several workers may run each of these at once; every stage is told once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.handling.services import climb, mark_unconfirmed, recompute_deadlines


@app.periodic(cron="* * * * *")
@app.task(name="sanglap.escalate", queue="clocks", queueing_lock="escalate")
def escalate(timestamp: int) -> None:
    """Tell the next rung of every clock that passed a stage."""
    del timestamp
    climb(clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="sanglap.recompute_deadlines", queue="clocks", queueing_lock="recompute_deadlines")
def follow_the_calendar(timestamp: int) -> None:
    """Bring running clocks to the calendar in force."""
    del timestamp
    recompute_deadlines(clock.now())


@app.periodic(cron="17 * * * *")
@app.task(name="sanglap.mark_unconfirmed", queue="clocks", queueing_lock="mark_unconfirmed")
def notice_silence(timestamp: int) -> None:
    """After fifteen days of silence a case is unconfirmed."""
    del timestamp
    mark_unconfirmed(clock.now())


@app.task(name="sanglap.count_dates_anew", queue="clocks")
def count_dates_anew() -> None:
    """Bring running clocks to the calendar in force, at once."""
    recompute_deadlines(clock.now())
