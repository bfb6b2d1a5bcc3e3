"""The posts nobody learns from: written by another hand, only to measure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NO_TOPIC = "none"


@dataclass(frozen=True, slots=True)
class HeldOutPost:
    """A post with what is right about it. ``topics``: the first is what it is about, the others are also right."""

    text: str
    script: str
    kind: str
    topics: tuple[str, ...]
    district: str
    upazila: str
    places: tuple[tuple[str, str], ...]
    office_type: str
    danger: str
    asked: dict[str, Any]

    @property
    def topic(self) -> str:
        """What it is about; :data:`NO_TOPIC` for abuse and advertising."""
        return self.topics[0] if self.topics else NO_TOPIC


def held_out_posts(folder: Path) -> list[HeldOutPost]:
    """Return the posts of ``posts.jsonl``; none when there is no such file."""
    return [_post(row) for row in rows_of(folder / "posts.jsonl")]


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines; none when there is no such file."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _post(row: dict[str, Any]) -> HeldOutPost:
    page = row.get("page_area") or {}
    topics = tuple(one for one in (row.get("topic"), *row.get("also", ())) if one)
    return HeldOutPost(
        text=row["text"],
        script=row["script"],
        kind=row["kind"],
        topics=topics,
        district=page.get("district", ""),
        upazila=page.get("upazila", ""),
        places=tuple((one.get("district", ""), one.get("upazila", "")) for one in row.get("places", ())),
        office_type=row.get("office_type") or "",
        danger=row.get("danger", "none"),
        asked=row,
    )
