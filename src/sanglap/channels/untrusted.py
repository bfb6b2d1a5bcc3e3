"""Careful hands for what outside networks send: a wrong type is an empty value, never an exception.

Everything that leaves this module can be stored by PostgreSQL: no NUL, no lone surrogate, no endless identifier.
"""

from __future__ import annotations

import hashlib
import json
import math
from datetime import UTC, datetime
from typing import Any

import orjson

from sanglap.channels.contract import Malformed
from sanglap.foundation.text import clean_incoming

Value = dict[str, Any]
EARLIEST = datetime(2004, 1, 1, tzinfo=UTC).timestamp()  # before the first social network: a mistake, not a time
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
MILLISECONDS_FROM = 20_000_000_000  # seconds reach this in the year 2603; anything larger counts milliseconds
LONGEST_IDENTIFIER = 120  # letters; the columns hold 160 and we add a prefix here and there
KEPT_OF_LONG_IDENTIFIER = 80


def parse_object(body: bytes) -> Value:
    """Parse a body that must be one JSON object. Raises :class:`Malformed`.

    The fast parser refuses lone surrogates, NaN and deep nesting; the standard library, asked second, only the last.
    """
    parsed: Any
    try:
        parsed = orjson.loads(body)
    except ValueError:
        parsed = _parse_leniently(body)
    if not isinstance(parsed, dict):
        message = f"The body is not a JSON object but {type(parsed).__name__}."
        raise Malformed(message)
    return parsed


def _parse_leniently(body: bytes) -> object:
    try:
        return json.loads(body)
    except RecursionError:
        message = "The body is nested too deeply."
        raise Malformed(message) from None
    except ValueError as trouble:
        message = f"The body is not JSON: {clean_incoming(str(trouble))[:200]}"
        raise Malformed(message) from None


def text_of(value: Value, *names: str) -> str:
    """Return the first of these fields that holds text or a number, as storable text; else ""."""
    for name in names:
        found = value.get(name)
        if isinstance(found, str):
            if found:
                return clean_incoming(found)
        elif isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found):
            return str(int(found)) if found == int(found) else str(found)
    return ""


def identifier_of(value: Value, *names: str) -> str:
    """Return the first of these fields that holds an identifier. One too long to store ends in its own fingerprint."""
    found = text_of(value, *names)
    if len(found) <= LONGEST_IDENTIFIER:
        return found
    return f"{found[:KEPT_OF_LONG_IDENTIFIER]}~{fingerprint(found)}"


def object_of(value: Value, name: str) -> Value:
    """Return a field that holds an object, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def list_of(value: Value, name: str) -> list[Any]:
    """Return a field that holds a list, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, list) else []


def number_of(value: Value, name: str) -> float | None:
    """Return a field that holds a finite number, also one written as text; else None."""
    found = value.get(name)
    if isinstance(found, str):
        try:
            found = float(found)
        except ValueError:
            return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        number = float(found)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def coordinates_of(value: Value, latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return a point on Earth as (latitude, longitude) in degrees, or None when it is not one."""
    north, east = number_of(value, latitude), number_of(value, longitude)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):  # noqa: PLR2004 – degrees
        return None
    return north, east


def moment(found: object, otherwise: datetime) -> datetime:
    """Return a time given in seconds, milliseconds or ISO text, in UTC; ``otherwise`` for anything else."""
    seconds = _seconds(found)
    if seconds is None:
        return otherwise
    if seconds >= MILLISECONDS_FROM:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if EARLIEST <= seconds < LATEST else otherwise


def _seconds(found: object) -> float | None:
    if isinstance(found, str):
        number = number_of({"time": found}, "time")
        return number if number is not None else _seconds_of_iso(found)
    return number_of({"time": found}, "time")


def _seconds_of_iso(text: str) -> float | None:
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def fingerprint(value: object) -> str:
    """Return 24 letters that are equal for equal JSON values, whatever the order of their fields and their depth."""
    digest = hashlib.blake2b(digest_size=12)
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            digest.update(b"{%d" % len(one))
            for name in sorted(one):
                waiting += (one[name], name)
        elif isinstance(one, list):
            digest.update(b"[%d" % len(one))
            waiting.extend(reversed(one))
        else:
            digest.update(repr(one).encode("utf-8", "backslashreplace") + b",")
    return digest.hexdigest()
