"""One worker as a process of its own. Run as many, on as many machines, as there is work for."""

from __future__ import annotations

import asyncio
import os
import sys

import django

django.setup()

from sanglap.foundation.memory import settle  # noqa: E402 – Django must be ready first
from sanglap.running.working import Worker  # noqa: E402

BEHIND_THE_PAGES = 10  # on a busy machine people and networks are answered first

if __name__ == "__main__":
    os.nice(BEHIND_THE_PAGES)
    settle()
    sys.exit(asyncio.run(Worker().work()))
