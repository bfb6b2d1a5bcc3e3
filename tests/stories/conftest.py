"""A whole Sanglap for stories: real processes, a real database, a real browser."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / "test-screenshots"
SECONDS_TO_START = 180


@dataclass(frozen=True)
class House:
    """A running demo."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as trouble:
            return trouble.code, trouble.read().decode()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start the demo as a newcomer would, and stop it as Ctrl-C would."""
    data, port = Path(f"/tmp/sanglap-story-{os.getpid()}"), _free_pair()  # noqa: S108 – the database's own user must reach it
    told = {name: value for name, value in os.environ.items() if not name.startswith("SANGLAP_")}
    log = tmp_path_factory.mktemp("house") / "demo.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "sanglap.running", "demo", "--port", str(port), "--data", str(data), "--days", "3"],
            env=told, stdout=stream, stderr=stream, cwd=REPOSITORY,
        )  # fmt: skip
    try:
        _wait_for(process, log)
        yield House(f"http://127.0.0.1:{port}", data, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        subprocess.run(["rm", "-rf", str(data)], check=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, or skip with the sentence how to get it."""
    path = os.environ.get("SANGLAP_CHROMIUM", "")
    if not path:
        pytest.skip("No Chromium: sudo apt-get install -y chromium fonts-noto-core")
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
        ]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


def sign_ins(house: House) -> dict[str, str]:
    """Return usernames with their passwords."""
    return {one["username"]: one["password"] for one in json.loads((house.data / "demo-sign-ins.json").read_text(encoding="utf-8"))}


def _wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if "Sanglap is ready" in log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.2)
    pytest.fail(f"The demo did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def _free_pair() -> int:
    for port in range(18100, 18900, 2):
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    pytest.fail("No free ports.")
