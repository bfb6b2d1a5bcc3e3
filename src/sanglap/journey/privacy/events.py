"""What privacy announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NameOpened:
    """A second person agreed that an officer reads a hidden name; the citizen has to know (R9)."""

    district_id: str
    case_id: UUID
    unmasking_id: UUID


@dataclass(frozen=True, slots=True)
class CheckInDue:
    """Ninety days have passed since a sensitive case ended: how is the citizen?"""

    district_id: str
    case_id: UUID
    check_in_id: UUID
