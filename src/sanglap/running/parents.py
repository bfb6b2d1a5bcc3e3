"""Children that do not outlive their parent, even when it is killed outright."""

from __future__ import annotations

import ctypes
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(ending: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel, in a child about to start, to send it a signal when its parent dies (Linux only)."""
    if _library is not None:
        _library.prctl(_SET_PARENT_DEATH_SIGNAL, int(ending), 0, 0, 0)


def end_database_with_parent() -> None:
    """The same for PostgreSQL, where SIGINT is the quick and clean way down."""
    end_with_parent(signal.SIGINT)
