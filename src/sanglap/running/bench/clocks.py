"""A million open cases, and the one among them that nobody took and whose promise is broken (lessons, acceptance test 13).

Two schedulers look at the same moment. The case must climb once, to the right office, and finding it must not scan.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psycopg
from rich.progress import Progress

from sanglap.running.bench.prepare_names import SCHEDULER, SOONEST, TEMPLATE_NUMBER
from sanglap.running.bench.report import console

if TYPE_CHECKING:
    from sanglap.running.bench.ingest import House
    from sanglap.running.bench.report import Report

OPEN_CASES = 1_000_000
AT_ONCE = 50_000
ALREADY_TOLD = 100  # older than the one that is due: their ladders are climbed, and nobody may stumble over them
REPLICAS = 2
TRIES = 200
GOAL_SECONDS = 1.0

_COLUMNS = "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = %s AND column_name <> ALL(%s)"
_CASES = """
    INSERT INTO cases_case (id, number, thread_key, {columns})
    SELECT gen_random_uuid(), 'B' || lpad(n::text, 10, '0'), 'bench:' || n, {columns}
      FROM cases_case, generate_series(%s::int, %s::int) AS n WHERE number = %s
"""
_DEADLINES = """
    INSERT INTO handling_deadline (id, case_id, next_stage, next_stage_at, {columns})
    SELECT gen_random_uuid(), c.id, CASE WHEN n.place > %s THEN 100 END,
           CASE WHEN n.place = %s + 1 THEN now() - interval '1 minute' ELSE now() + interval '30 days' END, {prefixed}
      FROM handling_deadline AS d JOIN cases_case AS t ON t.id = d.case_id AND t.number = %s
      CROSS JOIN generate_series(%s::int, %s::int) AS n(place)
      JOIN cases_case AS c ON c.number = 'B' || lpad(n.place::text, 10, '0')
"""
_PROBE = (
    "SELECT 1 FROM handling_deadline WHERE next_stage_at <= now() AND stopped_at IS NULL AND paused_at IS NULL "
    "AND next_stage IS NOT NULL ORDER BY next_stage_at LIMIT 1"
)


def measure(house: House, report: Report) -> None:
    """Note how long a scheduler takes among a million open cases, and whether the late one climbed once, rightly."""
    _program(house, TEMPLATE_NUMBER)
    with psycopg.connect(house.url, autocommit=True) as connection:
        _fill(connection)
        connection.execute("VACUUM ANALYZE cases_case")
        connection.execute("VACUUM ANALYZE handling_deadline")
        expected = connection.execute("SELECT appeal_office_id FROM offices_office WHERE code = %s", [SOONEST]).fetchone()
        started = time.perf_counter()
        told = [int(out) for out in _at_once(house)]
        seconds = time.perf_counter() - started
        offices = connection.execute(
            "SELECT e.office_id FROM handling_escalation e JOIN cases_case c ON c.id = e.case_id AND c.district_id = e.district_id "
            "WHERE c.number LIKE 'B0%%'"
        ).fetchall()
        floor = _probe(connection)
    alerted = sorted(str(one[0]) for one in offices)
    right = sum(told) == 1 and len(set(alerted)) == len(alerted) and expected is not None and expected[0] in alerted
    report.add("floor: finding what is due by its index, 1,000,000 open cases", floor * 1000, "ms")
    report.add(
        "two schedulers at once: how often the late case climbed", sum(told), "times", goal="1, to the appeal officer",
        met=right, note=f"told {', '.join(alerted)}",
    )  # fmt: skip
    quiet = _quiet_minute(house)
    report.add(
        "a scheduler's minute with nothing due", quiet * 1000, "ms", goal=f"≤ {GOAL_SECONDS:.0f} s", met=quiet <= GOAL_SECONDS,
        note=f"both programs started, looked and ended in {seconds:.1f} s",
    )  # fmt: skip


def _fill(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    columns = _columns(connection, "cases_case", ["id", "number", "thread_key"])
    clocks = _columns(connection, "handling_deadline", ["id", "case_id", "next_stage", "next_stage_at"])
    prefixed = ", ".join(f"d.{name}" for name in clocks.split(", "))
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("open cases", total=OPEN_CASES)
        for first in range(1, OPEN_CASES, AT_ONCE):
            last = first + AT_ONCE - 1
            connection.execute(_CASES.format(columns=columns), [first, last, TEMPLATE_NUMBER])
            values = [ALREADY_TOLD, ALREADY_TOLD, TEMPLATE_NUMBER, first, last]
            connection.execute(_DEADLINES.format(columns=clocks, prefixed=prefixed), values)
            bar.update(task, completed=last)
    connection.execute(
        "UPDATE handling_deadline SET stopped_at = now() WHERE case_id IN (SELECT id FROM cases_case WHERE number = %s)",
        [TEMPLATE_NUMBER],
    )


def _columns(connection: psycopg.Connection[tuple[object, ...]], table: str, without: list[str]) -> str:
    row = connection.execute(_COLUMNS, [table, without]).fetchone()
    return str(row[0]) if row else ""


def _at_once(house: House) -> list[str]:
    running = [
        subprocess.Popen([sys.executable, "-m", SCHEDULER, "climb"], env=house.told, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(REPLICAS)
    ]
    return [one.communicate()[0].strip() for one in running]


def _quiet_minute(house: House) -> float:
    return float(_program(house, "quiet"))


def _program(house: House, what: str) -> str:
    done = subprocess.run([sys.executable, "-m", SCHEDULER, what], env=house.told, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()


def _probe(connection: psycopg.Connection[tuple[object, ...]]) -> float:
    started = time.perf_counter()
    for _ in range(TRIES):
        connection.execute(_PROBE).fetchone()
    return (time.perf_counter() - started) / TRIES
