"""Where matters go that are not for grievance redress: the right path, with its form, from the country pack (R13)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

TABLE = "right_paths.csv"


@dataclass(frozen=True, slots=True)
class RightPath:
    """A reason why a matter is not for here (with its paragraph), where it belongs, and a form ready to be copied."""

    code: str
    paragraph: str
    name_en: str
    name_bn: str
    path_en: str
    path_bn: str
    form_en: str
    form_bn: str


def right_paths() -> dict[str, RightPath]:
    """Return the country's right paths by their code; none in a country whose pack has no such table."""
    return _paths(Path(settings.COUNTRY_PACK))


@lru_cache(maxsize=2)
def _paths(pack: Path) -> dict[str, RightPath]:
    if not (pack / TABLE).exists():
        return {}
    with (pack / TABLE).open(encoding="utf-8", newline="") as stream:
        return {row["code"]: RightPath(**row) for row in csv.DictReader(stream)}
