"""From which probability an answer is taken without a person: measured, never guessed.

``./sanglap evaluate`` finds the lowest probability at which 95 % of the answers taken on held-out posts are right, and
writes it into the country pack's ``reading/automatic.csv`` beside what it found. An answer that was never measured, or
never reached that precision, is not taken by itself (part 9 of reading: otherwise a person chooses among three).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.tables import rows_of

TABLE = "reading/automatic.csv"
NEVER = 1.01  # a probability that no answer has


@dataclass(frozen=True, slots=True)
class Trusted:
    """From which probability (0–1) an answer is taken, at which precision, and which share of posts that covers."""

    answer: str
    from_probability: float
    precision: float
    share: float


def load_automatic(pack: Path) -> Mapping[str, float]:
    """Return the probability from which each answer (``topic``, ``kind``, ``office``) is taken without a person."""
    return {row["answer"]: float(row["from_probability"]) for row in rows_of(pack / TABLE)}


def write_automatic(pack: Path, trusted: Iterable[Trusted]) -> None:
    """Write what was measured into the country pack."""
    with (pack / TABLE).open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("answer", "from_probability", "precision", "share"))
        for one in trusted:
            table.writerow((one.answer, f"{one.from_probability:.4f}", f"{one.precision:.2f}", f"{one.share:.3f}"))
