"""What the channels announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutboxFinished:
    """A sending has ended: sent, unknown, or stuck until a person decides (``state``)."""

    district_id: str
    item_id: UUID
    reference: str
    state: str


@dataclass(frozen=True, slots=True)
class PageBroken:
    """A page can no longer be heard or answered until a person reconnects it."""

    district_id: str
    page_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class PageMended:
    """A page that was broken works again."""

    district_id: str
    page_id: UUID
