"""Posts read a second on one core, start-up and memory: the reader as ``./sanglap read`` runs it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from sanglap.reading.measuring.held_out import rows_of
from sanglap.reading.post import PostReader
from sanglap.running.places import REPOSITORY
from sanglap.running.reading.page_areas import Asking

if TYPE_CHECKING:
    from sanglap.running.bench.report import Report

PACK = REPOSITORY / "countrypacks" / "BD"
POSTS_A_SECOND, START_UP, MEGABYTES = 1_500, 1.5, 200
ROUNDS = 3
MEMORY_LINES = 20_000
SPOKEN_MEMORY = "VmHWM:"


def measure(report: Report) -> None:
    """Note how fast posts are read, how soon, and in how much memory."""
    posts = rows_of(PACK / "reading" / "evaluation" / "posts.jsonl") + _written()
    _measure_speed(posts, report)
    _measure_start(report)
    _measure_memory(posts, report)


def _written() -> list[dict[str, object]]:
    """Return the posts written to learn from: what matters here is that there are many different ones."""
    lines = [
        line
        for file in sorted((PACK / "reading" / "posts").glob("*.tsv"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [{"id": str(number), "text": line.split("\t")[-1]} for number, line in enumerate(lines)]


def _measure_speed(posts: list[dict[str, object]], report: Report) -> None:
    asking = Asking(PACK)
    to_read = [asking.post_of(post) for post in posts]
    reader = PostReader(PACK)
    started = time.perf_counter()
    for post in to_read:
        reader.read(post)
    first = len(to_read) / (time.perf_counter() - started)
    report.add("posts read a second, every word new", first, "/s", goal=f"≥ {POSTS_A_SECOND:,}", met=first >= POSTS_A_SECOND)
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for post in to_read:
            reader.read(post)
    rate = ROUNDS * len(to_read) / (time.perf_counter() - started)
    report.add("posts read a second, words met before", rate, "/s", goal=f"≥ {POSTS_A_SECOND:,}", met=rate >= POSTS_A_SECOND)


def _measure_start(report: Report) -> None:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b'{"id": "1", "text": "rasta vanga"}\n')
        file.flush()
        taken = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            subprocess.run(_command(file.name), check=True, capture_output=True)  # noqa: S603 – our own command
            taken.append(time.perf_counter() - started)
    report.add("from the command to the first reading", min(taken), "s", goal=f"≤ {START_UP}", met=min(taken) <= START_UP)


def _measure_memory(posts: list[dict[str, object]], report: Report) -> None:
    """Note the most memory the command held while reading 20,000 lines (Linux only: its kernel says it)."""
    if not Path("/proc/self/status").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "posts.jsonl"
        with file.open("wb") as stream:
            for number in range(MEMORY_LINES):
                stream.write(orjson.dumps(posts[number % len(posts)], option=orjson.OPT_APPEND_NEWLINE))
        with subprocess.Popen(_command(str(file)), stdout=subprocess.PIPE) as reading:  # noqa: S603 – our own command
            most = 0
            for number, _ in enumerate(reading.stdout or ()):
                if number % 1000 == 0 or number == MEMORY_LINES - 1:
                    most = max(most, _held_by(reading.pid))
    report.add("most memory while reading", most / 1024, "MB", goal=f"≤ {MEGABYTES}", met=most / 1024 <= MEGABYTES)


def _held_by(process: int) -> int:
    """Return the most memory a process ever held, in kB; 0 when it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(SPOKEN_MEMORY)), 0)


def _command(file: str) -> list[str]:
    return [sys.executable, "-P", "-m", "sanglap.running", "read", file]
