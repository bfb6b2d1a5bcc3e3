"""The engineer saves everything, and brings it back on a bad day."""

from __future__ import annotations

import json
import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from sanglap.config import env
from sanglap.running.dumping import UnableToRestore, UnableToSave, count_rows
from sanglap.running.saving import LIST, restore, run_backup, save

BANGLA = "বয়স্ক ভাতা"


@pytest.fixture
def databases(db: None) -> Iterator[tuple[str, str]]:
    """Return the addresses of two databases of our own, beside the tests' one: a living one and an empty one."""
    del db
    server = urlsplit(env.text("SANGLAP_DATABASE_URL"))
    names = [f"sanglap_saving_{uuid.uuid4().hex[:10]}" for _ in range(2)]
    with psycopg.connect(urlunsplit(server), autocommit=True) as manager:
        for name in names:
            manager.execute(SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(Identifier(name)))
        full, empty = (urlunsplit(server._replace(path=f"/{name}")) for name in names)
        with psycopg.connect(full) as one:
            one.execute("CREATE TABLE cases (number int PRIMARY KEY, words text)")
            one.execute("INSERT INTO cases SELECT n, %s || n FROM generate_series(1, 500) AS n", [BANGLA])
            one.execute("CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n'")
        yield full, empty
        for name in names:
            manager.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "bridge.jpg").write_bytes(b"a broken bridge")
    return folder


class TestAnOrdinaryNight:
    def test_rows_words_functions_and_pictures_come_back(self, databases: tuple[str, str], pictures: Path, tmp_path: Path) -> None:
        full, empty = databases
        save(full, pictures, tmp_path / "night.tar")
        assert restore(empty, tmp_path / "back", tmp_path / "night.tar", replace=False) == 500
        with psycopg.connect(empty) as one:
            assert one.execute("SELECT words, twice(number) FROM cases WHERE number = 7").fetchone() == (f"{BANGLA}7", 14)
        assert (tmp_path / "back" / "bridge.jpg").read_bytes() == b"a broken bridge"

    def test_what_came_back_can_be_saved_and_brought_back_again(
        self, databases: tuple[str, str], pictures: Path, tmp_path: Path
    ) -> None:
        full, empty = databases
        save(full, pictures, tmp_path / "first.tar")
        restore(empty, pictures, tmp_path / "first.tar", replace=False)
        save(empty, pictures, tmp_path / "second.tar")
        assert restore(full, pictures, tmp_path / "second.tar", replace=True) == 500

    def test_nobody_else_can_read_the_file_and_no_secret_is_in_it(
        self, databases: tuple[str, str], pictures: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "secret-key").write_text("the secret key", encoding="ascii")
        save(databases[0], pictures, tmp_path / "night.tar")
        assert (tmp_path / "night.tar").stat().st_mode & 0o077 == 0
        with tarfile.open(tmp_path / "night.tar") as archive:
            assert sorted(archive.getnames()) == ["contents.json", "database.dump", "pictures/bridge.jpg"]

    def test_an_empty_database_is_not_saved_as_if_it_were_one(
        self, databases: tuple[str, str], pictures: Path, tmp_path: Path
    ) -> None:
        with pytest.raises(UnableToSave, match="no tables"):
            save(databases[1], pictures, tmp_path / "night.tar")

    def test_without_any_database_the_command_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("SANGLAP_DATABASE_URL")
        assert run_backup(data=tmp_path / "nothing", file=tmp_path / "night.tar") != 0
        assert "There is no database in" in capsys.readouterr().out
        assert not (tmp_path / "nothing" / "postgresql").exists()


class TestABadDay:
    def test_a_full_database_is_left_alone_unless_told_otherwise(
        self, databases: tuple[str, str], pictures: Path, tmp_path: Path
    ) -> None:
        save(databases[0], pictures, tmp_path / "night.tar")
        with pytest.raises(UnableToRestore, match="not empty"):
            restore(databases[0], pictures, tmp_path / "night.tar", replace=False)

    def test_a_database_in_use_is_left_alone(self, databases: tuple[str, str], pictures: Path, tmp_path: Path) -> None:
        save(databases[0], pictures, tmp_path / "night.tar")
        with psycopg.connect(databases[0]), pytest.raises(UnableToRestore, match="in use"):
            restore(databases[0], pictures, tmp_path / "night.tar", replace=True)

    def test_a_damaged_file_changes_nothing(self, databases: tuple[str, str], pictures: Path, tmp_path: Path) -> None:
        file = tmp_path / "night.tar"
        save(databases[0], pictures, file)
        damaged = bytearray(file.read_bytes())
        damaged[len(damaged) // 2] ^= 0xFF
        file.write_bytes(damaged)
        with pytest.raises(UnableToRestore):
            restore(databases[0], pictures, file, replace=True)
        assert count_rows(databases[0]) == {"cases": 500}

    def test_when_rows_are_missing_what_was_there_stays(self, databases: tuple[str, str], pictures: Path, tmp_path: Path) -> None:
        full, empty = databases
        save(full, pictures, tmp_path / "night.tar")
        self._claim_other_counts(tmp_path / "night.tar", tmp_path / "liar.tar")
        with psycopg.connect(empty) as one:
            one.execute("CREATE TABLE mine AS SELECT 1 AS n")
        with pytest.raises(UnableToRestore, match="cases"):
            restore(empty, pictures, tmp_path / "liar.tar", replace=True)
        assert count_rows(empty) == {"mine": 1}

    @pytest.mark.parametrize("name", ["../evil", "/etc/evil", "pictures/../../evil", "pictures/.."])
    def test_a_file_that_wants_to_write_elsewhere_is_refused(self, tmp_path: Path, name: str, databases: tuple[str, str]) -> None:
        (tmp_path / LIST).write_text(json.dumps({"version": "0", "tables": {}, "files": {name: "0"}}), encoding="utf-8")
        (tmp_path / "evil").write_text("evil", encoding="ascii")
        with tarfile.open(tmp_path / "evil.tar", "w") as archive:
            archive.add(tmp_path / LIST, LIST)
            archive.add(tmp_path / "evil", name)
        with pytest.raises(UnableToRestore, match="strange name"):
            restore(databases[1], tmp_path / "pictures", tmp_path / "evil.tar", replace=True)

    def test_something_else_than_a_backup_is_called_so(self, tmp_path: Path, databases: tuple[str, str]) -> None:
        (tmp_path / "letter.txt").write_text("Dear sir", encoding="ascii")
        with pytest.raises(UnableToRestore, match="not a whole backup"):
            restore(databases[1], tmp_path, tmp_path / "letter.txt", replace=False)
        with pytest.raises(UnableToRestore, match="no file"):
            restore(databases[1], tmp_path, tmp_path / "nowhere.tar", replace=False)

    @staticmethod
    def _claim_other_counts(file: Path, into: Path) -> None:
        folder = into.parent / "changed"
        with tarfile.open(file) as archive:
            for name in archive.getnames():
                source = archive.extractfile(name)
                assert source is not None
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(source.read())
        contents = json.loads((folder / LIST).read_text(encoding="utf-8"))
        contents["tables"]["cases"] = 501
        (folder / LIST).write_text(json.dumps(contents), encoding="utf-8")
        with tarfile.open(into, "w") as archive:
            for one in sorted(folder.rglob("*")):
                if one.is_file():
                    archive.add(one, str(one.relative_to(folder)))
