"""What the handling announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseEscalated:
    """A clock passed 50, 80 or 100 percent and the next rung of the ladder was told."""

    district_id: str
    case_id: UUID
    stage: int
    office_code: str


@dataclass(frozen=True, slots=True)
class CaseResolved:
    """The office says what it did, when, with proof; now the citizen is told and asked."""

    district_id: str
    case_id: UUID
    disposal_id: UUID


@dataclass(frozen=True, slots=True)
class CitizenAsked:
    """The office needs to know more; ``line_id`` is the history line that holds the question."""

    district_id: str
    case_id: UUID
    line_id: UUID


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """The citizen took a case back; what was still asked, inquired or appealed in it has ended with it."""

    district_id: str
    case_id: UUID
