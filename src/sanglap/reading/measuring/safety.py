"""Danger, personal data, abuse and conduct, measured on held-out texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sanglap.reading.measuring.measures import Found, found
from sanglap.reading.post import PostReading

NO_DANGER = "none"
EMERGENCY = "emergency"
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """What was looked for, how much of it was found, how much of what was found was right, and the floor of both."""

    what: str
    found: Found
    recall_floor: float | None = None
    precision_floor: float | None = None


def danger_rows(told: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]] = ()) -> list[FoundRow]:
    """Return the rows for pairs of (right level, level told); ``second`` are of a hand that is measured by itself."""
    any_danger = [(right != NO_DANGER, level != NO_DANGER) for right, level in told]
    emergencies = [(right == EMERGENCY, level == EMERGENCY) for right, level in told]
    rows = [
        FoundRow("danger of any level", found(any_danger), 0.97, 0.80),
        FoundRow("emergency rather than urgent or none", found(emergencies)),
    ]
    if second:
        of_second = [(right != NO_DANGER, level != NO_DANGER) for right, level in second]
        rows.append(FoundRow("danger of any level, second hand", found(of_second), 0.97, 0.80))
    return rows


def personal_data_rows(rows: Sequence[dict[str, Any]], find: Callable[[str], Iterable[Span]]) -> list[FoundRow]:
    """Return a row for each type of personal data; a piece counts as found when more than half of it is covered by its type."""
    types = sorted({span["type"] for row in rows for span in row["spans"]})
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in types}
    for row in rows:
        right = list(_placed(row["text"], row["spans"]))
        told = [span for span in find(row["text"]) if span[0] in counts]
        for span in right:
            counts[span[0]]["there"] += 1
            counts[span[0]]["hit"] += any(_same(span, other) for other in told)
        for span in told:
            counts[span[0]]["told"] += 1
            counts[span[0]]["right"] += any(_same(span, other) for other in right)
    return [_personal_row(kind, counts[kind]) for kind in types]


def abuse_row(readings: Sequence[tuple[bool, PostReading]]) -> FoundRow:
    """Return the row for posts that are (only insults or not) beside their readings."""
    return FoundRow(
        "abuse and advertising, by kind", found([(only, one.kinds[0].code == "abuse_or_spam") for only, one in readings])
    )


def conduct_rows(told: Sequence[tuple[str, str]]) -> list[FoundRow]:
    """Return the rows for pairs of (right verdict, verdict told)."""
    return [
        FoundRow(f"draft is {verdict}", found([(right == verdict, answer == verdict) for right, answer in told]))
        for verdict in ("ok", "amber", "red")
    ]


def _personal_row(kind: str, count: Counter[str]) -> FoundRow:
    floor = 0.98 if kind == "phone" else None
    recall = count["hit"] / count["there"] if count["there"] else 1.0
    precision = count["right"] / count["told"] if count["told"] else 1.0
    return FoundRow(f"personal data: {kind}", Found(recall, precision, count["there"], count["told"]), floor, floor)


def _placed(text: str, spans: Iterable[dict[str, Any]]) -> Iterable[Span]:
    """Yield the spans with their places: the n-th span of the same words stands at their n-th place.

    A number is not looked for inside a longer one.
    """
    after: dict[str, int] = {}
    for span in spans:
        start = _place_of(text, span["text"], after.get(span["text"], 0))
        if start >= 0:
            after[span["text"]] = start + len(span["text"])
            yield span["type"], start, start + len(span["text"])


def _place_of(text: str, words: str, after: int) -> int:
    whole = re.compile(rf"(?<![0-9]){re.escape(words)}(?![0-9])").search(text, after)
    return whole.start() if whole else text.find(words, after)


def _same(one: Span, other: Span) -> bool:
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 2 * shared > max(one[2] - one[1], other[2] - other[1])
