"""Bad days: everything is killed in the middle of ten thousand posts; waves come while old records are imported."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
import pytest

from sanglap.running.bench import load
from sanglap.running.bench.prepare_names import KEY, SECRET
from sanglap.running.bundled_postgres import BundledPostgres, UnableToStartDatabase
from sanglap.running.places import DataFolder, environment
from sanglap.running.processes import Supervisor, web_command, work_command

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("crashes")]
PORT = 18_950
POSTS, POSTS_A_WEBHOOK = 10_000, 10
LONGEST = 240.0
OLD_POSTS, SECONDS_OF_A_WAVE = 100_000, 3
ACKNOWLEDGED = "SELECT count(*) FROM replies_reply WHERE kind = 'acknowledgement'"
CLOCKS = "SELECT count(*) FROM handling_deadline"


@dataclass
class House:
    """Processes that may be killed."""

    server: BundledPostgres
    supervisor: Supervisor
    notes: list[str] = field(default_factory=list)

    def ask(self, question: str) -> int:
        """Return one number from the database, waiting while it recovers."""
        for _ in range(450):  # a busy machine takes its time after a kill
            try:
                with psycopg.connect(self.server.url) as connection:
                    row = connection.execute(question).fetchone()
                    return int(row[0]) if row else 0
            except psycopg.Error:
                time.sleep(0.2)
        pytest.fail("The database did not come back.")

    def kill(self, name: str) -> None:
        """Kill -9 a program with all its children."""
        program = next(one for one in self.supervisor.programs if one.name == name)
        if program.process and program.process.poll() is None:
            os.killpg(program.process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start database, server and two workers, as production does."""
    folder = tmp_path_factory.mktemp("bad-days")
    for open_to_the_database in (folder, folder.parent, folder.parent.parent):
        open_to_the_database.chmod(0o755)
    server = BundledPostgres(folder / "postgresql")
    server.start()
    data = DataFolder(folder / "data")
    told = environment(data, database_url=server.url, port=PORT, demo=False) | {"SANGLAP_DEMO": "no", "SANGLAP_DEBUG": "no"}
    for module in ("sanglap.running.setting_up", "sanglap.running.bench.prepare"):
        subprocess.run([sys.executable, "-m", module], env=told, check=True, stdout=subprocess.DEVNULL)
    supervisor = Supervisor(told, data.logs, lambda _words: None)
    supervisor.start("web", web_command("127.0.0.1", PORT, 1))
    for number in (1, 2):
        supervisor.start(f"worker-{number}", work_command())
    watching = threading.Thread(target=supervisor.watch)
    watching.start()
    yield House(server, supervisor)
    supervisor.stop()
    watching.join()
    server.stop()


def test_kill_nine_of_everything_loses_and_doubles_nothing(house: House) -> None:
    pages = _pages(house)
    webhooks = [
        load.webhook(f"/channels/facebook/{KEY}/webhook", PORT, SECRET, pages, number, POSTS_A_WEBHOOK)
        for number in range(POSTS // POSTS_A_WEBHOOK)
    ]
    murderer = threading.Thread(target=_kill_now_and_then, args=[house])
    murderer.start()
    for webhook in webhooks:
        _deliver(webhook)
        if random.random() < 0.1:  # networks deliver at least once, and sometimes twice
            _deliver(webhook)
    murderer.join()
    _wait_until(house, ACKNOWLEDGED, POSTS)
    _wait_until(house, CLOCKS, POSTS)
    assert house.ask("SELECT count(*) FROM arrivals_post") == POSTS
    assert house.ask("SELECT count(*) FROM cases_case WHERE office_id IS NOT NULL") == POSTS
    assert house.ask("SELECT count(DISTINCT number) FROM cases_case") == POSTS
    assert house.ask("SELECT count(*) FROM cases_historyline WHERE kind = 'opened'") == POSTS
    assert house.ask("SELECT count(*) FROM channels_outboxitem") == POSTS
    assert house.ask("SELECT count(*) FROM channels_envelope WHERE state = 'parked'") == 0


def test_waves_of_posts_are_all_answered_while_a_hundred_thousand_old_ones_are_imported(house: House) -> None:
    """Lessons, tests 10 and 19: the quiet hours between the waves are enough, and nobody is turned away."""
    pages, before = _pages(house), house.ask(ACKNOWLEDGED)
    importing = threading.Thread(target=_import_old_posts, args=[house])
    importing.start()
    sent = 0
    for a_second in (1, 35, 1, 35):
        numbers = range(1_000_000 + sent, 1_000_000 + sent + a_second * SECONDS_OF_A_WAVE)
        requests = iter([load.webhook(f"/channels/facebook/{KEY}/webhook", PORT, SECRET, pages, number, 1) for number in numbers])
        wave = load.at_a_pace(PORT, requests, a_second, SECONDS_OF_A_WAVE, connections=4)
        assert (wave.answered, wave.wrong) == (len(numbers), 0)
        sent += len(numbers)
    importing.join()
    _wait_until(house, ACKNOWLEDGED, before + sent)
    assert house.ask("SELECT count(*) FROM channels_envelope WHERE state = 'parked'") == 0
    assert house.ask("SELECT count(*) FROM arrivals_post WHERE reason = 'imported'") == OLD_POSTS


def _import_old_posts(house: House) -> None:
    with psycopg.connect(house.server.url) as connection:
        connection.execute(
            """
            INSERT INTO arrivals_post SELECT (jsonb_populate_record(p, jsonb_build_object(
                       'id', gen_random_uuid(), 'remote_id', 'old-' || n, 'thread_id', 'old-' || n, 'verdict', 'set_aside',
                       'reason', 'imported'))).*
              FROM arrivals_post AS p, generate_series(1, %s) AS n WHERE p.id = (SELECT id FROM arrivals_post LIMIT 1)
            """,
            [OLD_POSTS],
        )


def _pages(house: House) -> list[str]:
    with psycopg.connect(house.server.url) as connection:
        return [row[0] for row in connection.execute("SELECT remote_id FROM channels_page WHERE kind = 'facebook' LIMIT 400")]


def _wait_until(house: House, question: str, number: int) -> None:
    """Wait until the answer is this number, and never more. Handlers hear the same news in any order."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline and house.ask(question) < number:
        time.sleep(0.5)
    assert house.ask(question) == number


def _kill_now_and_then(house: House) -> None:
    for victim in ("worker-1", "web", "database", "worker-2", "web", "worker-1"):
        time.sleep(2.5)
        if victim == "database":
            house.server.stop(at_once=True)
            _start_again(house.server)
        else:
            house.kill(victim)


def _start_again(server: BundledPostgres) -> None:
    """Start the killed database; its orphaned children need a moment to let go of the shared memory."""
    why = ""
    for _ in range(40):
        try:
            server.start()
        except UnableToStartDatabase as trouble:
            why = str(trouble)
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"The database did not start again: {why}")


def _deliver(webhook: bytes) -> None:
    """Deliver as a network does: again and again, until the answer is 200."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with load.Connection(PORT) as connection:
                connection.socket.settimeout(10)
                if connection.ask(webhook) == 200:
                    return
        except (OSError, ValueError, IndexError):
            pass
        time.sleep(0.1)
    pytest.fail("A webhook was never taken.")
