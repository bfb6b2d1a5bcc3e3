"""The bundled PostgreSQL server, for the demo, the tests and a first try: where nobody named one in ``SANGLAP_DATABASE_URL``.

It listens on loopback only, with a password of its own, keeps its data in one folder, never runs as root, and does not
outlive the program that started it – not even one that is killed. Everything committed is on the disk (``fsync`` is on).
"""

from __future__ import annotations

import os
import pwd
import random
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sanglap.running.parents import ending_with_parent
from sanglap.running.postgres_programs import UnableToFindPostgres, is_open, program

USER = "sanglap"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
PORTS = range(15_433, 29_000)
SECONDS_TO_LET_GO = 20
STILL_HELD = "pre-existing shared memory block"  # in the server's log
UNPRIVILEGED_USERS = ("nobody", "daemon")

CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = '{shared_buffers}'
max_wal_size = '2GB'
checkpoint_timeout = '15min'
wal_compression = on
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = off
log_min_messages = warning
{more}
"""


class UnableToStartDatabase(RuntimeError):
    """The bundled server did not start; the message says why and what to do."""


@dataclass
class BundledPostgres:
    """One server on one data folder."""

    folder: Path
    shared_buffers: str = "64MB"
    more: str = ""
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the address of the database ``sanglap``."""
        return f"postgresql://{USER}:{self._password()}@127.0.0.1:{self.port}/sanglap"

    @property
    def pid(self) -> int | None:
        """Return the server's process id, when this program started it."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the server, creating its data folder the first time. Raises :class:`UnableToStartDatabase`."""
        try:
            self._refuse_second_start()
            self._prepare_folder()
            self.port = self.port or _free_port()
            self._launch_and_wait()
            self._create_database()
        except (UnableToFindPostgres, PermissionError) as trouble:
            message = f"The database in {self.folder} cannot be used: {trouble}"
            raise UnableToStartDatabase(message) from trouble

    def stop(self, *, at_once: bool = False) -> None:
        """Stop the server: everything committed is kept. ``at_once`` is what a power cut does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGKILL if at_once else signal.SIGINT)
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(SECONDS_TO_STOP)
        self._process = None

    def keep_running(self, say: Callable[[str], None]) -> None:
        """Start the server again at the same address when it fell; what was committed is there. Its trouble is said."""
        if self._process is None or self.is_running():
            return
        say(f"The database stopped by itself (code {self._process.returncode}); it is started again.")
        try:
            self.start()
        except UnableToStartDatabase as trouble:
            say(str(trouble))

    def is_running(self) -> bool:
        """Tell whether the server process that this program started lives."""
        return self._process is not None and self._process.poll() is None

    def join(self) -> bool:
        """Use the server that another program runs on this folder; return False when there is none."""
        lock = self._lock()
        if lock is None:
            return False
        self.port = int(lock[3])
        return True

    def _launch_and_wait(self) -> None:
        """Start the server; what is left of one that was killed may need a moment to let go of the data."""
        deadline = time.monotonic() + SECONDS_TO_LET_GO
        log = self.folder / "server.log"
        while True:
            before = log.stat().st_size if log.exists() else 0
            self._launch()
            if self._becomes_ready():
                return
            said = log.read_bytes()[before:].decode(errors="replace")
            if STILL_HELD not in said or time.monotonic() > deadline:
                message = f"The database did not start. Its log in {log} ends with:\n{said[-2000:]}"
                raise UnableToStartDatabase(message)
            time.sleep(0.2)

    def _launch(self) -> None:
        command = [str(program("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 – our own program; the function makes one system call
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=ending_with_parent(signal.SIGINT), **_as_owner(self.folder),
            )  # fmt: skip

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if (self.folder / "data" / "PG_VERSION").exists():
            _give_away(self.folder)
            return
        password, unfinished = self.folder / "password", self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password.unlink(missing_ok=True)
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(24), encoding="ascii")
        _give_away(self.folder)
        command = [
            str(program("initdb")), "-D", str(unfinished), "-U", USER, "--auth=scram-sha-256", f"--pwfile={password}",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        made = subprocess.run(command, capture_output=True, check=False, **_as_owner(self.folder))  # noqa: S603 – our own program
        if made.returncode:
            message = f"The database could not be created in {self.folder}: {made.stderr.decode(errors='replace').strip()}"
            raise UnableToStartDatabase(message)
        with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as stream:
            stream.write(CONFIGURATION.format(shared_buffers=self.shared_buffers, more=self.more))
        unfinished.rename(self.folder / "data")

    def _refuse_second_start(self) -> None:
        lock = self._lock()
        if lock is not None:
            message = (
                f"Another Sanglap is using {self.folder} (its database is process {lock[0]}). "
                "Stop it first, or name another folder with --data."
            )
            raise UnableToStartDatabase(message)

    def _lock(self) -> list[str] | None:
        """Return the lines of the running server's lock file; None without one, or with one that a killed server left."""
        try:
            lines = (self.folder / "data" / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
            name = Path(f"/proc/{int(lines[0])}/cmdline").read_bytes()
        except (ValueError, IndexError, OSError):
            return None
        return lines if str(self.folder / "data").encode() in name and len(lines) > 3 else None  # noqa: PLR2004 – the port's line

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self.is_running():
            if self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q").returncode == 0:
                return True
            time.sleep(0.05)
        self.stop()
        return False

    def _create_database(self) -> None:
        made = self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "sanglap")
        if made.returncode and b"already exists" not in made.stderr:
            self.stop()
            raise UnableToStartDatabase(made.stderr.decode(errors="replace"))

    def _run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = {"PGPASSWORD": self._password(), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        return subprocess.run([program(tool), *arguments], capture_output=True, check=False, env=environment)  # noqa: S603

    def _password(self) -> str:
        return (self.folder / "password").read_text(encoding="ascii")


def _owner(folder: Path) -> pwd.struct_passwd | None:
    """Return the user the server runs as when we are root, which PostgreSQL refuses: whoever owns the data, else nobody."""
    if os.geteuid() != 0:
        return None
    data = folder / "data"
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    for name in UNPRIVILEGED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "This system has neither the user nobody nor daemon; please do not run as root."
    raise UnableToStartDatabase(message)


def _as_owner(folder: Path) -> dict[str, Any]:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    owner = _owner(folder)
    if owner is None:
        return {"env": environment, "cwd": "/"}
    return {"env": environment, "cwd": "/", "user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    """Let the unprivileged user own its folder, and nobody else look into it."""
    owner = _owner(folder)
    if owner is None:
        folder.chmod(0o700)
        return
    if not (folder / "data").exists() and not is_open(folder.parent):
        message = (
            f"The database runs as the user {owner.pw_name}, who may not enter {folder.parent}. "
            "Please choose another folder with --data."
        )
        raise UnableToStartDatabase(message)
    for path in (folder, folder / "password", folder / "server.log"):
        if path.exists():
            os.chown(path, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o700)


def _free_port() -> int:
    """Return a free port below those that outgoing connections get.

    A client that keeps trying a port of *that* range while the server is down may at last be connected to itself and
    hold the port, so that the server cannot start again.
    """
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = "No free port was found for the database."
    raise UnableToStartDatabase(message)
