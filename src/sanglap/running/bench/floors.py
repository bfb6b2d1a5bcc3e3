"""The physical floors: what this machine's disk, database and web server do when nothing of ours is in between."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from sanglap.running.bench.report import Report
from sanglap.running.postgres_programs import program

SECONDS = 8
ROWS = 400_000
ONE_ROW = "INSERT INTO floor (words) VALUES ('একটি সারি একটি অঙ্গীকার');\n"


def measure_database(url: str, report: Report) -> None:
    """Note single-row commits a second on 1 and 8 connections, and rows a second by COPY, with fsync on."""
    with psycopg.connect(url, autocommit=True) as connection:
        durable = connection.execute("SHOW fsync").fetchone(), connection.execute("SHOW synchronous_commit").fetchone()
        connection.execute("CREATE TABLE floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text)")
        for clients in (1, 8):
            rate = _pgbench(url, clients)
            report.add(
                f"floor: single-row commits, {clients} connection{'s' * (clients > 1)}",
                rate,
                "/s",
                note=f"fsync {durable[0][0]}, synchronous_commit {durable[1][0]}" if durable[0] and durable[1] else "",
            )
        connection.execute("TRUNCATE floor")
        started = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy("COPY floor (words) FROM STDIN") as copy:
            for _ in range(ROWS):
                copy.write("একটি সারি একটি অঙ্গীকার\n")
        report.add("floor: COPY", ROWS / (time.perf_counter() - started), "rows/s")
        connection.execute("DROP TABLE floor")


def _pgbench(url: str, clients: int) -> float:
    parts = urlsplit(url)
    where = {
        "PGHOST": parts.hostname or "", "PGPORT": str(parts.port or 5432), "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""), "PGDATABASE": unquote(parts.path.lstrip("/")),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "one-row.sql"
        script.write_text(ONE_ROW, encoding="utf-8")
        told = subprocess.run(  # noqa: S603 – PostgreSQL's own tool
            [str(program("pgbench")), "-n", "-f", str(script), "-c", str(clients), "-j", "2", "-T", str(SECONDS)],
            env={**os.environ, **where}, capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", told)
    return float(found[1]) if found else 0.0
