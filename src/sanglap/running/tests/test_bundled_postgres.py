"""The bundled server: safe, small, and gone when it should be gone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sanglap.running.bundled_postgres import BundledPostgres, UnableToStartDatabase
from sanglap.running.tests.test_processes import alive, until

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("bundled")]


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """Lend a folder that the database's own user can reach."""
    made = Path(tempfile.mkdtemp(prefix="sanglap-"))
    made.chmod(0o755)
    yield made / "postgresql"
    shutil.rmtree(made)


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable_folder() as made:
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[BundledPostgres]:
    with reachable_folder() as made:
        one = BundledPostgres(made)
        one.start()
        yield one
        one.stop()


class TestOnAnOrdinaryDay:
    def test_bangla_words_are_found_and_commits_are_safe(self, server: BundledPostgres) -> None:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            trigrams = connection.execute("SELECT cardinality(show_trgm('বয়স্ক ভাতা'))").fetchone()
            fsync = connection.execute("SHOW fsync").fetchone()
        assert trigrams is not None
        assert trigrams[0] > 0
        assert fsync == ("on",)

    def test_it_never_runs_as_root_and_shows_its_data_to_nobody(self, server: BundledPostgres) -> None:
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        users = next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:]
        assert "0" not in users
        assert server.folder.stat().st_mode & 0o077 == 0

    def test_another_one_on_the_same_data_is_refused_with_a_sentence(self, server: BundledPostgres) -> None:
        with pytest.raises(UnableToStartDatabase, match="Another Sanglap is using"):
            BundledPostgres(server.folder).start()

    def test_another_program_can_join_it(self, server: BundledPostgres) -> None:
        other = BundledPostgres(server.folder)
        assert other.join()
        assert other.url == server.url

    def test_whoever_has_no_password_stays_out(self, server: BundledPostgres) -> None:
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"postgresql://sanglap:guessed@127.0.0.1:{server.port}/sanglap")


class TestOnABadDay:
    def test_what_was_committed_survives_a_power_cut(self, server: BundledPostgres) -> None:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        server.stop(at_once=True)
        assert not BundledPostgres(server.folder).join()
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)

    def test_whoever_watches_starts_it_again_at_the_same_address(self, server: BundledPostgres) -> None:
        said: list[str] = []
        server.keep_running(said.append)
        assert said == []
        address, killed = server.url, server.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        until(lambda: not server.is_running())
        server.keep_running(said.append)
        assert server.is_running()
        assert server.url == address
        assert said == ["The database stopped by itself (code -9); it is started again."]

    def test_a_creation_that_was_broken_off_is_done_anew(self, folder: Path) -> None:
        (folder / "data.unfinished").mkdir(parents=True)
        (folder / "data.unfinished" / "PG_VERSION").write_text("18\n", encoding="ascii")
        one = BundledPostgres(folder)
        one.start()
        one.stop()
        assert not (folder / "data.unfinished").exists()

    def test_it_does_not_outlive_a_program_that_is_killed(self, folder: Path) -> None:
        script = (
            "import os, signal, sys; from pathlib import Path; from sanglap.running.bundled_postgres import BundledPostgres\n"
            "one = BundledPostgres(Path(sys.argv[1])); one.start(); sys.stdout.write(str(one.pid)); sys.stdout.flush()\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        done = subprocess.run([sys.executable, "-c", script, folder], env=dict(os.environ), capture_output=True, check=False)
        until(lambda: not alive(int(done.stdout)))
        one = BundledPostgres(folder)
        one.start()
        one.stop()

    @pytest.mark.skipif(os.geteuid() != 0, reason="Only root can close a folder to the database's own user.")
    def test_a_closed_folder_is_explained(self, folder: Path) -> None:
        folder.parent.chmod(0o700)
        with pytest.raises(UnableToStartDatabase, match="may not enter"):
            BundledPostgres(folder).start()
