"""The rows of a country pack's tables, read without a database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path


def rows_of(file: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by their column names; a table that a country does not have has none."""
    if file.exists():
        with file.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
