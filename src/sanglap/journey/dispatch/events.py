"""What the dispatch announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseDispatched:
    """A case has an owner for the first time (``first``), or another one than before."""

    district_id: str
    case_id: UUID
    office_code: str
    first: bool


@dataclass(frozen=True, slots=True)
class DangerRaised:
    """A case is more dangerous than it was: in what the citizen wrote later (``post_id``), or because a person said so."""

    district_id: str
    case_id: UUID
    post_id: UUID | None
