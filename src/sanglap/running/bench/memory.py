"""How much memory the whole house takes: the proportional share of every process, PostgreSQL included."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from sanglap.running.bench.ingest import House
    from sanglap.running.bench.report import Report
    from sanglap.running.processes import Supervisor

GOAL = 500.0


def measure(supervisor: Supervisor, house: House, report: Report) -> None:
    """Note the memory of all programs and of the database server, in MB (2²⁰ bytes)."""
    roots = [program.process.pid for program in supervisor.programs if program.process]
    programs = sum(_share(pid) for root in roots for pid in [root, *_children(root)])
    with psycopg.connect(house.url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        backend = int(row[0]) if row else 0
        server = _parent(backend)
        database = sum(_share(pid) for pid in [server, *_children(server)])
    report.add("memory of the programs", programs, "MB")
    report.add(
        "memory of everything",
        programs + database,
        "MB",
        goal=f"≤ {GOAL:.0f} MB for the demo",
        note="with a database tuned for measuring",
    )


def processor_seconds(supervisor: Supervisor, house: House) -> float:
    """Return the processor time that all programs and the database server have taken so far, in seconds.

    On a machine that others use as well it tells a cost better than the clock on the wall.
    """
    roots = [program.process.pid for program in supervisor.programs if program.process]
    with psycopg.connect(house.url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        roots.append(_parent(int(row[0]) if row else 0))
        return sum(_ticks(pid) for root in roots for pid in [root, *_children(root)]) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """Return the processor time of a process and of its children that have ended (proc(5), fields 14 to 17)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15])


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])


def _children(pid: int) -> list[int]:
    try:
        direct = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [*direct, *(below for child in direct for below in _children(child))]
