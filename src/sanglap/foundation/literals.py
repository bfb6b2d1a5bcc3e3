"""Columns of values as PostgreSQL array literals: several times quicker than the driver's own way for thousands of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def texts(values: Iterable[str]) -> str:
    """Return text[] as a literal."""
    return "{" + ",".join([_quoted(value) for value in values]) + "}"


def numbers(values: Iterable[int | None]) -> str:
    """Return int[] as a literal."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def days(values: Iterable[date]) -> str:
    """Return date[] as a literal."""
    return "{" + ",".join([value.isoformat() for value in values]) + "}"


def lists(values: Iterable[str | None]) -> str:
    """Return text[] of literals (or nulls) as a literal: PostgreSQL has no arrays of arrays of different lengths."""
    return "{" + ",".join(["NULL" if value is None else f'"{value}"' for value in values]) + "}"


def texts_or_nulls(values: Iterable[object]) -> str:
    """Return an array of whatever PostgreSQL reads from text – words, UUIDs, moments – as a literal; None becomes NULL."""
    return "{" + ",".join(["NULL" if value is None else _quoted(str(value)) for value in values]) + "}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
