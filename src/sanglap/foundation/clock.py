"""The only reader of the clock. Doors read it and pass the time in; services and rules are told the time."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment in UTC."""
    frozen = _frozen.get()
    return frozen if frozen is not None else datetime.now(UTC)  # noqa: TID251 – this is the one place


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Make :func:`now` answer ``at`` inside the block; for tests and for telling a story of past days.

    It holds for this thread or task alone, and blocks may lie inside one another. Raises ValueError for a moment
    without a time zone.
    """
    if at.tzinfo is None:
        message = "A moment needs its time zone."
        raise ValueError(message)
    moment = at.astimezone(UTC)
    token = _frozen.set(moment)
    try:
        yield moment
    finally:
        _frozen.reset(token)
