"""From an event to the officer's screen: how long until a listening page is told to look."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sanglap.foundation.live_tokens import make_live_token
from sanglap.running.bench import load
from sanglap.running.bench.prepare_names import SECRET
from sanglap.running.bench.report import percentile

if TYPE_CHECKING:
    from sanglap.running.bench.ingest import House
    from sanglap.running.bench.report import Report

TRIES = 40
GOAL = 1.0
LONGEST_WAIT = 10.0


def measure(house: House, report: Report) -> None:
    """Post one by one and note when the stream of somebody who watches the whole country says "changed"."""
    token = make_live_token(["/"], house.told["SANGLAP_SECRET_KEY"], datetime.now(UTC))  # noqa: TID251 – a measuring program
    stream = socket.create_connection(("127.0.0.1", house.port + 1), timeout=LONGEST_WAIT)
    stream.sendall(load.get(f"/live/?token={token}", house.port + 1))
    _read_until_quiet(stream)
    pages, began, taken = house.pages(), int(time.time() * 1000), []
    with load.Connection(house.port) as connection:
        for number in range(TRIES):
            started = time.perf_counter()
            connection.ask(load.webhook(house.webhook_path, house.port, SECRET, pages, began + number, 1))
            while b"changed" not in stream.recv(4096):
                pass
            taken.append(time.perf_counter() - started)
            _read_until_quiet(stream)
    stream.close()
    p95 = percentile(taken, 95)
    report.add("event to screen, p50", percentile(taken, 50), "s")
    report.add("event to screen, p95", p95, "s", goal=f"≤ {GOAL:.0f} s", met=p95 <= GOAL)


def _read_until_quiet(stream: socket.socket) -> None:
    """Let the news of the last post go by."""
    stream.settimeout(0.8)
    try:
        while stream.recv(4096):
            pass
    except TimeoutError:
        pass
    finally:
        stream.settimeout(LONGEST_WAIT)
