"""What runs at night: closures are judged, calls are drawn."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.oversight.honesty.services import draw_call_backs, flag_closures, set_aside_overtaken


@app.periodic(cron="20 20 * * *")  # after two at night in Dhaka
@app.task(name="sanglap.flag_closures", queue="clocks", queueing_lock="flag_closures")
def look_at_closures(timestamp: int) -> None:
    """Show closures that look made up to those above."""
    del timestamp
    flag_closures(clock.now())


@app.periodic(cron="50 20 * * *")
@app.task(name="sanglap.draw_call_backs", queue="clocks", queueing_lock="draw_call_backs")
def draw_calls(timestamp: int) -> None:
    """Draw whom other offices call, and put away the calls that nobody needs any more."""
    del timestamp
    set_aside_overtaken(clock.now())
    draw_call_backs(clock.now())
