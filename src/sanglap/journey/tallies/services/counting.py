"""Count cases: the difference between what each case is now and what was last counted for it goes to the counters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from sanglap.foundation.literals import lists, numbers, texts
from sanglap.foundation.live import announce_live
from sanglap.journey.tallies.rules import NO_TOPIC, contributions
from sanglap.journey.tallies.services.adding import Differences, add_to_tallies
from sanglap.journey.tallies.services.reading import CaseKey, CaseToCount, cases_to_count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CASES_AT_ONCE = 500
TRIES = 20

_UPSERT = """
    INSERT INTO tallies_countedcase AS k (district_id, id, office_code, topic, counted, revision)
    SELECT district_id, id, office_code, topic, counted::int[], revision
      FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::int[])
           AS n(district_id, id, office_code, topic, counted, revision)
        ON CONFLICT (district_id, id) DO UPDATE
       SET office_code = EXCLUDED.office_code, topic = EXCLUDED.topic,
           counted = EXCLUDED.counted, revision = EXCLUDED.revision
     WHERE k.revision = EXCLUDED.revision - 1
 RETURNING k.district_id, k.id
"""


class UnableToCount(RuntimeError):
    """Other workers counted the same cases again and again meanwhile; the batch is tried again later."""


@transaction.atomic
def count_cases(keys: Iterable[CaseKey], now: datetime) -> int:
    """Bring the counters up to date with these cases and tell the screens. Return how many cases had changed.

    Counting twice changes nothing, and the order of counts does not matter. Five queries for each 500 cases, more
    only when another worker counts one of the same cases at the same moment. Raises :class:`UnableToCount`.
    """
    del now  # what a case adds depends on the case alone
    wanted = sorted(set(keys))
    changed = 0
    for start in range(0, len(wanted), CASES_AT_ONCE):
        changed += _count_batch(wanted[start : start + CASES_AT_ONCE])
    return changed


def _count_batch(keys: list[CaseKey]) -> int:
    differences = Differences()
    paths: set[str] = set()
    changed = 0
    for _ in range(TRIES):
        recounted = [(one, new) for one in cases_to_count(keys) if (new := new_count(one)) is not None]
        written = remember_counts(recounted)
        for one, new in recounted:
            if one.key in written:
                differences.add(one.counted_paths, one.counted_topic, one.counted, -1)
                differences.add(one.paths, one.snapshot.topic or NO_TOPIC, new)
                paths.update(path for path in (*one.paths, *one.counted_paths) if path)
                changed += 1
        keys = [one.key for one, _ in recounted if one.key not in written]
        if not keys:
            break
    else:
        message = f"{len(keys)} cases were being counted by others at the same moment."
        raise UnableToCount(message)
    add_to_tallies(differences.rows())
    announce_live(sorted(paths))
    return changed


def new_count(one: CaseToCount) -> list[int] | None:
    """Return what the case adds now, or None when exactly that has been counted already."""
    new = contributions(one.snapshot, _zone(settings.TIME_ZONE_OF_PEOPLE))
    same_place = one.counted_office == (one.snapshot.office or "") and one.counted_topic == (one.snapshot.topic or NO_TOPIC)
    if one.counted == new and (same_place or not new):
        return None
    return new


def remember_counts(recounted: list[tuple[CaseToCount, list[int]]]) -> set[CaseKey]:
    """Write down what is counted now. Return the keys of those that nobody else had counted meanwhile."""
    if not recounted:
        return set()
    columns = [
        texts(one.key[0] for one, _ in recounted),
        texts(str(one.key[1]) for one, _ in recounted),
        texts(one.snapshot.office or "" for one, _ in recounted),
        texts(one.snapshot.topic or NO_TOPIC for one, _ in recounted),
        lists(numbers(new) for _, new in recounted),
        numbers(one.revision + 1 for one, _ in recounted),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, columns)
        return set(cursor.fetchall())


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
