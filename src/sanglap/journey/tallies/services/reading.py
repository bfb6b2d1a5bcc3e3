"""Cases as they are now, beside what was last counted for them: two queries for any number of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from sanglap.foundation.literals import texts
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.tallies.rules import CaseSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

CaseKey = tuple[str, UUID]

_COLUMNS = """
    c.district_id, c.id, c.office_id, c.topic_id, c.state, c.sensitivity, c.received_at, c.expected_at,
    c.first_answered_at, c.answered_at, c.citizen_wrote_at, c.resolved_at, c.ended_at, c.overdue_at,
    coalesce(o.line_path, ''), coalesce(o.territory_path, ''),
    coalesce(k.revision, 0), coalesce(k.office_code, ''), coalesce(k.topic, ''), coalesce(k.counted, '{}'),
    coalesce(p.line_path, ''), coalesce(p.territory_path, ''), c.changed_at, c.danger
"""
_JOINS = """
    LEFT JOIN tallies_countedcase AS k ON k.district_id = c.district_id AND k.id = c.id
    LEFT JOIN offices_office AS o ON o.code = c.office_id
    LEFT JOIN offices_office AS p ON p.code = k.office_code AND k.office_code <> c.office_id
"""
_BY_KEYS = f"""
    SELECT {_COLUMNS}
      FROM unnest(%s::text[], %s::uuid[]) AS wanted(district_id, id)
      JOIN cases_case AS c ON c.district_id = wanted.district_id AND c.id = wanted.id {_JOINS}
     ORDER BY c.district_id, c.id
"""  # noqa: S608 – constants only
_FROM_PLACE = f"""
    SELECT {_COLUMNS}
      FROM (SELECT * FROM cases_case WHERE (district_id, id) > (%s, %s) ORDER BY district_id, id LIMIT %s) AS c {_JOINS}
     ORDER BY c.district_id, c.id
"""  # noqa: S608 – constants only
_HISTORY = """
    SELECT h.district_id, h.case_id, h.kind, h.at
      FROM unnest(%s::text[], %s::uuid[]) AS wanted(district_id, id)
      JOIN cases_historyline AS h ON h.district_id = wanted.district_id AND h.case_id = wanted.id
     WHERE h.kind = ANY(%s)
"""
_KINDS_COUNTED = [
    HistoryKind.CONFIRMED.value,
    HistoryKind.DISPUTED.value,
    HistoryKind.ESCALATED.value,
    HistoryKind.OVERDUE.value,  # the last step of the same ladder
    HistoryKind.UNCONFIRMED.value,
    HistoryKind.FORWARDED.value,
]


@dataclass(slots=True)
class CaseToCount:
    """A case now, and what was counted for it before. Paths are the office's on both trees, now and as counted."""

    key: CaseKey
    snapshot: CaseSnapshot
    paths: tuple[str, str]
    revision: int  # 0: never counted
    counted_office: str
    counted_topic: str
    counted: list[int]
    counted_paths: tuple[str, str]
    changed_at: datetime


def cases_to_count(keys: Iterable[CaseKey]) -> list[CaseToCount]:
    """Read the cases with these keys, in the order of their keys. Keys without a case are left out."""
    wanted = sorted(set(keys))
    return _read(_BY_KEYS, [texts(district for district, _ in wanted), texts(str(case_id) for _, case_id in wanted)])


def cases_after(place: CaseKey, amount: int) -> list[CaseToCount]:
    """Read the next cases after a place in the order of their keys."""
    return _read(_FROM_PLACE, [place[0], place[1], amount])


def _read(sql: str, parameters: Sequence[Any]) -> list[CaseToCount]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = [_case_to_count(row) for row in cursor.fetchall()]
        _add_history(cursor, found)
    return found


def _case_to_count(row: tuple[Any, ...]) -> CaseToCount:
    paths, snapshot = (row[14], row[15]), CaseSnapshot(*row[2:14])
    snapshot.danger = row[23]
    return CaseToCount(
        key=(row[0], row[1]),
        snapshot=snapshot,
        paths=paths,
        revision=row[16],
        counted_office=row[17],
        counted_topic=row[18],
        counted=row[19],
        counted_paths=(row[20], row[21]) if row[20] else paths,
        changed_at=row[22],
    )


def _add_history(cursor: Any, found: list[CaseToCount]) -> None:
    """Add what only the history knows: when the citizen said yes or no, escalations, moves."""
    by_key = {one.key: one.snapshot for one in found}
    if not by_key:
        return
    cursor.execute(_HISTORY, [texts(key[0] for key in by_key), texts(str(key[1]) for key in by_key), _KINDS_COUNTED])
    lists: dict[CaseKey, dict[str, list[datetime]]] = {}
    for district_id, case_id, kind, at in cursor.fetchall():
        lists.setdefault((district_id, case_id), {}).setdefault(kind, []).append(at)
    for key, kinds in lists.items():
        snapshot = by_key[key]
        snapshot.said_yes_at = max(kinds.get(HistoryKind.CONFIRMED, ()), default=None)
        snapshot.reopened_at = kinds.get(HistoryKind.DISPUTED, ())
        snapshot.fell_silent_at = max(kinds.get(HistoryKind.UNCONFIRMED, ()), default=None)
        snapshot.escalated_at = [*kinds.get(HistoryKind.ESCALATED, ()), *kinds.get(HistoryKind.OVERDUE, ())]
        snapshot.forwarded_at = kinds.get(HistoryKind.FORWARDED, ())
