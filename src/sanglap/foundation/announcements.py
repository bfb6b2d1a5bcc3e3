"""How news travels: announce what became true; whoever is wired to it hears of it, surely and once.

``announce(...)`` is called inside the transaction that made the events true and puts one background job per handler
into the same transaction: a crash loses nothing, a roll-back announces nothing. A handler takes a list of events and
works in bulk in one transaction; :class:`~sanglap.foundation.models.HandledBatch` is written in that same
transaction, so a job that runs twice changes nothing the second time.

Under load many small batches wait for the same handler. The job that runs takes those along which wait behind it, so
that batches grow with the load and the cost of each event falls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

import orjson
from django.db import connection, transaction
from procrastinate.contrib.django import app

from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.foundation.models import HandledBatch

LARGEST_BATCH = 500
MOST_TAKEN_ALONG = 1_000  # events: more would make one transaction long, and save hardly anything
MOST_JOBS_LOOKED_AT = 200
TASK_NAME = "sanglap.hear"

Handle = Callable[[Sequence[Any]], None]


class UnableToHear(RuntimeError):
    """A job names a handler or an event that nobody has wired; it is parked until somebody does."""


@dataclass(frozen=True, slots=True)
class Handler:
    """One "when this happens, do that": its name in the job table, its queue, and the function that does it."""

    name: str
    queue: str
    handle: Handle
    one_at_a_time: bool = False  # for handlers that all write the same few rows


_handlers: dict[type, list[Handler]] = defaultdict(list)
_event_classes: dict[str, type] = {}


def wire(event_class: type, handle: Handle, *, queue: str = "journey", one_at_a_time: bool = False) -> None:
    """Connect a handler to an event class. Called by ``sanglap.wiring`` only."""
    name = f"{handle.__module__.removeprefix('sanglap.')}.{handle.__name__}"
    if all(handler.name != name for handler in _handlers[event_class]):
        _handlers[event_class].append(Handler(name, queue, handle, one_at_a_time))
    _event_classes[_event_name(event_class)] = event_class


def wiring() -> dict[type, list[Handler]]:
    """Return who hears what, for the documentation and its tests."""
    return {event_class: list(handlers) for event_class, handlers in _handlers.items()}


def announce(*events: object) -> None:
    """Tell those downstream that these events became true, as part of the running transaction."""
    by_class: dict[type, list[object]] = defaultdict(list)
    for event in events:
        by_class[type(event)].append(event)
    for event_class, same in by_class.items():
        for start in range(0, len(same), LARGEST_BATCH):
            items = [pack(event) for event in same[start : start + LARGEST_BATCH]]
            for handler in _handlers.get(event_class, ()):
                _defer(handler, _event_name(event_class), items)


def _defer(handler: Handler, event_name: str, items: list[list[Any]], *, alone: bool = False) -> None:
    lock = handler.queue if handler.one_at_a_time else None
    told: dict[str, Any] = {"alone": True} if alone else {}
    app.configure_task(TASK_NAME, queue=handler.queue, lock=lock).defer(
        handler=handler.name, event=event_name, batch=str(new_id()), count=len(items), items=as_text(items), **told
    )


def hear(*, handler: str, event: str, batch: str, count: int, items: str, alone: bool = False) -> None:
    """Run one handler on one batch of ``count`` events, and on what else waits for it, exactly once in effect.

    ``items`` is what :func:`as_text` wrote. A batch that is ``alone`` is the half of one that failed; nothing is
    taken along with it. Raises :class:`UnableToHear` for unknown names.
    """
    event_class = _event_classes.get(event)
    found = next((one for one in _handlers.get(event_class, ()) if one.name == handler), None) if event_class else None
    if event_class is None or found is None:
        message = f"Nobody is wired to hear {event} as {handler}."
        raise UnableToHear(message)
    with transaction.atomic():
        if _first_time(UUID(batch), handler):
            more = [] if alone else _take_along(found, event, MOST_TAKEN_ALONG - count)
            found.handle([unpack(event_class, item) for text in [items, *more] for item in as_items(text)])


def hear_in_halves(*, handler: str, event: str, batch: str, items: str) -> None:
    """Put a failing batch back as two smaller ones, so that one bad item ends up alone and parked."""
    event_class = _event_classes[event]
    found = next(one for one in _handlers[event_class] if one.name == handler)
    packed = as_items(items)
    middle = len(packed) // 2
    with transaction.atomic():
        if _first_time(UUID(batch), handler):
            for half in (packed[:middle], packed[middle:]):
                _defer(found, event, half, alone=True)


_TAKE_ALONG = """
    WITH waiting AS MATERIALIZED (
        SELECT id, (args->>'count')::int AS events FROM procrastinate_jobs
         WHERE status = 'todo' AND queue_name = %(queue)s AND task_name = %(task)s AND attempts = 0 AND scheduled_at IS NULL
           AND args->>'handler' = %(handler)s AND args->>'event' = %(event)s AND args->'alone' IS NULL
         ORDER BY id LIMIT %(jobs)s
           FOR UPDATE SKIP LOCKED
    ), few AS (
        SELECT id FROM (SELECT id, sum(events) OVER (ORDER BY id) AS so_far FROM waiting) AS counted WHERE so_far <= %(most)s
    )
    DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM few) RETURNING id, args->>'items'
"""


def _take_along(handler: Handler, event_name: str, most: int) -> list[str]:
    """Take jobs that nobody has begun out of the queue, in this transaction: should it fail, they wait as before."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE_ALONG,
            {
                "queue": handler.queue, "task": TASK_NAME, "handler": handler.name, "event": event_name,
                "jobs": MOST_JOBS_LOOKED_AT, "most": most,
            },
        )  # fmt: skip
        return [items for _, items in sorted(cursor.fetchall())]


def _first_time(batch: UUID, handler: str) -> bool:
    table = HandledBatch._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (batch_id, handler, handled_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",  # noqa: S608
            [batch, handler, clock.now()],
        )
        return bool(cursor.rowcount)


def pack(event: Any) -> list[Any]:
    """Return an event's values as plain JSON values, in the order of its fields."""
    return [_plain(getattr(event, field.name)) for field in fields(event)]


def as_text(items: list[list[Any]]) -> str:
    """Return packed events as one text for the job table: JSON with single quotes.

    As a list, the job engine would walk through every value several times; with double quotes, each of them would be
    escaped three times over on its way into the table. Together that took a fifth of a worker's time.
    """
    return orjson.dumps(items).decode().replace("'", "\\u0027").replace('"', "'")


def as_items(text: str) -> list[list[Any]]:
    """Return the packed events that :func:`as_text` wrote."""
    items: list[list[Any]] = orjson.loads(text.replace("'", '"'))
    return items


def unpack(event_class: type, values: list[Any]) -> Any:
    """Return the event that :func:`pack` packed."""
    readers = _readers(event_class)
    return event_class(*(reader(value) for reader, value in zip(readers, values, strict=True)))


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


@cache
def _readers(event_class: type) -> list[Callable[[Any], Any]]:
    hints = get_type_hints(event_class)
    readers: dict[Any, Callable[[Any], Any]] = {UUID: UUID, datetime: datetime.fromisoformat}
    return [readers.get(hints[field.name], lambda value: value) for field in fields(event_class)]


def _event_name(event_class: type) -> str:
    return f"{event_class.__module__.removeprefix('sanglap.')}.{event_class.__name__}"
