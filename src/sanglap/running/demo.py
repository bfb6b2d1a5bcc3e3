"""The living demo: one command from a clean clone to a country that answers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from rich.console import Console

from sanglap.running.bundled_postgres import BundledPostgres, UnableToStartDatabase, data_folder_for
from sanglap.running.places import DataFolder, environment
from sanglap.running.processes import Supervisor, live_command, web_command, work_command

SECONDS_TO_ANSWER = 60.0
console = Console(highlight=False)


def run_demo(*, port: int, data: Path, fresh: bool, days: int) -> int:
    """Set everything up, start everything, and stay until Ctrl-C. Return the exit code."""
    folder = DataFolder(data.resolve())
    trouble = _busy(port) or _busy(port + 1)
    if trouble:
        console.print(f"[red]{trouble}[/] Choose another one: ./sanglap demo --port 8080")
        return 69
    if fresh:
        shutil.rmtree(folder.path, ignore_errors=True)
    given = os.environ.get("SANGLAP_DATABASE_URL", "")
    server = None if given else BundledPostgres(data_folder_for(folder.database, console.print))
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if server:
            console.print("Starting the database …")
            server.start()
        return _run(folder, server.url if server else given, port, days)
    except UnableToStartDatabase as trouble_of_database:
        console.print(f"[red]{trouble_of_database}[/]")
        return 70
    except KeyboardInterrupt:
        return 0
    finally:
        if server:
            server.stop()
            console.print("Stopped. Nothing is lost; start again with ./sanglap demo")


def _run(folder: DataFolder, database_url: str, port: int, days: int) -> int:
    told = environment(folder, database_url=database_url, port=port, demo=True)
    made = subprocess.run([sys.executable, "-m", "sanglap.running.setting_up", "--demo-days", str(days)], env=told, check=False)  # noqa: S603
    if made.returncode:
        return made.returncode
    supervisor = Supervisor(told, folder.logs, console.print)
    try:
        supervisor.start("web", web_command("127.0.0.1", port, 1))
        supervisor.start("live", live_command("127.0.0.1", port + 1))
        supervisor.start("worker", work_command())
        if not _answers(port):
            console.print(f"[red]The pages do not answer. Please look into {folder.logs}.[/]")
            return 70
        _greet(folder, port)
        supervisor.watch()
    finally:
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
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                if answer.status == 200:  # noqa: PLR2004 – HTTP
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _busy(port: int) -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return f"Port {port} is used by another program."
    return ""


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
