"""What production runs: ``serve`` and ``work``, on any number of machines; ``setup`` and ``check`` before them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from sanglap.config import env
from sanglap.running.bundled_postgres import BundledPostgres, UnableToStartDatabase
from sanglap.running.places import DataFolder, environment
from sanglap.running.postgres_programs import database_folder
from sanglap.running.processes import Supervisor, live_command, web_command, work_command

WRONG_USE, UNAVAILABLE = 64, 69  # of sysexits.h
console = Console(highlight=False, stderr=True)
NO_DATABASE = (
    "Please name your database in SANGLAP_DATABASE_URL, e.g. postgresql://sanglap@localhost/sanglap (see docs/how-to/deploy.md). "
    "To look around without one:  ./sanglap demo"
)


def run_serve(*, data: Path, host: str, port: int, workers: int, live_port: int) -> int:
    """Serve pages and live streams until told to stop."""
    return _supervise(data, port, [("live", live_command(host, live_port)), ("web", web_command(host, port, workers))])


def run_work(*, data: Path, workers: int) -> int:
    """Run workers until told to stop."""
    return _supervise(data, 8000, [(f"worker-{number}", work_command()) for number in range(1, workers + 1)])


def run_setup(*, data: Path) -> int:
    """Create or update the database and load the country; with the bundled server where none is named."""
    return _with_database(data, [sys.executable, "-m", "sanglap.running.setting_up"])


def run_check(*, data: Path) -> int:
    """Look at the settings and the database, and say what is not as it should be."""
    return _with_database(data, check_command(), must_exist=True)


def run_managing(*, data: Path, words: list[str]) -> int:
    """Run one of the operator's acts on the database that is named, or on the bundled one of the folder."""
    return _with_database(data, [sys.executable, "-m", "sanglap.config.manage", *words], must_exist=True)


def check_command() -> list[str]:
    """Return the program that looks whether everything is set as it should be."""
    return [sys.executable, "-m", "sanglap.config.manage", "check", "--database", "default", "--fail-level", "ERROR"]


@contextmanager
def database(folder: DataFolder, *, must_exist: bool = False) -> Iterator[str]:
    """Lend the address of the named database, or of the bundled one: the running one, or one for as long as it is needed.

    Raises :class:`UnableToStartDatabase`, also when there is none and one ``must_exist``.
    """
    given = env.text("SANGLAP_DATABASE_URL")
    if given:
        yield given
        return
    server = BundledPostgres(database_folder(folder.database, console.print))
    if must_exist and not server.folder.exists():
        message = (
            f"There is no database in {folder.path}. Name one in SANGLAP_DATABASE_URL, or a folder with --data "
            "(the demo's is .sanglap/demo)."
        )
        raise UnableToStartDatabase(message)
    if server.join():
        yield server.url
        return
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def _with_database(data: Path, command: list[str], *, must_exist: bool = False) -> int:
    folder = DataFolder(data.resolve())
    try:
        with database(folder, must_exist=must_exist) as url:
            told = environment(folder, database_url=url, port=8000, demo=False)
            return subprocess.run(command, env=told, check=False).returncode  # noqa: S603 – our own program
    except UnableToStartDatabase as trouble:
        console.print(f"[red]{trouble}[/]")
        return UNAVAILABLE
    except KeyboardInterrupt:
        return 130


def _supervise(data: Path, port: int, programs: list[tuple[str, list[str]]]) -> int:
    url = env.text("SANGLAP_DATABASE_URL")
    if not url:
        console.print(NO_DATABASE)
        return WRONG_USE
    folder = DataFolder(data.resolve())
    told = environment(folder, database_url=url, port=port, demo=False)
    if subprocess.run(check_command(), env=told, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 – our own program
        console.print("[red]Not started; the lines above say what to put right.[/]")
        return UNAVAILABLE
    supervisor = Supervisor(told, None, console.print)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda _number, _frame: supervisor.stopping.set())
    try:
        for name, command in programs:
            supervisor.start(name, command)
        console.print(f"Running: {', '.join(name for name, _ in programs)}. Stop with Ctrl-C.")
        supervisor.watch()
    finally:
        supervisor.stop()
    return 0
