"""What runs by the clock: new cases are compared with the ones before, away from the road that posts take."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.incidents.services import look_for_likenesses


@app.periodic(cron="* * * * *")
@app.task(name="sanglap.look_for_likenesses", queue="clocks", queueing_lock="look_for_likenesses")
def compare_new_cases(timestamp: int) -> None:
    """Suggest which new cases tell of an incident that others have reported."""
    del timestamp
    look_for_likenesses(clock.now())
