"""What redress announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """Another path is the right one; ``line_id`` is the history line that holds the path and the officer's words."""

    district_id: str
    case_id: UUID
    line_id: UUID


@dataclass(frozen=True, slots=True)
class AppealFiled:
    """An appeal lies with the appeal officer or the central cell."""

    district_id: str
    case_id: UUID
    appeal_id: UUID


@dataclass(frozen=True, slots=True)
class AppealDecided:
    """It was decided; what was ordered or disposed announces itself."""

    district_id: str
    case_id: UUID
    appeal_id: UUID
