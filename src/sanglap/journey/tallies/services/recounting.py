"""The nightly proof: count every case again, compare with the counters, say what differs, and put it right.

Works while cases arrive. What is wrong is put right by adding the difference, so no counter is ever locked for long:

1. Every case is read again. One whose news was lost is counted now (and reported).
2. In one frozen view of the database, what was counted for all cases is rolled up anew and laid beside the counters.
   They must be equal, whatever happens meanwhile, since a case and its counters change in one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction

from sanglap.journey.tallies.rules import BUCKETS, FIRST_ANSWER, MEASURES, RESOLUTION, read_contribution
from sanglap.journey.tallies.services.counting import count_cases, new_count, remember_counts
from sanglap.journey.tallies.services.reading import CaseKey, CaseToCount, cases_after
from sanglap.journey.tallies.services.rolling_up import (
    COMPARE,
    COUNT_DIFFERENCES,
    COUNTED_BY_OFFICE,
    EXAMPLES,
    LEAF_COLUMNS,
    MAKE_LEAF,
    PUT_RIGHT,
    ROLL_UP,
)

if TYPE_CHECKING:
    from datetime import datetime

CASES_AT_ONCE = 5_000
COUNTED_AT_ONCE = 50_000
NEWS_MAY_TAKE = timedelta(minutes=10)  # a case changed since then may simply wait for its turn
FEW = 2_000  # so many uncounted cases go through the usual door; more are written down first and added up in one go

Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Recount:
    """What was found: nothing at all is what a healthy night looks like."""

    cases: int = 0
    cases_missed: int = 0  # their news should have been heard long ago
    cases_waiting: int = 0  # changed within the last minutes
    counters_wrong: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Tell whether every counter was what the cases say."""
        return not self.cases_missed and not self.counters_wrong


def recount(now: datetime, *, rebuild: bool = False, progress: Progress = lambda _what, _done: None) -> Recount:
    """Count all cases again, put right what differs and report it.

    ``rebuild`` forgets all counters first: for the first count of a loaded nation, or after the offices' trees changed
    much. Screens show too little until it is done.
    """
    if rebuild:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE tallies_tally, tallies_countedcase")
    result = Recount()
    place: CaseKey = ("", UUID(int=0))
    while found := cases_after(place, CASES_AT_ONCE):
        place = found[-1].key
        result.cases += len(found)
        stale = [(one, new) for one in found if (new := new_count(one)) is not None]
        _note_stale(result, [one for one, _ in stale], now)
        if result.cases_missed > FEW:
            remember_counts(stale)
        else:
            count_cases([one.key for one, _ in stale], now)
        progress("cases read", result.cases)
    _compare(result, progress)
    return result


def _note_stale(result: Recount, stale: list[CaseToCount], now: datetime) -> None:
    """Count those whose news is simply on its way apart from those whose news was lost."""
    waiting = sum(one.changed_at > now - NEWS_MAY_TAKE for one in stale)
    result.cases_waiting += waiting
    result.cases_missed += len(stale) - waiting


def _compare(result: Recount, progress: Progress) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(MAKE_LEAF)
        _fill_leaf(progress)
        with connection.cursor() as cursor:
            for statement in (*ROLL_UP, COMPARE, COUNT_DIFFERENCES):
                cursor.execute(statement)
            result.counters_wrong = cursor.fetchone()[0]
            cursor.execute(EXAMPLES)
            result.examples = [f"{scope} · {topic or 'all topics'} · {day}" for scope, topic, day in cursor.fetchall()]
    progress("counters differ", result.counters_wrong)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUT_RIGHT)
        cursor.execute("DROP TABLE tallies_leaf, tallies_expected, tallies_difference")


def _fill_leaf(progress: Progress) -> None:
    """Write what was counted for the cases into the leaf table, some tens of thousands of cases at a time."""
    done = 0
    with connection.chunked_cursor() as reading:
        reading.execute(COUNTED_BY_OFFICE)
        while some := reading.fetchmany(COUNTED_AT_ONCE):
            with connection.cursor() as cursor, cursor.copy(f"COPY tallies_leaf ({LEAF_COLUMNS}) FROM STDIN") as copy:
                for row in _leaf_rows(some):
                    copy.write_row(row)
            done += len(some)
            progress("cases added up", done)


def _leaf_rows(counted: list[tuple[str, str, list[int]]]) -> Iterator[tuple[Any, ...]]:
    rows: dict[tuple[str, str, date], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for office, topic, codes in counted:
        for code in codes:
            day, index = read_contribution(code)
            rows[office, topic, day][index] += 1
    for key, amounts in rows.items():
        counts = [amounts.get(index) for index in range(len(MEASURES))]
        yield (*key, *counts, _times(amounts, FIRST_ANSWER), _times(amounts, RESOLUTION))


def _times(amounts: dict[int, int], base: int) -> list[int] | None:
    counted = [amounts.get(index, 0) for index in range(base, base + BUCKETS)]
    return counted if any(counted) else None
