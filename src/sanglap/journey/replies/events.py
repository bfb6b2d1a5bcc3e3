"""What the replies announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReplySent:
    """The network has the reply and has named it."""

    district_id: str
    case_id: UUID
    reply_id: UUID


@dataclass(frozen=True, slots=True)
class ReplyFailed:
    """A reply needs a person: its fate is unknown, or the network refuses it."""

    district_id: str
    case_id: UUID
    reply_id: UUID
