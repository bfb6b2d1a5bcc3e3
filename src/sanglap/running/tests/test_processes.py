"""Programs fall, are started again, and are stopped in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sanglap.running import processes
from sanglap.running.processes import Supervisor

PATIENCE = 20.0


def until(true: Callable[[], bool]) -> None:
    """Wait for another process to do its part."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "It never came true."
        time.sleep(0.02)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    one = Supervisor(dict(os.environ), tmp_path / "logs", said.append)
    yield one
    one.stop()


def watched(supervisor: Supervisor) -> threading.Thread:
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    return thread


class TestAProgramThatFalls:
    def test_it_is_started_again_and_that_is_said(self, supervisor: Supervisor, said: list[str], tmp_path: Path) -> None:
        supervisor.start("brittle", ["sh", "-c", f"echo x >> {tmp_path}/starts; exec sleep 60"])
        first = supervisor.programs[0].process
        assert first is not None
        starts = tmp_path / "starts"
        until(lambda: starts.exists() and starts.read_text().count("x") == 1)
        watching = watched(supervisor)
        first.kill()
        until(lambda: starts.read_text().count("x") == 2)
        supervisor.stop()
        watching.join()
        assert said == ["brittle stopped by itself (code -9); it is started again in 0.5 s."]

    def test_its_children_do_not_keep_its_port(self, supervisor: Supervisor, tmp_path: Path) -> None:
        supervisor.start("parent", ["sh", "-c", f"sleep 60 & echo $! > {tmp_path}/child; wait"])
        until(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text().endswith("\n"))
        child = int((tmp_path / "child").read_text())
        first = supervisor.programs[0].process
        assert first is not None
        watching = watched(supervisor)
        os.kill(first.pid, signal.SIGKILL)
        until(lambda: not alive(child))
        supervisor.stop()
        watching.join()


class TestTheWayDown:
    def test_programs_stop_one_after_the_other(self, supervisor: Supervisor, tmp_path: Path) -> None:
        for name in ("web", "worker"):
            script = f"trap 'sleep 0.2; echo {name} >> {tmp_path}/order; exit 0' TERM; touch {tmp_path}/{name}; while :; do sleep 0.05; done"
            supervisor.start(name, ["sh", "-c", script])
        until(lambda: (tmp_path / "web").exists() and (tmp_path / "worker").exists())
        supervisor.stop()
        assert (tmp_path / "order").read_text().split() == ["web", "worker"]

    def test_one_that_will_not_stop_is_killed(
        self, supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "SECONDS_TO_STOP", 0.2)
        supervisor.start("stubborn", ["sh", "-c", f"trap '' TERM; touch {tmp_path}/ready; while :; do sleep 0.05; done"])
        until((tmp_path / "ready").exists)
        supervisor.stop()
        process = supervisor.programs[0].process
        assert process is not None
        assert process.returncode == -signal.SIGKILL

    def test_nobody_outlives_a_supervisor_that_is_killed(self, tmp_path: Path) -> None:
        script = (
            "import os, signal, sys; from pathlib import Path; from sanglap.running.processes import Supervisor\n"
            f"one = Supervisor(dict(os.environ), None, print); one.start('child', ['sleep', '60'])\n"
            f"Path({str(tmp_path / 'child')!r}).write_text(f'{{one.programs[0].process.pid}}\\n')\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        subprocess.run([sys.executable, "-c", script], check=False)
        child = int((tmp_path / "child").read_text())
        until(lambda: not alive(child))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
