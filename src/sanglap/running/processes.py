"""A handful of processes that belong together: started in order, watched, started again when they fall, stopped in order."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sanglap.running.parents import ending_with_parent
from sanglap.running.places import REPOSITORY

LONGEST_REST = 30.0  # seconds between two tries to start what keeps falling
GOOD_LIFE = 60.0  # seconds after which earlier falls are forgotten
SECONDS_TO_STOP = 15.0  # for each program: a worker finishes the job in its hands
LOOK_EVERY = 0.25


@dataclass(slots=True)
class Program:
    """One child: what to run, and how it has fared."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0

    def is_running(self) -> bool:
        """Tell whether it lives."""
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Keeps programs running until told to stop. Without a log folder they write to where this process writes.

    ``keepers`` look after what is not a program of ours, such as the bundled database, each time the programs are looked at.
    """

    environment: Mapping[str, str]
    log_folder: Path | None
    say: Callable[[str], None]
    programs: list[Program] = field(default_factory=list)
    keepers: list[Callable[[], None]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self, name: str, command: list[str]) -> None:
        """Start a program and keep it running."""
        program = Program(name, command)
        self.programs.append(program)
        self._launch(program)

    def watch(self) -> None:
        """Start fallen programs again, until :meth:`stop` is called or a signal arrives."""
        while not self.stopping.wait(LOOK_EVERY):
            for keep in self.keepers:
                keep()
            for program in self.programs:
                self._look_after(program)

    def stop(self) -> None:
        """Stop all programs one after the other, in the order in which they were started."""
        self.stopping.set()
        for program in self.programs:
            if program.process is None:
                continue
            if program.is_running():
                program.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.process.wait(SECONDS_TO_STOP)
            _sweep(program.process)

    def _look_after(self, program: Program) -> None:
        if program.is_running():
            return
        now = time.monotonic()
        if program.process is not None:
            _sweep(program.process)
            program.falls = 1 if now - program.started_at > GOOD_LIFE else program.falls + 1
            rest = min(LONGEST_REST, 0.25 * 2 ** min(program.falls, 10))
            self.say(f"{program.name} stopped by itself (code {program.process.returncode}); it is started again in {rest:.1f} s.")
            program.process, program.start_again_at = None, now + rest
        elif now >= program.start_again_at:
            self._launch(program)

    def _launch(self, program: Program) -> None:
        program.started_at = time.monotonic()
        with self._log(program) as log:
            program.process = subprocess.Popen(  # noqa: S603 – our own programs; the function makes one system call
                program.command, env=dict(self.environment), cwd=REPOSITORY, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True, preexec_fn=ending_with_parent(),
            )  # fmt: skip

    @contextlib.contextmanager
    def _log(self, program: Program) -> Iterator[IO[bytes] | None]:
        if self.log_folder is None:
            yield None
            return
        self.log_folder.mkdir(parents=True, exist_ok=True)
        with (self.log_folder / f"{program.name}.log").open("ab") as log:
            yield log


def _sweep(process: subprocess.Popen[bytes]) -> None:
    """Kill what a program left behind: children of a server that was itself killed would keep its port."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Return how the pages are served: through WSGI, which granian does ten times as fast as ASGI."""
    own = ("--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "4", "--backlog", "2048")
    return _granian(host, port, *own, "--workers-kill-timeout", "10", "sanglap.config.wsgi:application")


def live_command(host: str, port: int) -> list[str]:
    """Return how live streams are served: by a small program that does not load Django. Open streams are cut on the way down."""
    own = ("--interface", "asgi", "--workers", "1", "--workers-kill-timeout", "1")
    return _granian(host, port, *own, "sanglap.running.live_stream:application")


def _granian(host: str, port: int, *own: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--respawn-interval", "0.5", *own,
    ]  # fmt: skip


def work_command() -> list[str]:
    """Return how a worker is run."""
    return [sys.executable, "-m", "sanglap.running.worker"]
