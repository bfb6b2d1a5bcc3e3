"""PostgreSQL's own tools for saving a database and loading it again, on any server from 15 on."""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from sanglap.running.postgres_programs import program

ASIDE = "sanglap_before_restore"
LINES_OF_PREAMBLE = 60
SECONDS_TO_LEAVE, SECONDS_BETWEEN_LOOKS = 1.0, 0.05
UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"  # the tools of 18 say it to servers that do not know it
_ENVIRONMENT_OF = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip

Connection = psycopg.Connection[Any]


class UnableToSave(RuntimeError):
    """The database cannot be read; the message says why."""


class UnableToRestore(RuntimeError):
    """The file is damaged, or the database is full or in use; what was there is there still."""


def dump(url: str, file: Path) -> dict[str, int]:
    """Write the whole database to a file and return the rows of each table at that moment. Raises :class:`UnableToSave`."""
    try:
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            rows = _count(connection)
            if not rows:
                message = "There are no tables to save in this database."
                raise UnableToSave(message)
            _tool(
                "pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--schema=public",
                f"--snapshot={row[0] if row else ''}", f"--file={file}",
            )  # fmt: skip
            return rows
    except (psycopg.Error, subprocess.CalledProcessError) as trouble:
        message = f"The database could not be saved: {_words(trouble)}"
        raise UnableToSave(message) from None


def count_rows(url: str) -> dict[str, int]:
    """Return the rows of each table."""
    with psycopg.connect(url) as connection:
        return _count(connection)


def load_in_place_of(url: str, file: Path, expected: Mapping[str, int]) -> None:
    """Load a dump in the place of what is there, which is only let go of when every table has the rows it should have.

    Raises :class:`UnableToRestore`; then the database is as it was.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        _refuse_when_in_use(connection)
        with _put_aside(connection):
            try:
                _load(url, file)
            except subprocess.CalledProcessError as trouble:
                message = f"The backup could not be loaded: {_words(trouble)}"
                raise UnableToRestore(message) from None
            found = _count(connection)
            if found != dict(expected):
                wrong = sorted(table for table in {*found, *expected} if found.get(table) != expected.get(table))
                message = f"These tables do not have as many rows as when they were saved: {', '.join(wrong)}."
                raise UnableToRestore(message)


@contextmanager
def _put_aside(connection: Connection) -> Iterator[None]:
    """Set what is there aside; put it back when the block fails, let it go when it succeeds."""
    connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(ASIDE)))
    connection.execute(SQL("ALTER SCHEMA public RENAME TO {}").format(Identifier(ASIDE)))
    try:
        connection.execute("CREATE SCHEMA public")
        _move_extensions(connection)
        yield
    except BaseException:
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute(SQL("ALTER SCHEMA {} RENAME TO public").format(Identifier(ASIDE)))
        raise
    connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(ASIDE)))


def _move_extensions(connection: Connection) -> None:
    """What the operator installed for the whole database stays with it."""
    asked = connection.execute("SELECT extname FROM pg_extension WHERE extnamespace = %s::regnamespace", [ASIDE])
    for (name,) in asked.fetchall():
        connection.execute(SQL("ALTER EXTENSION {} SET SCHEMA public").format(Identifier(name)))


def _refuse_when_in_use(connection: Connection) -> None:
    """Raise :class:`UnableToRestore` while others are connected; those who just left are given a moment to be gone."""
    until = time.monotonic() + SECONDS_TO_LEAVE
    while others := _others(connection):
        if time.monotonic() >= until:
            message = f"The database is in use ({others} connections). Please stop serve, work and demo first."
            raise UnableToRestore(message)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _others(connection: Connection) -> int:
    row = connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' "
        "AND pid <> pg_backend_pid()"
    ).fetchone()
    return int(row[0]) if row else 0


def _load(url: str, file: Path) -> None:
    """Let pg_restore write SQL and psql run it in one transaction, so that tools of 18 can speak to a server of 15."""
    with tempfile.TemporaryDirectory(prefix="sanglap-load-") as scratch:
        listed = _tool("pg_restore", url, "--list", str(file))
        chosen = Path(scratch) / "list"
        chosen.write_bytes(b"".join(line for line in listed.splitlines(keepends=True) if b" SCHEMA - public " not in line))
        with subprocess.Popen(  # noqa: S603 – PostgreSQL's own program
            [program("pg_restore"), "--no-owner", "--no-privileges", f"--use-list={chosen}", "--file=-", file], stdout=subprocess.PIPE
        ) as reading, subprocess.Popen(  # noqa: S603 – PostgreSQL's own program
            [program("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **_environment(url)},
        ) as writing:  # fmt: skip
            if reading.stdout is None or writing.stdin is None:
                return
            try:
                for line in itertools.islice(reading.stdout, LINES_OF_PREAMBLE):
                    if line != UNKNOWN_BEFORE_17:
                        writing.stdin.write(line)
                while part := reading.stdout.read(1 << 20):
                    writing.stdin.write(part)
            except BrokenPipeError:
                reading.kill()
            _, errors = writing.communicate()
        for done, said in ((writing, errors), (reading, b"pg_restore stopped")):
            if done.returncode:
                raise subprocess.CalledProcessError(done.returncode, str(done.args), stderr=said)


def _count(connection: Connection) -> dict[str, int]:
    tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    counted = {}
    for table in tables:
        row = connection.execute(SQL("SELECT count(*) FROM public.{}").format(Identifier(table))).fetchone()
        counted[table] = int(row[0]) if row else 0
    return counted


def _tool(name: str, url: str, *arguments: str) -> bytes:
    command = [str(program(name)), *arguments]
    return subprocess.run(command, env={**os.environ, **_environment(url)}, capture_output=True, check=True).stdout  # noqa: S603


def _environment(url: str) -> dict[str, str]:
    """Return how PostgreSQL's tools reach the database; a password on a command line would be seen by all."""
    known = conninfo_to_dict(url)
    return {_ENVIRONMENT_OF[key]: str(value) for key, value in known.items() if key in _ENVIRONMENT_OF and value is not None}


def _words(trouble: Exception) -> str:
    said = trouble.stderr if isinstance(trouble, subprocess.CalledProcessError) else None
    return said.decode(errors="replace").strip()[:2000] if said else str(trouble).strip()
