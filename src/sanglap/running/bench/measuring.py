"""What ``./sanglap bench`` does: a house of its own, measured from its floors to its pages."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from sanglap.journey.finding.sounds import Sounds
from sanglap.reading.classifying.meanings import load_meanings
from sanglap.running.bench import clocks, floors, ingest, live, memory, nation, pages, reading
from sanglap.running.bench.report import Report, console
from sanglap.running.bundled_postgres import BundledPostgres
from sanglap.running.places import REPOSITORY, DataFolder, environment

PORT = 8610
NATION_FOLDER = REPOSITORY / ".sanglap" / "nation"
TUNED = "max_wal_size = '8GB'\nwork_mem = '16MB'\neffective_cache_size = '4GB'\nmaintenance_work_mem = '1GB'\nmax_parallel_maintenance_workers = 2\n"


def measure_everything() -> None:
    """Measure everything that needs no nation; then, if ``load-nation`` was run before, the pages on it."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sanglap-bench-") as folder:
        Path(folder).chmod(0o755)
        with lend_house(Path(folder), buffers="512MB") as house:
            console.rule("Floors", align="left")
            floors.measure_database(house.url, report)
            ingest.measure_empty_page(PORT + 5, report)
            console.rule("Posts", align="left")
            ingest.prepare(house)
            supervisor = ingest.start(house)
            try:
                memory.measure(supervisor, house, report)
                ingest.measure_answers(house, report)
                live.measure(house, report)
                ingest.measure_posts(house, report, posts_a_webhook=1, name="one post a webhook")
                ingest.measure_posts(house, report, posts_a_webhook=10, name="ten posts a webhook")
            finally:
                supervisor.stop()
            console.rule("Clocks", align="left")
            clocks.measure(house, report)
    console.rule("Reading", align="left")
    reading.measure(report)
    for scale in ("tenth", "whole"):
        if (NATION_FOLDER / scale / "loaded").exists():
            _measure_nation(scale, report)
    report.show()
    report.save(REPOSITORY / ".sanglap" / "bench.json")


def measure_clocks() -> None:
    """Measure the schedulers among a million open cases."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sanglap-bench-") as folder:
        Path(folder).chmod(0o755)
        with lend_house(Path(folder), buffers="1GB") as house:
            ingest.prepare(house)
            clocks.measure(house, report)
    report.show()


def measure_reading() -> None:
    """Measure the reader of posts alone."""
    report = Report()
    reading.measure(report)
    report.show()


def load_nation(scale: nation.Scale, *, tenth: bool) -> None:
    """Fill a database with a whole country, or with a tenth of it."""
    folder = NATION_FOLDER / ("tenth" if tenth else "whole")
    (folder / "loaded").unlink(missing_ok=True)
    started = time.monotonic()
    with lend_house(folder, buffers="2GB") as house:
        ingest.prepare(house)
        with psycopg.connect(house.url, autocommit=True) as connection, _bars() as bars:
            connection.execute(f"TRUNCATE {', '.join((*nation.LARGE_TABLES, *nation.TABLES_OF_THE_LOG))} CASCADE")
            titles: dict[str, TaskID] = {}

            def progress(title: str, done: int, whole: int) -> None:
                task = titles.get(title)
                if task is None:
                    task = titles[title] = bars.add_task(title, total=whole)
                bars.update(task, completed=done)

            written = nation.load(connection, scale.tenth() if tenth else scale, now=datetime.now(UTC), progress=progress)  # noqa: TID251
        nation.count(house.told)
        _fill_index(house)
    minutes = (time.monotonic() - started) / 60
    (folder / "loaded").write_text(f"{minutes:.1f} minutes\n", encoding="utf-8")
    console.print(f"{written}")
    console.print(f"[bold]The country is loaded in {minutes:.1f} minutes[/] (goal: ≤ 20).")


def measure_pages() -> None:
    """Measure the pages on the loaded nation, whole and tenth."""
    report = Report()
    for scale in ("tenth", "whole"):
        if (NATION_FOLDER / scale / "loaded").exists():
            _measure_nation(scale, report)
    report.show()


def _measure_nation(scale: str, report: Report) -> None:
    console.rule(f"Pages on the {scale} nation", align="left")
    with lend_house(NATION_FOLDER / scale, buffers="2GB") as house:
        ingest.prepare(house)  # what changed since it was loaded: tables, styles, the country's data
        _fill_index(house)
        supervisor = ingest.start(house, workers=0)
        try:
            pages.measure(house, report, scale)
        finally:
            supervisor.stop()


def _fill_index(house: ingest.House) -> None:
    sounds = Sounds(load_meanings(REPOSITORY / "countrypacks" / "BD"))
    with psycopg.connect(house.url, autocommit=True) as connection:
        nation.fill_index(connection, sounds.keys_of)


@contextmanager
def lend_house(folder: Path, *, buffers: str) -> Iterator[ingest.House]:
    """Lend a house with a database of its own in this folder, for as long as it is measured."""
    folder.mkdir(parents=True, exist_ok=True)
    server = BundledPostgres(folder / "postgresql", shared_buffers=buffers, more=TUNED)
    server.start()
    try:
        data = DataFolder(folder / "data")
        told = environment(data, database_url=server.url, port=PORT, demo=False) | {
            "SANGLAP_LIVE_ADDRESS": f"http://127.0.0.1:{PORT + 1}",
            "SANGLAP_SECOND_FACTOR_REQUIRED": "no",
        }
        yield ingest.House(PORT, server.url, told, data)
    finally:
        server.stop()


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(30),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
        console=console,
    )
