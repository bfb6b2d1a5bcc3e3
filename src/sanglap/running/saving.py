"""Everything in one file, and back again: PostgreSQL's own dump, the pictures, and a list that proves both."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console

from sanglap.config.version import VERSION
from sanglap.running.bundled_postgres import UnableToStartDatabase
from sanglap.running.dumping import UnableToRestore, UnableToSave, count_rows, dump, load_in_place_of
from sanglap.running.operating import UNAVAILABLE, database
from sanglap.running.places import DataFolder

BAD_DATA, NO_INPUT = 65, 66  # of sysexits.h
DUMP, LIST, PICTURES = "database.dump", "contents.json", "pictures"

console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says about itself: rows of each table, and the SHA-256 of each file."""

    version: str
    tables: Mapping[str, int]
    files: Mapping[str, str]


def run_backup(*, data: Path, file: Path) -> int:
    """Write a backup of the database and the pictures. Secrets are not in it."""
    folder = DataFolder(data.resolve())
    with _explained() as outcome, database(folder, must_exist=True) as url:
        save(url, _pictures(folder), file)
        console.print(f"Saved: {file} ({file.stat().st_size / 1e6:,.1f} MB). The secret key is not in it: keep it apart.")
    return outcome.code


def run_restore(*, data: Path, file: Path, replace: bool) -> int:
    """Bring a backup back into an empty database, or over a full one with ``replace``."""
    folder = DataFolder(data.resolve())
    with _explained() as outcome, database(folder) as url:
        rows = restore(url, _pictures(folder), file, replace=replace)
        console.print(f"Restored {rows:,} rows from {file}; every table has as many as when it was saved.")
    return outcome.code


def save(url: str, pictures: Path, file: Path) -> None:
    """Write dump, pictures and the list of row counts and checksums into one tar file, readable by its owner only.

    The counts and the dump see the same moment of a database that goes on working. Raises :class:`UnableToSave`.
    """
    with tempfile.TemporaryDirectory(prefix="sanglap-backup-") as scratch:
        dumped = Path(scratch) / DUMP
        rows = dump(url, dumped)
        parts = {DUMP: dumped, **{f"{PICTURES}/{one.name}": one for one in sorted(pictures.glob("*")) if one.is_file()}}
        contents = Contents(VERSION, rows, {name: _checksum(part) for name, part in parts.items()})
        unfinished = file.with_name(f"{file.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w") as archive:
            text = json.dumps(asdict(contents), indent=1).encode()
            entry = tarfile.TarInfo(LIST)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
            for name, part in parts.items():
                archive.add(part, name)
        unfinished.rename(file)


def restore(url: str, pictures: Path, file: Path, *, replace: bool) -> int:
    """Bring everything back and return the number of rows. Raises :class:`UnableToRestore`; what was there then stays."""
    with tempfile.TemporaryDirectory(prefix="sanglap-restore-") as scratch:
        contents = _unpack(file, Path(scratch))
        if not replace and any(count_rows(url).values()):
            message = "The database is not empty. Add --replace to put the backup in its place."
            raise UnableToRestore(message)
        load_in_place_of(url, Path(scratch) / DUMP, contents.tables)
        pictures.mkdir(parents=True, exist_ok=True)
        for name in contents.files:
            if name.startswith(f"{PICTURES}/"):
                shutil.copyfile(Path(scratch) / name, pictures / Path(name).name)
    return sum(contents.tables.values())


def _unpack(file: Path, into: Path) -> Contents:
    """Unpack what the list names, and nothing else, and compare it with its checksums."""
    try:
        with tarfile.open(file) as archive:
            listed = archive.extractfile(LIST)
            contents = Contents(**json.loads(listed.read())) if listed else None
            for name in contents.files if contents else ():
                _unpack_one(archive, name, into)
    except FileNotFoundError:
        message = f"There is no file {file}."
        raise UnableToRestore(message) from None
    except (tarfile.TarError, OSError, KeyError, TypeError, ValueError) as trouble:
        message = f"{file} is not a whole backup of Sanglap: {trouble}"
        raise UnableToRestore(message) from None
    damaged = [name for name, checksum in contents.files.items() if _checksum(into / name) != checksum] if contents else [LIST]
    if contents is None or damaged or DUMP not in contents.files:
        message = f"{file} is damaged ({', '.join(damaged[:3])}); please use another backup."
        raise UnableToRestore(message)
    return contents


def _unpack_one(archive: tarfile.TarFile, name: str, into: Path) -> None:
    folder, _, last = name.rpartition("/")
    if folder not in {"", PICTURES} or last in {"", ".", ".."}:
        message = f"a strange name in it: {name!r}"
        raise ValueError(message)
    source = archive.extractfile(name)
    if source is None:
        message = f"{name} is not a file"
        raise ValueError(message)
    (into / folder).mkdir(exist_ok=True)
    with source, (into / name).open("wb") as target:
        shutil.copyfileobj(source, target)


def _pictures(folder: DataFolder) -> Path:
    return folder.path / "media" / PICTURES


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(slots=True)
class _Outcome:
    code: int = 0


@contextmanager
def _explained() -> Iterator[_Outcome]:
    """Say what went wrong in a sentence, and remember the exit code."""
    outcome = _Outcome()
    try:
        yield outcome
    except UnableToRestore as trouble:
        outcome.code = BAD_DATA
        console.print(f"[red]{trouble}[/]")
    except UnableToSave as trouble:
        outcome.code = NO_INPUT
        console.print(f"[red]{trouble}[/]")
    except (UnableToStartDatabase, OSError) as trouble:
        outcome.code = UNAVAILABLE
        console.print(f"[red]{trouble}[/]")
