"""Children that do not outlive their parent, even when it is killed outright."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
from collections.abc import Callable

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def ending_with_parent(ending: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """Return what a child about to start must do so that the kernel sends it a signal when its parent dies (Linux only).

    The kernel means the thread that starts the child, so only the main thread's children are bound in this way: other
    threads may end long before the program does.
    """
    library = _library
    if library is None or threading.current_thread() is not threading.main_thread():
        return None

    def ask() -> None:
        library.prctl(_SET_PARENT_DEATH_SIGNAL, int(ending), 0, 0, 0)

    return ask
