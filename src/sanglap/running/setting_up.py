"""Create or update the database, load the country and – for the demo – its past weeks. Safe to run at every start."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 – Django must be ready first
from django.core.management import call_command  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: E402

from sanglap.channels.services import put_addresses_right  # noqa: E402
from sanglap.directory.charter.models import Country  # noqa: E402
from sanglap.directory.packs.reading_pack import open_pack  # noqa: E402
from sanglap.directory.packs.services import load_country  # noqa: E402
from sanglap.foundation import clock  # noqa: E402
from sanglap.foundation.translations import build_translations  # noqa: E402
from sanglap.journey.replies.services import load_templates  # noqa: E402

if settings.DEMO:
    from sanglap.demo.seeding import seed_demo

console = Console(highlight=False)


def main() -> None:
    """Set up what is missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo-days", type=int, default=0)
    days = parser.parse_args().demo_days
    logging.disable(logging.WARNING)
    with Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(30),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        _step(bars, "Words in Bangla", lambda: build_translations(settings.PACKAGE / "locale"))
        _step(bars, "Database tables", lambda: call_command("migrate", verbosity=0, interactive=False))
        _step(bars, "Pages' styles and icons", lambda: call_command("collectstatic", verbosity=0, interactive=False))
        _country(bars, Path(settings.COUNTRY_PACK))
        load_templates()
        put_addresses_right(settings.GRAPH_ADDRESS)
        if settings.DEMO and days:
            seed_demo(days=days, now=clock.now(), progress=lambda what, done, whole: _move(bars, what, done, whole))


def _country(bars: Progress, folder: Path) -> None:
    pack = open_pack(folder)
    known = Country.objects.filter(code=pack.code, pack_version=pack.version).exists()
    if not known:
        load_country(pack, now=clock.now(), progress=lambda what, rows: _move(bars, f"{pack.name_en}: {what}", rows, rows))


def _step(bars: Progress, title: str, do: object) -> None:
    task = bars.add_task(title, total=1)
    do()  # type: ignore[operator]
    bars.update(task, completed=1)


def _move(bars: Progress, title: str, done: int, whole: int) -> None:
    task = next((one.id for one in bars.tasks if one.description == title), None)
    if task is None:
        task = bars.add_task(title, total=whole)
    bars.update(task, completed=done, total=whole)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
