"""The stored tree, read in blocks of 256 hashes: any proof over millions of leaves needs a handful of them."""

from __future__ import annotations

from django.db import connection

from sanglap.foundation.ledger.tree import HASH_LENGTH, SubtreesInMemory

STEP = 8  # of these levels the hashes are stored
BLOCK = 1 << STEP
_LEAVES = "SELECT string_agg(hash, ''::bytea ORDER BY position) FROM ledger_leaf WHERE position >= %s AND position < %s"
_SUBTREES = "SELECT string_agg(hash, ''::bytea ORDER BY index) FROM ledger_subtree WHERE level = %s AND index >= %s AND index < %s"


class StoredSubtrees:
    """Complete subtrees of the log, for as long as one proof takes. IndexError where the log has a hole."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._blocks: dict[tuple[int, int], SubtreesInMemory] = {}

    def hash_of(self, level: int, index: int) -> bytes:
        """Return a complete subtree's hash."""
        above = level % STEP
        width = STEP - above  # so many bits of the index tell the place within the block
        return self._block(level - above, index >> width).hash_of(above, index & ((1 << width) - 1))

    def _block(self, level: int, number: int) -> SubtreesInMemory:
        key = (level, number)
        if key not in self._blocks:
            self._blocks[key] = SubtreesInMemory(stored_hashes(level, number * BLOCK, (number + 1) * BLOCK))
        return self._blocks[key]


def stored_hashes(level: int, begin: int, end: int) -> list[bytes]:
    """Return the stored hashes of a level (0 is the leaves) from index ``begin`` up to ``end``."""
    with connection.cursor() as cursor:
        cursor.execute(*((_LEAVES, [begin, end]) if level == 0 else (_SUBTREES, [level, begin, end])))
        row = cursor.fetchone()
    joined = bytes(row[0] or b"") if row else b""
    return [joined[place : place + HASH_LENGTH] for place in range(0, len(joined), HASH_LENGTH)]
