"""Lists, page after page: cursors, ``next`` while there is more, and (in a certain mood) pages shorter than they could be."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from sanglap.demo.graph.answers import GraphError
from sanglap.demo.graph.calling import Call

USUAL, LARGEST = 25, 100
WAS_EMPTY = "empty."  # begins the cursor of an empty page

Show = Callable[[Any], dict[str, Any]]


def list_rows(rows: QuerySet[Any], call: Call, show_one: Show, *, column: str = "id", newest_first: bool = True) -> dict[str, Any]:
    """Return one page of rows in the order of a column that holds numbers and never repeats."""
    limit, after, before = _limit(call), _read_cursor(call, "after"), _read_cursor(call, "before")
    if call.mood.gives_short_pages:
        if not call.word("after").startswith(WAS_EMPTY):
            return {"data": [], **_paging(call, "", WAS_EMPTY + _cursor(after), is_more=True)}
        limit = max(1, limit // 3)
    smaller, greater = f"{column}__lt", f"{column}__gt"
    if after is not None:
        rows = rows.filter(**{smaller if newest_first else greater: after})
    if before is not None:
        rows = rows.filter(**{greater if newest_first else smaller: before})
    some = list(rows.order_by(f"-{column}" if newest_first else column)[: limit + 1])
    shown = some[:limit]
    found: dict[str, Any] = {"data": [show_one(one) for one in shown]}
    if shown:
        first, last = (_cursor(int(getattr(one, column))) for one in (shown[0], shown[-1]))
        found |= _paging(call, first, last, is_more=len(some) > limit)
    return found


def list_by_place(rows: QuerySet[Any], call: Call, show_one: Show) -> dict[str, Any]:
    """Return one page of rows that are in order already; the cursor is a place in it."""
    limit, place = _limit(call), _read_cursor(call, "after") or 0
    some = list(rows[place : place + limit + 1])
    found: dict[str, Any] = {"data": [show_one(one) for one in some[:limit]]}
    if some:
        found |= _paging(call, _cursor(place), _cursor(place + limit), is_more=len(some) > limit)
    return found


def _limit(call: Call) -> int:
    asked = call.word("limit") or str(USUAL)
    if not asked.isdecimal():
        raise GraphError(100, "Param limit must be an integer")
    return min(LARGEST, max(1, int(asked[:9])))


def _paging(call: Call, before: str, after: str, *, is_more: bool) -> dict[str, Any]:
    paging: dict[str, Any] = {"cursors": {"before": before or after, "after": after}}
    if is_more:
        words = {name: value for name, value in call.words.items() if name not in {"after", "before"} and isinstance(value, str)}
        paging["next"] = f"{call.address}?{urlencode({**words, 'after': after})}"
    return {"paging": paging}


def _cursor(place: int | None) -> str:
    return "" if place is None else base64.urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def _read_cursor(call: Call, name: str) -> int | None:
    text = call.word(name).removeprefix(WAS_EMPTY)
    try:
        plain = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        place = int(plain[:18]) if plain else None
    except ValueError:
        raise GraphError(100, "Invalid cursors values") from None
    if place is not None and place < 0:
        raise GraphError(100, "Invalid cursors values")
    return place
