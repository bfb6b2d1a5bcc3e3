"""Replies that may be used again, loaded from data."""

from __future__ import annotations

import csv
from pathlib import Path

from sanglap.journey.replies.models import Template

DATA = Path(__file__).resolve().parent.parent / "templates_data.csv"


def load_templates(file: Path = DATA) -> int:
    """Write the templates of the file; ones that an office has changed meanwhile are left as they are."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [Template(**row) for row in csv.DictReader(stream)]
    Template.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
