"""Waiting lines get their place in the log, by one worker at a time; those who write history know nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from sanglap.foundation.bulk import copy_values
from sanglap.foundation.ledger.lines import new_salt
from sanglap.foundation.ledger.tree import SubtreesInMemory, hash_leaf
from sanglap.journey.ledger.models import Leaf, Subtree
from sanglap.journey.ledger.rows import COLUMNS, Row, bytes_of, commitment_of
from sanglap.journey.ledger.subtrees import BLOCK, STEP, stored_hashes

THE_LOG = 6962  # the advisory lock of whoever writes the log; nobody else takes it
BATCH = 5_000
MOST_AT_ONCE = 300_000  # lines; then other jobs have their turn

_WAITING = f"""
SELECT {COLUMNS}, EXISTS (SELECT FROM ledger_leaf l WHERE l.line_id = w.id AND l.district_id = w.district_id)
  FROM ledger_waitingline w
  JOIN cases_historyline h ON h.district_id = w.district_id AND h.id = w.id
  LEFT JOIN cases_case c ON c.district_id = h.district_id AND c.id = h.case_id
 ORDER BY w.id, w.district_id LIMIT %s
"""  # noqa: S608 – our own names
_DONE = """
DELETE FROM ledger_waitingline w USING unnest(%s::uuid[], %s::text[]) AS d(id, district_id)
 WHERE w.id = d.id AND w.district_id = d.district_id
"""
_MISSED = """
INSERT INTO ledger_waitingline (id, district_id)
SELECT h.id, h.district_id FROM cases_historyline h
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.line_id = h.id AND l.district_id = h.district_id)
ON CONFLICT DO NOTHING
"""


def sequence_lines(most: int = MOST_AT_ONCE) -> int:
    """Give waiting lines their place, in the order of their ids as far as they are there; return how many got one.

    Nothing happens while another worker is at it.
    """
    done = 0
    while done < most:
        with transaction.atomic():
            if not _lock(wait=False):
                return done
            taken, placed = _place_batch(min(BATCH, most - done))
        done += placed
        if not taken:
            break
    return done


def sequence_everything() -> None:
    """Give every line a place that this transaction sees, and keep the log to itself until the transaction ends."""
    _lock(wait=True)
    while _place_batch(BATCH)[0]:
        pass


def gather_missed() -> int:
    """Note every line that neither waits nor has its place; return how many. There are none while the trigger stands.

    (On a distributed database, whose shards carry no such trigger, this is how lines are noted.)
    """
    with connection.cursor() as cursor:
        cursor.execute(_MISSED)
        return int(cursor.rowcount)


def size_of_log() -> int:
    """Return the number of lines in the log."""
    last = Leaf.objects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def whole_subtrees(level: int, begin: int, hashes: Sequence[bytes]) -> list[tuple[int, int, bytes]]:
    """Return the subtrees one stored level up that hashes of this level make whole: level, index, hash.

    ``hashes`` begin at index ``begin``, which is the first of a block.
    """
    found = []
    for place in range(0, len(hashes) - BLOCK + 1, BLOCK):
        block = SubtreesInMemory(hashes[place : place + BLOCK])
        found.append((level + STEP, (begin + place) // BLOCK, block.hash_of(STEP, 0)))
    return found


def _lock(*, wait: bool) -> bool:
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [THE_LOG])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [THE_LOG])
        row = cursor.fetchone()
    return bool(row and row[0])


def _place_batch(limit: int) -> tuple[int, int]:
    """Return how many waiting lines were taken, and how many of them got a place: some had one already."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [limit])
        found = cursor.fetchall()
        if not found:
            return 0, 0
        rows = [Row(*row[:-1]) for row in found if not row[-1]]
        _append(rows)
        cursor.execute(_DONE, [[row[1] for row in found], [row[0] for row in found]])
    return len(found), len(rows)


def _append(rows: Sequence[Row]) -> None:
    begin = size_of_log()
    leaves: list[dict[str, Any]] = []
    for position, row in enumerate(rows, begin):
        salt = new_salt()
        commitment = commitment_of(row, salt)
        leaves.append(
            {
                "position": position,
                "district_id": row.district_id,
                "line_id": row.id,
                "hash": hash_leaf(bytes_of(row, commitment)),
                "commitment": commitment,
                "salt": salt,
            }
        )
    copy_values(Leaf, leaves)
    _grow(begin, [leaf["hash"] for leaf in leaves])


def _grow(begin: int, hashes: list[bytes]) -> None:
    """Store the subtrees that new leaves made whole, level by level."""
    level = 0
    while hashes:
        first = begin - begin % BLOCK
        whole = whole_subtrees(level, first, [*stored_hashes(level, first, begin), *hashes] if first < begin else hashes)
        copy_values(Subtree, [{"level": above, "index": index, "hash": digest} for above, index, digest in whole])
        level += STEP
        begin, hashes = (whole[0][1] if whole else 0), [digest for _, _, digest in whole]
