"""What the log costs those who write, and how quickly it is proven: on a house of its own, with a million lines."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import psycopg

from sanglap.running.bench import ingest, memory
from sanglap.running.bench.measuring import lend_house
from sanglap.running.bench.report import Report, console

LINES = 1_000_000
ROUNDS = 2
SECONDS_OF_LOAD = 4.0
HASHES = 500_000
GOAL_COST, GOAL_PROOF, GOAL_AUDIT = 0.15, 5.0, 30.0
WAITING = "SELECT count(*) FROM ledger_waitinglines"
LONGEST_WAIT = 90.0  # lines get their place every minute
SWITCH = {"off": "DISABLE", "on": "ENABLE"}
FILL = """
INSERT INTO cases_historyline (district_id, id, case_id, at, kind, actor, officer_id, office_code, from_state, to_state, words, facts, is_public)
SELECT c.district_id, gen_random_uuid(), c.id, now(), 'noted', 'Kamal Hossain', gen_random_uuid(), c.office_id, '', '',
       'আবেদনটি দেখা হয়েছে, কাগজপত্র যাচাই চলছে', jsonb_build_object('number', n), false
  FROM generate_series(1, %s) n, (SELECT district_id, id, coalesce(office_id, '') AS office_id FROM cases_case LIMIT 1) c
"""


def measure_ledger() -> None:
    """Measure ingestion with the log off and on in one run, then a log of a million lines."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sanglap-bench-") as folder:
        Path(folder).chmod(0o755)
        with lend_house(Path(folder), buffers="512MB") as house:
            _measure_floor(report)
            ingest.prepare(house)
            _measure_cost(house, report)
            _measure_log(house, report)
    report.show()


def _measure_floor(report: Report) -> None:
    data, started = bytes(65), time.perf_counter()
    for _ in range(HASHES):
        sha256(data).digest()
    report.add("floor: SHA-256 of 65 bytes", HASHES / (time.perf_counter() - started), "/s")


def _measure_cost(house: ingest.House, report: Report) -> None:
    """Processor time a post with the log and without, turn and turn about, until every line has its place."""
    console.rule("Posts, with the log off and on", align="left")
    supervisor = ingest.start(house)
    taken: dict[str, list[float]] = {state: [] for state in SWITCH}
    try:
        ingest.measure_posts(house, report, posts_a_webhook=10, name="warming up", load_for=SECONDS_OF_LOAD / 2)
        for turn in range(1, ROUNDS + 1):
            for state, word in SWITCH.items():
                with psycopg.connect(house.url) as connection:
                    connection.execute(f"ALTER TABLE cases_historyline {word} TRIGGER ledger_notes_lines")
                posts, seconds = house.ask(ingest.ACKNOWLEDGED), memory.processor_seconds(supervisor, house)
                ingest.measure_posts(house, report, posts_a_webhook=10, name=f"log {state}, turn {turn}", load_for=SECONDS_OF_LOAD)
                _wait_for_the_log(house)
                posts, seconds = house.ask(ingest.ACKNOWLEDGED) - posts, memory.processor_seconds(supervisor, house) - seconds
                taken[state].append(1000 * seconds / posts)
                report.add(f"log {state}, turn {turn}, processor time a post", taken[state][-1], "ms")
    finally:
        supervisor.stop()
    off, on = sum(taken["off"]), sum(taken["on"])
    report.add(
        "the log's cost of ingestion", 100 * (on / off - 1), "%", goal=f"≤ {GOAL_COST:.0%}", met=on / off - 1 <= GOAL_COST,
        note=f"{off / ROUNDS:.2f} ms of processor a post without, {on / ROUNDS:.2f} with, places and all",
    )  # fmt: skip


def _wait_for_the_log(house: ingest.House) -> None:
    deadline = time.monotonic() + LONGEST_WAIT
    while house.ask(WAITING) and time.monotonic() < deadline:
        time.sleep(1)


def _measure_log(house: ingest.House, report: Report) -> None:
    console.rule("A million lines", align="left")
    with psycopg.connect(house.url) as connection:
        connection.execute(FILL, [LINES])
    told = subprocess.run(
        [sys.executable, "-m", "sanglap.running.bench.ledger_log"], env=house.told, check=True, capture_output=True, text=True
    ).stdout
    found = json.loads(told.splitlines()[-1])
    report.add("lines given their place", found["sequenced"], "/s", note=f"{found['size']:,} lines in all")
    report.add("bytes of the log a line", found["bytes"], "bytes")
    for act in ("made", "checked"):
        median, worst = found[act]
        report.add(f"proof {act}, p50", median, "ms")
        report.add(f"proof {act}, p95", worst, "ms", goal=f"≤ {GOAL_PROOF:.0f} ms", met=worst <= GOAL_PROOF)
    seconds = found["audit"] * LINES / found["size"]
    report.add(
        "1,000,000 lines verified", seconds, "s", goal=f"≤ {GOAL_AUDIT:.0f} s", met=seconds <= GOAL_AUDIT and found["is_right"],
        note=f"{found['size']:,} lines in {found['audit']:.1f} s; {'all as signed' if found['is_right'] else 'NOT as signed'}",
    )  # fmt: skip
