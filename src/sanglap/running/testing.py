"""``./sanglap test``: every contract, check and test, on a database of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from sanglap.running.bundled_postgres import BundledPostgres
from sanglap.running.places import REPOSITORY, SETTINGS

console = Console(highlight=False)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "No Chromium was found, so the browser tests are skipped. On Debian or Ubuntu:  sudo apt-get install -y chromium fonts-noto-core"
NOTHING_CHOSEN = 5  # pytest: no test was chosen
FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the test run."""

    name: str
    title: str
    command: tuple[str, ...]
    takes_further: bool = False  # pytest with the words the caller added, which may choose nothing here


def steps(further: Sequence[str]) -> list[Step]:
    """Return all steps, the quickest first."""
    scripts = Path(sys.executable).parent
    python = sys.executable
    manage = (python, "-m", "sanglap.config.manage")
    pytest = (python, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadgroup")
    return [
        Step("contracts", "Contracts of the architecture", (str(scripts / "lint-imports"), "--no-cache")),
        Step("style", "Style (ruff)", (str(scripts / "ruff"), "check", "--no-cache", "src", "tests", "scripts")),
        Step(
            "format",
            "Format (ruff)",
            (str(scripts / "ruff"), "format", "--no-cache", "--check", "--quiet", "src", "tests", "scripts"),
        ),
        Step("types", "Types (mypy --strict)", (str(scripts / "mypy"), "--no-error-summary", "src/sanglap")),
        Step("migrations", "Migrations are complete", (*manage, "makemigrations", "--check", "--dry-run")),
        Step("words", "Every sentence has its Bangla", (python, "-m", "sanglap.foundation.translations", "--check")),
        Step("unit", "Tests", (*pytest, "-m", "not story", "src", "tests", *further), bool(further)),
        Step(
            "stories",
            "Stories: browser, crashes, load",
            (*pytest, "-n", "0", "-m", "story", "src", "tests", *further),
            bool(further),
        ),
    ]


def run_tests(*, only: str, further: Sequence[str]) -> int:
    """Run the steps; return 0 when all of them passed."""
    chosen = [step for step in steps(further) if not only or step.name == only]
    if not chosen:
        console.print(f"There is no step {only!r}.")
        return 64
    browser = os.environ.get("SANGLAP_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not browser:
        console.print(NO_BROWSER)
        if os.environ.get("SANGLAP_DEMAND_CHROMIUM"):
            return 69
    with tempfile.TemporaryDirectory(prefix="sanglap-test-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 – the database's own user must pass through
        given = os.environ.get("SANGLAP_DATABASE_URL", "")
        server = None if given else BundledPostgres(Path(folder) / "postgresql", shared_buffers="128MB", more=FAST)
        try:
            if server:
                server.start()
            told = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": SETTINGS,
                "SANGLAP_DATABASE_URL": given or (server.url if server else ""),
                "SANGLAP_DATA": str(Path(folder) / "data"),
                "SANGLAP_SECRET_KEY": "only-for-tests-and-nothing-else-0123456789",
                "SANGLAP_DEMO": "yes",
                "SANGLAP_DEBUG": "yes",  # static files are found where they lie
                "SANGLAP_CHROMIUM": browser,
                "PYTHONWARNINGS": os.environ.get("PYTHONWARNINGS", ""),
            }
            return _run(chosen, told)
        finally:
            if server:
                server.stop()


def _run(chosen: list[Step], told: dict[str, str]) -> int:
    subprocess.run([sys.executable, "-m", "sanglap.foundation.translations"], env=told, cwd=REPOSITORY, check=True)
    failed = []
    for step in chosen:
        console.rule(step.title, align="left")
        started = time.monotonic()
        code = subprocess.run(step.command, env=told, cwd=REPOSITORY, check=False).returncode  # noqa: S603 – our own steps
        if code == NOTHING_CHOSEN and step.takes_further:
            code = 0
        if code:
            failed.append(step)
        console.print(f"{'failed' if code else 'passed'} in {time.monotonic() - started:.0f} s")
    console.rule(align="left")
    for step in failed:
        console.print(f"[red]failed:[/] {step.title}  (again with: ./sanglap test --only {step.name})")
    if not failed:
        console.print("[green]Everything passed.[/]")
    return 1 if failed else 0
