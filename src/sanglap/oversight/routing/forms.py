"""The lines of a topic as they come from the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.journey.dispatch.services.routing import UnableToRoute
from sanglap.reading.offices import RouteTo

if TYPE_CHECKING:
    from django.http import QueryDict

EMPTY_LINES = 2


def lines_of(form: QueryDict) -> list[RouteTo]:
    """Return the lines that name an office type, in the order of their priority. Raises :class:`UnableToRoute`."""
    rows = zip(form.getlist("office_type"), form.getlist("priority"), strict=False)
    lines = [_line(kind.strip(), priority) for kind, priority in rows if kind.strip()]
    return sorted(lines, key=lambda line: line.priority)


def _line(chosen: str, priority: str) -> RouteTo:
    level, _, kind = chosen.partition(":")
    try:
        return RouteTo(int(level), kind, int(priority))
    except ValueError:
        raise UnableToRoute("priority") from None


def value_of(line: RouteTo) -> str:
    """Return how a line's office type stands in the form: with its area level, since both belong together."""
    return f"{line.area_level}:{line.office_type}"


def from_rows(rows: Sequence[Sequence[int | str]]) -> list[RouteTo]:
    """Return the lines of a kept version."""
    return [RouteTo(int(level), str(kind), int(priority)) for level, kind, priority in rows]
