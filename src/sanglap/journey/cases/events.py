"""What the cases announce."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A citizen's matter has become a case with a number."""

    district_id: str
    case_id: UUID
    post_id: UUID


@dataclass(frozen=True, slots=True)
class CaseJoined:
    """Another post belongs to a case that exists; ``by_office`` when the office itself wrote it on the network."""

    district_id: str
    case_id: UUID
    post_id: UUID
    by_office: bool


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """A case has moved to another state, owner, topic or date; ``what`` is the kind of its newest history line."""

    district_id: str
    case_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class PersonalDataErased:
    """The citizen had name, phone, words and pictures erased from a case: whoever keeps a copy forgets it now."""

    district_id: str
    case_id: UUID
