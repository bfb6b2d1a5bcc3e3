"""From a signed webhook to a dispatched, acknowledged case: how many a second, sustained, workers included."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from rich.progress import Progress

from sanglap.running.bench import load
from sanglap.running.bench.prepare_names import KEY, SECRET
from sanglap.running.bench.report import Report, console, percentile
from sanglap.running.places import DataFolder
from sanglap.running.processes import Supervisor, live_command, web_command, work_command

ACKNOWLEDGED = "SELECT count(*) FROM replies_reply WHERE kind = 'acknowledgement'"
SECONDS_OF_LOAD = 20.0
LONGEST_DRAIN = 300.0
GOAL_POSTS, GOAL_SHARE, GOAL_P99 = 800, 0.15, 25.0
PACE, PACE_SECONDS = 200, 15.0


@dataclass(frozen=True, slots=True)
class House:
    """A running Sanglap to measure: its ports, database and environment."""

    port: int
    url: str
    told: dict[str, str]
    folder: DataFolder

    @property
    def webhook_path(self) -> str:
        """Return the address of the bench account's webhook."""
        return f"/channels/facebook/{KEY}/webhook"

    def ask(self, question: str) -> int:
        """Return one number from the database."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute(question).fetchone()
        return int(row[0]) if row else 0

    def pages(self) -> list[str]:
        """Return the pages' ids, mixed."""
        with psycopg.connect(self.url) as connection:
            return [
                row[0]
                for row in connection.execute("SELECT remote_id FROM channels_page WHERE kind = 'facebook' ORDER BY md5(remote_id)")
            ]


def prepare(house: House) -> None:
    """Create tables, load the country, make pages and officers."""
    for module in ("sanglap.running.setting_up", "sanglap.running.bench.prepare"):
        subprocess.run([sys.executable, "-m", module], env=house.told, check=True)  # noqa: S603


def start(house: House, *, web: int = 1, workers: int = 2) -> Supervisor:
    """Start the processes that production runs, and wait until the pages answer."""
    supervisor = Supervisor(house.told, house.folder.logs, console.print)
    supervisor.start("web", web_command("127.0.0.1", house.port, web))
    supervisor.start("live", live_command("127.0.0.1", house.port + 1))
    for number in range(1, workers + 1):
        supervisor.start(f"worker-{number}", work_command())
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with load.Connection(house.port) as connection:
                if connection.ask(load.get("/health", house.port)) == 200:  # noqa: PLR2004 – HTTP
                    return supervisor
        except OSError:
            time.sleep(0.2)
    supervisor.stop()
    message = f"The pages do not answer; see {house.folder.logs}."
    raise RuntimeError(message)


def measure_posts(house: House, report: Report, *, posts_a_webhook: int, name: str, load_for: float = SECONDS_OF_LOAD) -> None:
    """Send webhooks as fast as they are answered, then wait until every post is acknowledged; note posts a second."""
    pages, before = house.pages(), house.ask(ACKNOWLEDGED)
    began = int(time.time() * 1000)
    requests = _webhooks(house, pages, began, posts_a_webhook)
    started = time.monotonic()
    sent = load.as_fast_as_possible(house.port, requests, 8, started + load_for)
    posts = (sent.answered - sent.wrong) * posts_a_webhook
    done = _wait_for(house, before, posts)
    seconds = time.monotonic() - started
    rate = done / seconds
    floor = report.value("floor: single-row commits, 8 connections")
    report.add(
        f"{name}, posts acknowledged", rate, "/s", goal=f"≥ {GOAL_POSTS} and ≥ {GOAL_SHARE} of 8-connection commits",
        met=rate >= GOAL_POSTS and (not floor or rate / floor >= GOAL_SHARE),
        note=f"{done:,} of {posts:,} posts in {seconds:.0f} s; {rate / floor:.3f} of the floor; {sent.wrong} refused" if floor else "",
    )  # fmt: skip
    report.add(f"{name}, webhooks taken", sent.answered / load_for, "/s")


def measure_answers(house: House, report: Report) -> None:
    """Note how quickly a webhook is answered at a steady pace, with the workers at work."""
    requests = _webhooks(house, house.pages(), int(time.time() * 1000), 1)
    taken = load.at_a_pace(house.port, requests, PACE, PACE_SECONDS)
    milliseconds = [one * 1000 for one in taken.seconds]
    p99 = percentile(milliseconds, 99)
    report.add("webhook answer at 200/s, p50", percentile(milliseconds, 50), "ms")
    report.add(
        "webhook answer at 200/s, p99", p99, "ms", goal=f"≤ {GOAL_P99:.0f} ms", met=p99 <= GOAL_P99, note=f"{taken.wrong} refused"
    )


def measure_empty_page(port: int, report: Report) -> None:
    """Note how many empty Django pages this machine serves in a second: the floor under all pages."""
    command = web_command("127.0.0.1", port, 1)
    command[-1] = "sanglap.running.bench.empty:application"
    server = subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_until_open(port)
        tally = load.as_fast_as_possible(port, itertools.repeat(load.get("/", port)), 8, time.monotonic() + 5)
        report.add("floor: empty Django page", tally.answered / 5, "/s")
    finally:
        server.terminate()
        server.wait()


def _wait_until_open(port: int) -> None:
    for _ in range(200):
        try:
            load.Connection(port).socket.close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def _webhooks(house: House, pages: list[str], began: int, posts: int) -> Iterator[bytes]:
    for number in itertools.count(began):
        yield load.webhook(house.webhook_path, house.port, SECRET, pages, number, posts)


def _wait_for(house: House, before: int, posts: int) -> int:
    deadline = time.monotonic() + LONGEST_DRAIN
    done = 0
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("acknowledged", total=posts)
        while done < posts and time.monotonic() < deadline:
            time.sleep(0.2)
            done = house.ask(ACKNOWLEDGED) - before
            bar.update(task, completed=done)
    return done
