"""What the tallies do by the clock: every night the counters are proven against the cases."""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.journey.tallies.services import recount

log = structlog.get_logger(__name__)


@app.periodic(cron="40 20 * * *")  # UTC: 02:40 in Dhaka, when few write
@app.task(name="sanglap.prove_counters", queue="nightly", queueing_lock="prove_counters")
def prove_counters(timestamp: int) -> None:
    """Count every case again and put right what differs. A night that finds something is a fault, and is logged as one."""
    del timestamp
    found = recount(clock.now(), progress=lambda _what, _done: None)
    facts = {"cases": found.cases, "missed": found.cases_missed, "wrong": found.counters_wrong, "examples": found.examples}
    if found.is_right:
        log.info("counters_proven", **facts)
    else:
        log.error("counters_put_right", **facts)
