"""Differences rolled up to every office above on both trees, and added to the counters in one sorted statement."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from sanglap.foundation.literals import days, lists, numbers, texts
from sanglap.journey.tallies.rules import (
    ALL_TOPICS,
    BUCKETS,
    FIRST_ANSWER,
    MEASURES,
    RESOLUTION,
    counts_by_topic,
    offices_above,
    read_contribution,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

ROWS_AT_ONCE = 20_000
TIMES = {FIRST_ANSWER: "first_answer_times", RESOLUTION: "resolution_times"}

RowKey = tuple[str, str, date]  # scope, topic, day
Amounts = dict[int, int]  # index of a measure, or 100 + bucket, 200 + bucket → how many more
Place = tuple[tuple[str, str], str]  # an office's two paths, and a topic


class Differences:
    """What is to be added, gathered for a batch: first by office and topic, then rolled up once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._by_place: dict[Place, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, paths: tuple[str, str], topic: str, counted: Iterable[int], sign: int = 1) -> None:
        """Add a case's contributions, or with ``sign`` -1 take them away."""
        amounts = self._by_place[paths, topic]
        for code in counted:
            amounts[code] += sign

    def rows(self) -> dict[RowKey, Amounts]:
        """Return the difference for each counter row, of every office above on either tree, each once."""
        rows: dict[RowKey, Amounts] = {}
        for (paths, topic), amounts in self._by_place.items():
            everything, topical = _by_day(amounts)
            for scope in offices_above(*paths):
                for day, added in everything.items():
                    _add(rows, (scope, ALL_TOPICS, day), added)
                for day, added in topical.items():
                    _add(rows, (scope, topic, day), added)
        return rows


def _by_day(amounts: dict[int, int]) -> tuple[dict[date, Amounts], dict[date, Amounts]]:
    """Return what changes for all topics together, and for the case's own topic, by day."""
    everything: dict[date, Amounts] = defaultdict(dict)
    topical: dict[date, Amounts] = defaultdict(dict)
    for code, amount in amounts.items():
        if amount:
            day, index = read_contribution(code)
            everything[day][index] = amount
            if counts_by_topic(index):
                topical[day][index] = amount
    return everything, topical


def _add(rows: dict[RowKey, Amounts], key: RowKey, added: Amounts) -> None:
    row = rows.get(key)
    if row is None:
        rows[key] = dict(added)
        return
    for index, amount in added.items():
        row[index] = row.get(index, 0) + amount


def add_to_tallies(rows: dict[RowKey, Amounts]) -> None:
    """Add differences to the counters. Rows are locked in the order of their key, so that workers never wait in a ring."""
    keys = sorted(key for key, amounts in rows.items() if any(amounts.values()))
    for start in range(0, len(keys), ROWS_AT_ONCE):
        some = keys[start : start + ROWS_AT_ONCE]
        _upsert(some, [rows[key] for key in some])


def _upsert(keys: list[RowKey], amounts: list[Amounts]) -> None:
    used = {index for row in amounts for index in row}
    counts = [(MEASURES[index], [row.get(index) or None for row in amounts]) for index in sorted(used) if index < len(MEASURES)]
    times = [
        (name, [_times(row, base) for row in amounts])
        for base, name in TIMES.items()
        if any(base <= index < base + BUCKETS for index in used)
    ]
    names = ["scope", "topic", "day", *(name for name, _ in counts), *(name for name, _ in times)]
    types = ["text", "text", "date", *("int" for _ in counts), *("text" for _ in times)]
    values = [texts(key[0] for key in keys), texts(key[1] for key in keys), days(key[2] for key in keys)]
    values += [numbers(column) for _, column in counts] + [lists(column) for _, column in times]
    chosen = [*names[: 3 + len(counts)], *(f"{name}::int[]" for name, _ in times)]
    changes = [*(plus(name) for name, _ in counts), *(plus_each(name) for name, _ in times)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO tallies_tally AS t ({', '.join(names)}) SELECT {', '.join(chosen)} "  # noqa: S608 – names of columns
            f"FROM unnest({', '.join(f'%s::{one}[]' for one in types)}) AS n({', '.join(names)}) "
            f"ON CONFLICT (scope, topic, day) DO UPDATE SET {', '.join(changes)}",
            values,
        )


def _times(row: Amounts, base: int) -> str | None:
    counted = [row.get(index, 0) for index in range(base, base + BUCKETS)]
    return numbers(counted) if any(counted) else None


def plus(name: str) -> str:
    """Return the assignment that adds a new row's number to the one that stands."""
    return f"{name} = coalesce(t.{name}, 0) + coalesce(EXCLUDED.{name}, 0)"


def plus_each(name: str) -> str:
    """Return the assignment that adds a new row's durations, bucket by bucket, to those that stand."""
    return (
        f"{name} = CASE WHEN EXCLUDED.{name} IS NULL THEN t.{name} WHEN t.{name} IS NULL THEN EXCLUDED.{name} ELSE "  # noqa: S608 – columns
        f"(SELECT array_agg(a + b ORDER BY place) FROM unnest(t.{name}, EXCLUDED.{name}) "
        "WITH ORDINALITY AS pairs(a, b, place)) END"
    )
