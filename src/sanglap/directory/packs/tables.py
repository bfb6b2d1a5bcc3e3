"""Read the cells of a pack's table; what is wrong is said with file, line and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path


class UnableToReadPack(Exception):
    """The pack is missing, or a cell does not mean what its column promises; the message says where."""


class Table:
    """Rows of one CSV file, streamed."""

    def __init__(self, path: Path, language: str) -> None:
        """Name the file, and the country's first language, which names its columns."""
        self._path = path
        self._language = language

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows; raises :class:`UnableToReadPack` when the file cannot be read."""
        try:
            with self._path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                for cells in reader:
                    yield TableRow(self._path.name, reader.line_num, cells, self._language)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            message = f"{self._path.name} cannot be read: {error}"
            raise UnableToReadPack(message) from error


class TableRow:
    """One line of a table; each reader says which file, line and column is wrong."""

    def __init__(self, file: str, line: int, cells: dict[str, str | None], language: str) -> None:
        """Remember where the row stands."""
        self._file = file
        self._line = line
        self._cells = cells
        self._language = language

    def optional(self, column: str) -> str:
        """Return the cell, or an empty text."""
        value = self._cells.get(column)
        return value.strip() if value else ""

    def text(self, column: str) -> str:
        """Return the cell, which must not be empty."""
        value = self.optional(column)
        if not value:
            raise self._wrong(column, "is empty")
        return value

    def local(self, column: str) -> str:
        """Return the cell of the country's first language."""
        return self.text(f"{column}_{self._language}")

    def several(self, column: str) -> tuple[str, ...]:
        """Return the values between bars."""
        return tuple(part.strip() for part in self.optional(column).split("|") if part.strip())

    def yes(self, column: str) -> bool:
        """Return whether the cell says yes; empty is no."""
        value = self.optional(column)
        if value not in {"", "yes", "no"}:
            raise self._wrong(column, f"is neither yes nor no: {value!r}")
        return value == "yes"

    def whole(self, column: str) -> int:
        """Return a whole number."""
        value = self.text(column)
        try:
            return int(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a whole number: {value!r}") from error

    def number(self, column: str) -> float:
        """Return a number."""
        value = self.text(column)
        try:
            return float(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a number: {value!r}") from error

    def degrees(self, column: str) -> float | None:
        """Return degrees, or None when empty."""
        return self.number(column) if self.optional(column) else None

    def day(self, column: str) -> date:
        """Return a date like 2026-11-23."""
        value = self.text(column)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a date like 2026-11-23: {value!r}") from error

    def day_or_none(self, column: str) -> date | None:
        """Return a date, or None when empty."""
        return self.day(column) if self.optional(column) else None

    def clock_time(self, column: str) -> time:
        """Return a time like 09:00."""
        value = self.text(column)
        try:
            return time.fromisoformat(value)
        except ValueError as error:
            raise self._wrong(column, f"is not a time like 09:00: {value!r}") from error

    def _wrong(self, column: str, what: str) -> UnableToReadPack:
        return UnableToReadPack(f"{self._file} line {self._line}: {column} {what}")
