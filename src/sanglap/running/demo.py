"""The living demo: one command from a clean clone to a country that answers."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from sanglap.config import env
from sanglap.running.bundled_postgres import BundledPostgres, UnableToStartDatabase
from sanglap.running.places import DataFolder, environment
from sanglap.running.postgres_programs import database_folder
from sanglap.running.processes import Supervisor, live_command, web_command, work_command

SECONDS_TO_ANSWER = 60.0
TROUBLE_WITH_OTHERS, TROUBLE_OF_OURS = 69, 70  # of sysexits.h
console = Console(highlight=False, soft_wrap=True)
Keeper = Callable[[], None]


class UnableToDemonstrate(RuntimeError):
    """The demo cannot start here; the message says what to do instead."""


def run_demo(*, port: int, data: Path, fresh: bool, days: int) -> int:
    """Set everything up, start everything, and stay until Ctrl-C. Return the exit code."""
    folder = DataFolder(data.resolve())
    for asked in (signal.SIGTERM, signal.SIGINT):  # also where a script started us in the background, deaf to Ctrl-C
        signal.signal(asked, _interrupt)
    try:
        _refuse_busy_ports(port)
        with _database(folder, fresh=fresh) as (url, keepers):
            return _run(folder, url, keepers, port, days)
    except (UnableToDemonstrate, UnableToStartDatabase) as trouble:
        console.print(f"[red]{trouble}[/]")
        return TROUBLE_WITH_OTHERS
    except PermissionError as trouble:
        console.print(f"[red]{trouble.filename} belongs to another user.[/] Choose another folder: ./sanglap demo --data FOLDER")
        return TROUBLE_WITH_OTHERS
    except KeyboardInterrupt:
        console.print("Stopped. Nothing is lost; start again with ./sanglap demo")
        return 0


@contextlib.contextmanager
def _database(folder: DataFolder, *, fresh: bool) -> Iterator[tuple[str, list[Keeper]]]:
    """Lend the operator's database if one is named, else the bundled one in the demo's folder: its address, and who keeps it."""
    given = env.text("SANGLAP_DATABASE_URL")
    if given:
        if fresh:
            message = "--fresh forgets the bundled database only; please empty the one named in SANGLAP_DATABASE_URL yourself."
            raise UnableToDemonstrate(message)
        yield given, []
        return
    server = BundledPostgres(database_folder(folder.database, console.print))
    if fresh:
        _forget(folder, server)
    console.print("Starting the database …")
    try:
        server.start()
        yield server.url, [lambda: server.keep_running(console.print)]
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not break the orderly way down
        server.stop()


def _forget(folder: DataFolder, server: BundledPostgres) -> None:
    """Remove the last demo, if it is one and nobody uses it."""
    if server.join():
        message = f"Another Sanglap is using {folder.path}. Stop it first, or name another folder with --data."
        raise UnableToDemonstrate(message)
    if folder.path.exists() and any(folder.path.iterdir()) and not folder.secret_key_file.exists():
        message = f"{folder.path} holds something else than a demo, so it is left alone. Choose another folder with --data."
        raise UnableToDemonstrate(message)
    for old in (folder.path, server.folder):
        shutil.rmtree(old, ignore_errors=True)


def _run(folder: DataFolder, database_url: str, keepers: list[Keeper], port: int, days: int) -> int:
    told = environment(folder, database_url=database_url, port=port, demo=True)
    made = subprocess.run([sys.executable, "-m", "sanglap.running.setting_up", "--demo-days", str(days)], env=told, check=False)  # noqa: S603
    if made.returncode:
        return made.returncode
    supervisor = Supervisor(told, folder.logs, console.print, keepers=keepers)
    try:
        supervisor.start("web", web_command("127.0.0.1", port, 1))
        supervisor.start("live", live_command("127.0.0.1", port + 1))
        supervisor.start("worker", work_command())
        if not _answers(port):
            console.print(f"[red]The pages do not answer. Please look into {folder.logs}.[/]")
            return TROUBLE_OF_OURS
        _greet(folder, port)
        supervisor.watch()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        supervisor.stop()
    return 0


def _greet(folder: DataFolder, port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    console.print(f"\n[bold green]Sanglap is ready: {address}[/]\n")
    console.print(f"  A citizen writes      {address}/demo/facebook/   (a pretend network)")
    console.print(f"  An officer answers    {address}/desk/")
    console.print(f"  Everybody above sees  {address}/oversight/\n")
    if folder.sign_ins.exists():
        console.print("  Sign in as:")
        for one in json.loads(folder.sign_ins.read_text(encoding="utf-8")):
            console.print(f"    {one['username']:<22} {one['password']:<16} {one['role_en']}")
    console.print("\n  Stop with Ctrl-C.\n")


def _answers(port: int) -> bool:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        try:
            with without_proxy.open(f"http://127.0.0.1:{port}/health", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _refuse_busy_ports(port: int) -> None:
    for one in (port, port + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", one))
            except PermissionError:
                message = f"Port {one} is for the administrator only. Choose another one: ./sanglap demo --port 8080"
                raise UnableToDemonstrate(message) from None
            except (OSError, OverflowError):
                what = "Port" if one == port else f"Live news come from the port after {port}, and port"
                message = f"{what} {one} is used by another program. Choose another one: ./sanglap demo --port {port + 80}"
                raise UnableToDemonstrate(message) from None


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
