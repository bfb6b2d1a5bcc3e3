"""What the log does by the clock: lines get their place every minute, a head is signed every hour."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.ledger.services import MOST_AT_ONCE, sequence_lines, sign_when_due


@app.periodic(cron="* * * * *")
@app.task(name="sanglap.keep_ledger", queue="clocks", queueing_lock="keep_ledger")
def keep_ledger(timestamp: int) -> None:
    """Give waiting lines their place, and sign when an hour has passed."""
    del timestamp
    if sequence_lines() < MOST_AT_ONCE:  # with a large heap still waiting, a head would make its lines look back-dated
        sign_when_due(clock.now())
