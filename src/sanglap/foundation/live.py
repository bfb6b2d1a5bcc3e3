"""Live screens: who may listen to what, and the news that something has changed (ids only).

A screen listens to the paths of the offices it shows. News names the paths of the offices it touched. A listener hears
news of every office at or below a path it listens to; the news says only "something changed", and the page reads
again through its normal, permitted way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from sanglap.foundation.live_tokens import CHANNEL, make_live_token

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

LONGEST_PAYLOAD = 7_000  # bytes; PostgreSQL refuses 8,000


def live_token(paths: Iterable[str], now: datetime) -> str:
    """Return a token with which a page may listen to these paths and all below them."""
    return make_live_token(paths, settings.SECRET_KEY, now)


def announce_live(paths: Iterable[str]) -> None:
    """Tell listening screens, when the running transaction commits, that something at these paths has changed."""
    part: list[str] = []
    for path in paths:
        if part and sum(map(len, part)) + len(part) + len(path) > LONGEST_PAYLOAD:
            _notify(part)
            part = []
        part.append(path)
    if part:
        _notify(part)


def _notify(paths: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, "\n".join(paths)])
