"""For which rules a citizen's words may be hidden from the public page. The post is kept, and the case goes on (R14).

The rules are the country pack's. Criticism of an office or an officer is never among them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

TABLE = "reading/hiding_rules.csv"
WAITING, APPEALED = "waiting", "appealed"
REVIEWS = (WAITING, APPEALED)
ABUSE = "abuse"  # the one rule under which words are hidden before a person has looked
HIDDEN_FROM = 0.5  # of the reader's score of abuse, 0 to 1


@dataclass(frozen=True, slots=True)
class HidingRule:
    """A rule with its paragraph, its text in both languages and its source."""

    code: str
    paragraph: str
    english: str
    bangla: str
    source: str


def hiding_rules() -> dict[str, HidingRule]:
    """Return the rules of the country by their code; none in a country whose pack has none."""
    return _rules(Path(settings.COUNTRY_PACK))


@lru_cache(maxsize=2)
def _rules(pack: Path) -> dict[str, HidingRule]:
    if not (pack / TABLE).exists():
        return {}
    with (pack / TABLE).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["code"]: HidingRule(row["code"], row["paragraph"], row["text_en"], row["text_bn"], row["source"]) for row in rows}
