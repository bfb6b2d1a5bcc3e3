"""A line of JSON as a post to read: its page's area by names or codes, its point when it has a true one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sanglap.reading.page_area import PageAreas
from sanglap.reading.post import PostToRead

MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0
MOST_HOURS = 1e6
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


class Asking:
    """Understands lines of posts for one country."""

    def __init__(self, pack: Path) -> None:
        self._areas = PageAreas(pack)

    def post_of(self, asked: dict[str, Any]) -> PostToRead:
        """Return the post of one line. What is missing, of the wrong type or no place on earth counts as not said."""
        latitude, longitude = _number(asked.get("lat"), MOST_LATITUDE), _number(asked.get("lon"), MOST_LONGITUDE)
        known = latitude is not None and longitude is not None
        return PostToRead(
            id=str(asked.get("id", "")),
            text=text_of(asked),
            page_area=self._page_area(asked.get("page_area")),
            lat=latitude if known else None,
            lon=longitude if known else None,
        )

    def _page_area(self, said: object) -> str | None:
        if isinstance(said, str):
            return self._areas.code_of(said, said) if said else None
        if not isinstance(said, dict):
            return None
        district, upazila = said.get("district"), said.get("upazila")
        return self._areas.code_of(district if isinstance(district, str) else "", upazila if isinstance(upazila, str) else "")


def written_at(asked: dict[str, Any]) -> datetime | None:
    """Return when a post was written, if its line tells it: ``at`` or ``created_time`` (ISO 8601), or ``hours`` since any moment."""
    hours = _number(asked.get("hours"), MOST_HOURS)
    if hours is not None:
        return BEGINNING + timedelta(hours=hours)
    said = asked.get("at") or asked.get("created_time")
    try:
        at = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def text_of(asked: dict[str, Any]) -> str:
    """Return the text of a line; empty when there is none."""
    text = asked.get("text")
    return text if isinstance(text, str) else ""


def _number(value: object, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -most <= value <= most else None
