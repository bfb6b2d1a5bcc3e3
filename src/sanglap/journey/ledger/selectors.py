"""What the log can show: its newest heads, and the receipt of a line."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from sanglap.foundation.ledger.heads import read_head
from sanglap.foundation.ledger.receipts import Receipt
from sanglap.foundation.ledger.tree import consistency_proof, hash_leaf, inclusion_path
from sanglap.journey.ledger.models import SignedHead
from sanglap.journey.ledger.rows import COLUMNS, Row, bytes_of
from sanglap.journey.ledger.subtrees import StoredSubtrees

_LINE = f"""
SELECT {COLUMNS}, l.position, l.hash, l.commitment
  FROM ledger_leaf l
  JOIN cases_historyline h ON h.district_id = l.district_id AND h.id = l.line_id
  LEFT JOIN cases_case c ON c.district_id = h.district_id AND c.id = h.case_id
 WHERE l.line_id = %s AND l.district_id = %s
"""  # noqa: S608 – our own names


class UnableToProve(RuntimeError):
    """The line is not what was put into the log, or the log has a hole: somebody changed it."""


def newest_heads(count: int) -> list[SignedHead]:
    """Return the newest signed heads, newest first."""
    return list(SignedHead.objects.order_by("-at")[:count])


def receipt_of(district_id: str, line_id: UUID) -> Receipt | None:
    """Return the receipt of a line under the newest head; None while it waits for one. Raises :class:`UnableToProve`."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [line_id, district_id])
        found = cursor.fetchone()
    newest = SignedHead.objects.order_by("-at").first()
    if found is None or newest is None or found[-3] >= newest.size:
        return None
    row, (position, digest, commitment) = Row(*found[:-3]), found[-3:]
    line, head = bytes_of(row, bytes(commitment)), read_head(newest.note)
    if hash_leaf(line) != bytes(digest):
        message = f"Line {line_id} was changed after it was put into the log."
        raise UnableToProve(message)
    try:
        return Receipt(line, position, tuple(inclusion_path(position, head.size, StoredSubtrees())), head)
    except IndexError:
        message = "The log has a hole."
        raise UnableToProve(message) from None


def consistency_between(first: int, second: int) -> list[bytes]:
    """Return the proof that the log of ``second`` lines begins with its first ``first`` ones. IndexError where there are none."""
    return consistency_proof(first, second, StoredSubtrees())
