"""What the incidents announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AnsweredForAll:
    """An officer has answered one case and wants the others of its incident to hear the same; ``text`` as it was typed."""

    district_id: str
    case_id: UUID
    reply_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class ResolvedForAll:
    """An officer has disposed of one case, and the same was done for the others of its incident."""

    district_id: str
    case_id: UUID
    disposal_id: UUID
