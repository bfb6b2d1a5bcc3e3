"""Careful hands for values of unknown shape: a wrong type is an empty value, never an exception."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sanglap.foundation.text import clean_incoming

Value = dict[str, Any]
LATEST_SECOND = 4_102_444_800  # the year 2100: larger numbers of seconds are milliseconds or nonsense


def text_of(value: Value, *names: str) -> str:
    """Return the first of these fields that holds text or a number, as storable text."""
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found:
            return clean_incoming(found)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return str(found)
    return ""


def object_of(value: Value, name: str) -> Value:
    """Return a field that holds an object, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def list_of(value: Value, name: str) -> list[Any]:
    """Return a field that holds a list, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, list) else []


def moment(found: object, otherwise: datetime) -> datetime:
    """Return a time given in seconds, milliseconds or ISO text; ``otherwise`` for anything else."""
    if isinstance(found, str):
        try:
            at = datetime.fromisoformat(found)
        except ValueError:
            try:
                return moment(float(found), otherwise)
            except ValueError:
                return otherwise
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if isinstance(found, bool) or not isinstance(found, int | float) or found <= 0:
        return otherwise
    seconds = found / 1000 if found > LATEST_SECOND else found
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise


def last_part(remote_id: str) -> str:
    """Return the last segment of an id: ``501_9001``, ``112_9001`` and ``9001`` may name one comment."""
    return remote_id.rsplit("_", 1)[-1]
