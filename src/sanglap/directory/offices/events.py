"""What the offices announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PostingEnded:
    """An officer no longer holds a role; the posting names the successor, if there is one."""

    posting_id: UUID


@dataclass(frozen=True, slots=True)
class OfficeMerged:
    """An office no longer exists; another has taken over what it did."""

    old_code: str
    into_code: str
