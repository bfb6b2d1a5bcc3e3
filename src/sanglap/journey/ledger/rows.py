"""History lines as they stand in the database, and the bytes they have in the log.

Read here and nowhere else, so that whoever puts a line into the log and whoever checks it see the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from sanglap.foundation.ledger.lines import commit_to, open_line

# Microseconds are far quicker to read than moments; only SQL can write a moment that no calendar has.
_AT = "CASE WHEN h.at >= '0001-01-02' AND h.at < '9999-12-31' THEN (extract(epoch FROM h.at) * 1000000)::bigint END"
COLUMNS = (
    f"h.district_id, h.id, {_AT}, h.kind, h.from_state, h.to_state, c.number, "
    "h.case_id::text, h.actor, h.officer_id::text, h.office_code, h.words, h.facts::text, h.is_public"
)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """A history line in the order of :data:`COLUMNS`; the seven last belong to its private part, with the district."""

    district_id: str
    id: UUID
    microseconds: int | None  # since 1970; None for a moment that no calendar has, which only SQL can write
    kind: str
    from_state: str
    to_state: str
    number: str | None
    case_id: str
    actor: str
    officer_id: str | None
    office_code: str
    words: str
    facts: str
    is_public: bool

    @property
    def at(self) -> datetime | None:
        """Return when it happened."""
        return None if self.microseconds is None else _EPOCH + timedelta(microseconds=self.microseconds)


def commitment_of(row: Row, salt: bytes) -> bytes:
    """Return the commitment to the private part of a line."""
    return commit_to(
        salt,
        {
            "district": row.district_id,
            "case": row.case_id,
            "actor": row.actor,
            "officer": row.officer_id,
            "office": row.office_code,
            "words": row.words,
            "facts": facts_of(row),
            "public": row.is_public,
        },
    )


def bytes_of(row: Row, commitment: bytes) -> bytes:
    """Return the bytes of a line, as they are hashed."""
    return open_line(
        case=row.number or "",
        line=row.id,
        at=row.at,
        kind=row.kind,
        from_state=row.from_state,
        to_state=row.to_state,
        commitment=commitment,
    )


def facts_of(row: Row) -> Any:
    """Return a line's facts. The server's own text of JSON may change its spacing with a new version; what it says does not."""
    try:
        return orjson.loads(row.facts)
    except ValueError:
        return row.facts  # something that nobody of ours wrote; its text is as good
