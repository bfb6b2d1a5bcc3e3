"""The dated rules that drafts are checked against, each with its paragraph, its texts and its source."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TABLE = "reading/conduct_rules.csv"
OK, AMBER, RED = "ok", "amber", "red"


@dataclass(frozen=True, slots=True)
class ConductRule:
    """A rule as it was in force from ``valid_from`` until, but not on, ``valid_until`` (None: still)."""

    code: str
    verdict: str
    paragraph: str
    valid_from: dt.date
    valid_until: dt.date | None
    english: str
    bangla: str
    source: str

    def is_valid_on(self, day: dt.date | None) -> bool:
        """Say whether the rule is in force on that day; without a day, whether it still is."""
        if day is None:
            return self.valid_until is None
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def read_rules(pack: Path) -> tuple[ConductRule, ...]:
    """Return the rules of a country pack. Raises FileNotFoundError without its table, ValueError for a day that is none."""
    with (pack / TABLE).open(encoding="utf-8", newline="") as stream:
        return tuple(_rule(row) for row in csv.DictReader(stream))


def rules_by_code(rules: Iterable[ConductRule], day: dt.date | None) -> dict[str, ConductRule]:
    """Return the rules in force on a day by their code."""
    return {rule.code: rule for rule in rules if rule.is_valid_on(day)}


def _rule(row: dict[str, str]) -> ConductRule:
    ends = row["valid_until"]
    return ConductRule(
        code=row["code"],
        verdict=row["verdict"],
        paragraph=row["paragraph"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_until=dt.date.fromisoformat(ends) if ends else None,
        english=row["text_en"],
        bangla=row["text_bn"],
        source=row["source"],
    )
