"""The whole log is made again from the history lines and held against what was stored, signed and published.

Whoever can write SQL can change everything in the database, but not what was signed with a key outside of it, and not
what others have copied from the feed of heads: ``published`` takes such copies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from sanglap.foundation.ledger.heads import Head, PublicKey, UnableToReadHead, UnableToReadKey, read_head, read_public_key
from sanglap.foundation.ledger.tree import Frontier, hash_leaf
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.ledger.models import SignedHead
from sanglap.journey.ledger.rows import COLUMNS, Row, bytes_of, commitment_of, facts_of
from sanglap.journey.ledger.services.sequencing import WAITING, size_of_log, whole_subtrees
from sanglap.journey.ledger.subtrees import BLOCK, STEP, stored_hashes

CHUNK = 20 * BLOCK
EXAMPLES = 10  # of each kind of finding
NETWORKS_OWN = frozenset({HistoryKind.OPENED, HistoryKind.JOINED, HistoryKind.OFFICE_WROTE})  # told with the network's time
PATIENCE, PATIENCE_WITH_NETWORKS = timedelta(hours=1), timedelta(days=7)  # as long as a line may be on its way into the log

_LEAVES = f"""
SELECT l.position, l.hash, l.commitment, l.salt, l.district_id, l.line_id, {COLUMNS}
  FROM ledger_leaf l
  LEFT JOIN cases_historyline h ON h.district_id = l.district_id AND h.id = l.line_id
  LEFT JOIN cases_case c ON c.district_id = h.district_id AND c.id = h.case_id
 WHERE l.position >= %s AND l.position < %s ORDER BY l.position
"""  # noqa: S608 – our own names
_UNLOGGED = f"""
WITH {WAITING}
SELECT h.district_id, h.id FROM cases_historyline h
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.line_id = h.id AND l.district_id = h.district_id)
   AND NOT EXISTS (SELECT FROM waiting w WHERE w.id = h.id AND w.district_id = h.district_id)
"""  # noqa: S608 – our own names
_VANISHED = """
SELECT v.district_id, v.id FROM ledger_vanishedline v
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.line_id = v.id AND l.district_id = v.district_id)
"""


@dataclass(slots=True)
class Audit:
    """What was found. ``findings`` counts each kind of trouble, ``examples`` names some."""

    lines: int = 0
    heads: int = 0
    erased: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether the log is what it says it is."""
        return not self.findings

    def note(self, kind: str, words: str) -> None:
        """Note a finding."""
        self.findings[kind] += 1
        if self.findings[kind] <= EXAMPLES:
            self.examples.append(f"{kind}: {words}")


def audit_ledger(
    *,
    key: PublicKey | None = None,
    published: Iterable[Head] = (),
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Audit:
    """Check every line, every stored hash and every head; change nothing.

    ``key`` is the key one trusts; without it each head is checked with the key stored beside it, which an administrator
    could have changed. Reads the log in chunks, each as it is at that moment: lines that arrive meanwhile do not matter.
    """
    audit = Audit()
    size = size_of_log()
    walk = _Walk(audit, _heads(audit, key, published), size)
    for begin in range(0, size, CHUNK):
        walk.check(begin, min(size, begin + CHUNK))
        progress(walk.log.size, size)
    walk.finish()
    _look_beside(audit)
    return audit


class _Walk:
    """One way through the log, from its first line to its last."""

    def __init__(self, audit: Audit, heads: Sequence[Head], size: int) -> None:
        self.audit, self.size = audit, size
        self.log = Frontier()
        self.heads = sorted(heads, key=lambda head: (head.size, head.at))
        self.next_head = 0
        self.signed_at: datetime | None = None  # when the newest head was signed that does not hold the present line
        self.erased: dict[tuple[str, UUID], int] = {}
        self.allowed: set[tuple[str, str]] = set()  # what lines about erasures name
        self.is_whole = True

    def check(self, begin: int, end: int) -> None:
        """Check the leaves from ``begin`` up to ``end``."""
        hashes = []
        for position, leaf in self._in_order(begin, end):
            self._pass_heads()
            if leaf is None:
                self.audit.note("missing leaf", f"place {position} of the log is empty")
                self.is_whole = False
                hashes.append(bytes(32))
            else:
                hashes.append(bytes(leaf[1]))
                self._check_line(position, leaf)
            self.log.add(hashes[-1])
        self._check_subtrees(begin, hashes)

    def finish(self) -> None:
        """Check the heads over the whole log, and that every erasure was written down."""
        self._pass_heads()
        for head in self.heads[self.next_head :]:
            self.audit.note("head", f"the log had {head.size} lines when it was signed at {head.at}, and has {self.log.size}")
        for (district, line), position in self.erased.items():
            if (district, str(line)) not in self.allowed:
                self.audit.note("erased without a record", f"line {line} at place {position}")
        self.audit.erased = len(self.erased)

    def _in_order(self, begin: int, end: int) -> Iterator[tuple[int, Any]]:
        with connection.cursor() as cursor:
            cursor.execute(_LEAVES, [begin, end])
            found = cursor.fetchall()
        if len(found) == end - begin:
            yield from zip(range(begin, end), found, strict=True)
        else:
            known = {row[0]: row for row in found}
            yield from ((position, known.get(position)) for position in range(begin, end))

    def _check_line(self, position: int, leaf: Any) -> None:
        digest, commitment, salt, district, line_id = leaf[1:6]
        row = Row(*leaf[6:])
        self.audit.lines += 1
        if row.id is None:
            self.audit.note("deleted", f"line {line_id} at place {position}")
            return
        if salt is None:
            self.erased[district, line_id] = position
        elif commitment_of(row, bytes(salt)) != bytes(commitment):
            self.audit.note(
                "changed", f"who, where, words or facts of line {line_id} ({row.number}, {row.kind}) at place {position}"
            )
        if hash_leaf(bytes_of(row, bytes(commitment))) != bytes(digest):
            self.audit.note(
                "changed", f"case, time, kind or state of line {line_id} ({row.number}, {row.kind}) at place {position}"
            )
        self._check_date(row)
        if row.kind == HistoryKind.PERSONAL_DATA_ERASED and salt is not None:  # what it names cannot be checked without
            self.allowed |= _named(row)

    def _check_date(self, row: Row) -> None:
        """A line must not say a moment long before a head that was signed without it."""
        said, patience = row.at, PATIENCE_WITH_NETWORKS if row.kind in NETWORKS_OWN else PATIENCE
        if said is None or (self.signed_at is not None and said < self.signed_at - patience):
            words = f"line {row.id} ({row.number}, {row.kind}) says {said}, and came after the head of {self.signed_at}"
            self.audit.note("back-dated", words)

    def _pass_heads(self) -> None:
        """Compare with every head over exactly the lines passed so far."""
        while self.next_head < len(self.heads) and self.heads[self.next_head].size == self.log.size:
            head = self.heads[self.next_head]
            self.next_head += 1
            self.signed_at = max(self.signed_at, head.at) if self.signed_at else head.at
            if head.root != self.log.root():
                self.audit.note("head", f"the first {head.size} lines are not those signed at {head.at}")

    def _check_subtrees(self, begin: int, hashes: list[bytes]) -> None:
        level = 0
        while self.is_whole and len(hashes) >= BLOCK and begin % BLOCK == 0:
            whole = whole_subtrees(level, begin, hashes)
            level, begin, hashes = level + STEP, whole[0][1], [digest for _, _, digest in whole]
            if stored_hashes(level, begin, begin + len(hashes)) != hashes:
                self.audit.note("stored hashes", f"of level {level} from {begin} on are not those of the lines")


def _named(row: Row) -> set[tuple[str, str]]:
    facts = facts_of(row)
    return {(row.district_id, str(one)) for one in facts.get("lines", ())} if isinstance(facts, dict) else set()


def _heads(audit: Audit, key: PublicKey | None, published: Iterable[Head]) -> list[Head]:
    """Return all heads whose signature is right; the others are findings."""
    heads = []
    for stored in SignedHead.objects.order_by("at"):
        audit.heads += 1
        try:
            head, its_key = read_head(stored.note), key or read_public_key(stored.key)
        except (UnableToReadHead, UnableToReadKey) as trouble:
            audit.note("head", f"of {stored.at} cannot be read: {trouble}")
            continue
        if not its_key.signed(head) or (head.at, head.size) != (stored.at, stored.size):
            audit.note("head", f"of {stored.at} was not signed with {its_key.name}+{its_key.id.hex()}")
        else:
            heads.append(head)
    stored_notes = {head.note for head in heads}
    for head in published:
        if head.note not in stored_notes:
            audit.note("head", f"published at {head.at} over {head.size} lines is not among ours any more")
            heads.append(head)
    return heads


def _look_beside(audit: Audit) -> None:
    """Find lines that never came into the log, and lines that were deleted before they did."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLOGGED)
        for district, line in cursor.fetchall():
            audit.note("not in the log", f"line {line} of {district}")
        cursor.execute(_VANISHED)
        for district, line in cursor.fetchall():
            audit.note("deleted", f"line {line} of {district}, before it had its place in the log")
