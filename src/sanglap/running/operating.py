"""What production runs: ``serve`` and ``work``, on any number of machines, and ``setup`` before them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from sanglap.running.bundled_postgres import BundledPostgres, data_folder_for
from sanglap.running.places import DataFolder, environment
from sanglap.running.processes import Supervisor, live_command, web_command, work_command

console = Console(highlight=False, stderr=True)
NO_DATABASE = (
    "Please name your database in SANGLAP_DATABASE_URL, e.g. postgresql://sanglap@localhost/sanglap (see docs/how-to/deploy.md)."
)


def run_serve(*, data: Path, host: str, port: int, workers: int, live_port: int) -> int:
    """Serve pages and live streams until told to stop."""
    address = os.environ.get("SANGLAP_PUBLIC_ADDRESS", "")
    return _supervise(data, port, address, [("web", web_command(host, port, workers)), ("live", live_command(host, live_port))])


def run_work(*, data: Path, workers: int) -> int:
    """Run workers until told to stop."""
    address = os.environ.get("SANGLAP_PUBLIC_ADDRESS", "")
    return _supervise(data, 8000, address, [(f"worker-{number}", work_command()) for number in range(1, workers + 1)])


def run_setup(*, data: Path) -> int:
    """Create or update the database and load the country; with the bundled server where none is named."""
    folder = DataFolder(data.resolve())
    given = os.environ.get("SANGLAP_DATABASE_URL", "")
    server = None if given else BundledPostgres(data_folder_for(folder.database, console.print))
    try:
        if server:
            server.start()
        told = environment(folder, database_url=given or (server.url if server else ""), port=8000, demo=False)
        return subprocess.run([sys.executable, "-m", "sanglap.running.setting_up"], env=told, check=False).returncode
    finally:
        if server:
            server.stop()


def _supervise(data: Path, port: int, address: str, programs: list[tuple[str, list[str]]]) -> int:
    url = os.environ.get("SANGLAP_DATABASE_URL", "")
    if not url:
        console.print(NO_DATABASE)
        return 64
    folder = DataFolder(data.resolve())
    told = environment(folder, database_url=url, port=port, demo=False, public_address=address)
    supervisor = Supervisor(told, folder.logs, console.print)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda _number, _frame: supervisor.stopping.set())
    try:
        for name, command in programs:
            supervisor.start(name, command)
        console.print(f"Running: {', '.join(name for name, _ in programs)}. Logs in {folder.logs}. Stop with Ctrl-C.")
        supervisor.watch()
    finally:
        supervisor.stop()
    return 0
