"""Everything in one file, and back again: PostgreSQL's own dump, the pictures, and a list that proves both."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from rich.console import Console

from sanglap.running.bundled_postgres import BundledPostgres, binary, data_folder_for
from sanglap.running.places import DataFolder

console = Console(highlight=False)
DUMP, LIST, PICTURES = "database.dump", "contents.json", "pictures"


class UnableToRestore(RuntimeError):
    """The file is damaged, or the database is not empty; nothing was changed."""


def run_backup(*, data: Path, file: Path) -> int:
    """Write a backup of the database and the pictures. Secrets are not in it."""
    with _Database(data) as (url, folder):
        save(url, folder.path / "media" / PICTURES, file)
    console.print(
        f"Saved: {file} ({file.stat().st_size / 1e6:,.1f} MB). The secret key is not in it: keep {folder.path / 'secret-key'} apart."
    )
    return 0


def run_restore(*, data: Path, file: Path, replace: bool) -> int:
    """Bring a backup back into an empty database, or over a full one with ``replace``."""
    with _Database(data) as (url, folder):
        try:
            rows = restore(url, folder.path / "media" / PICTURES, file, replace=replace)
        except UnableToRestore as trouble:
            console.print(f"[red]{trouble}[/]")
            return 65
    console.print(f"Restored {rows:,} rows from {file}; every table has as many as when it was saved.")
    return 0


def save(url: str, pictures: Path, file: Path) -> None:
    """Write dump, pictures and the list of row counts and checksums into one tar file."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DUMP
        _tool("pg_dump", url, "--format=custom", "--no-owner", f"--file={dump}")
        contents = {"tables": _row_counts(url), "sha256": _checksum(dump)}
        unfinished = file.with_suffix(file.suffix + ".unfinished")
        with tarfile.open(unfinished, "w") as archive:
            text = json.dumps(contents, indent=1).encode()
            entry = tarfile.TarInfo(LIST)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
            archive.add(dump, DUMP)
            if pictures.exists():
                archive.add(pictures, PICTURES)
        unfinished.rename(file)


def restore(url: str, pictures: Path, file: Path, *, replace: bool) -> int:
    """Bring everything back and count it. Raises :class:`UnableToRestore` before anything is changed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with tarfile.open(file) as archive:
                archive.extractall(folder, filter="data")
        except (tarfile.TarError, OSError) as trouble:
            message = f"{file} is not a backup of Sanglap: {trouble}"
            raise UnableToRestore(message) from None
        contents = json.loads((Path(folder) / LIST).read_text(encoding="utf-8"))
        dump = Path(folder) / DUMP
        if _checksum(dump) != contents["sha256"]:
            message = f"{file} is damaged; please use another backup."
            raise UnableToRestore(message)
        if sum(_row_counts(url).values()) and not replace:
            message = "The database is not empty. Add --replace to put the backup in its place."
            raise UnableToRestore(message)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        _tool("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(dump), database_option=True)
        found = _row_counts(url)
        if found != contents["tables"]:
            message = "The restored tables do not have as many rows as when they were saved."
            raise UnableToRestore(message)
        saved = Path(folder) / PICTURES
        for picture in saved.iterdir() if saved.exists() else ():
            pictures.mkdir(parents=True, exist_ok=True)
            (pictures / picture.name).write_bytes(picture.read_bytes())
    return sum(found.values())


def _row_counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
        return {table: _count(connection, table) for table in tables}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(psycopg.sql.SQL("SELECT count(*) FROM {}").format(psycopg.sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _tool(name: str, url: str, *arguments: str, database_option: bool = False) -> None:
    parts = urlsplit(url)
    where = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
    }
    named = [f"--dbname={where['PGDATABASE']}"] if database_option else []
    done = subprocess.run([str(binary(name)), *named, *arguments], env={**os.environ, **where}, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"{name}: {done.stderr.decode(errors='replace').strip()}"
        raise UnableToRestore(message)


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Database:
    """The database to work on: the named one, or the bundled one for as long as it is needed."""

    def __init__(self, data: Path) -> None:
        self.folder = DataFolder(data.resolve())
        self.given = os.environ.get("SANGLAP_DATABASE_URL", "")
        self.server = None if self.given else BundledPostgres(data_folder_for(self.folder.database, console.print))

    def __enter__(self) -> tuple[str, DataFolder]:
        if self.server:
            self.server.start()
        return (self.server.url if self.server else self.given), self.folder

    def __exit__(self, *_trouble: object) -> None:
        if self.server:
            self.server.stop()
