"""What the arrivals announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PostAccepted:
    """A citizen's (or the office's own) words were taken in for the first time."""

    district_id: str
    post_id: UUID


@dataclass(frozen=True, slots=True)
class PostChanged:
    """A post we hold was edited, removed, hidden or shown again on its network (``what``)."""

    district_id: str
    post_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class PostSetAside:
    """Something arrived that opens no case; it is kept with its reason."""

    district_id: str
    post_id: UUID
    reason: str
