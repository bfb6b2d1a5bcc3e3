"""What compares two posts, kept in memory as long as the country pack stays the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from sanglap.journey.dispatch.readers import post_reader, routing_table
from sanglap.reading.duplicates.comparing import Comparer, load_comparer
from sanglap.reading.duplicates.pairs import PairReader, PostToCompare, load_pair_reader
from sanglap.reading.post import PostReader

MOST_REMEMBERED = 3_000  # cases; a few kilobytes each


@dataclass(slots=True)
class Reader:
    """Reads posts, prepares them for comparison, compares them, and remembers the newest it has prepared."""

    posts: PostReader
    comparer: Comparer
    pairs: PairReader
    _remembered: OrderedDict[UUID, PostToCompare] = field(default_factory=OrderedDict)

    def recall(self, case_id: UUID) -> PostToCompare | None:
        """Return a case as it was prepared, if it is still known."""
        return self._remembered.get(case_id)

    def remember(self, case_id: UUID, prepared: PostToCompare) -> PostToCompare:
        """Keep a prepared case, and forget the one that was kept longest."""
        self._remembered[case_id] = prepared
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return prepared


_readers: dict[datetime, Reader] = {}


def reader() -> Reader:
    """Return the reader for the country as it is loaded now. Raises ``NoCountry``."""
    table = routing_table()
    if table.loaded_at not in _readers:
        pack = Path(settings.COUNTRY_PACK)
        _readers.clear()
        _readers[table.loaded_at] = Reader(post_reader(table), load_comparer(pack), load_pair_reader(pack))
    return _readers[table.loaded_at]
