"""What must leave: queued once, and put back or given up by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sanglap.channels.events import OutboxFinished
from sanglap.channels.models import OutboxItem
from sanglap.foundation.announcements import announce

if TYPE_CHECKING:
    from datetime import datetime


class UnableToMend(ValueError):
    """Only what is stuck or uncertain can be sent again or given up."""


def queue_items(items: Sequence[OutboxItem]) -> None:
    """Put items into the outbox in the caller's transaction. A reference that stands there already is left alone."""
    OutboxItem.objects.bulk_create(items, ignore_conflicts=True)


def send_again(district_id: str, reference: str, *, now: datetime) -> None:
    """A person has looked and wants it sent (again). Raises :class:`UnableToMend`."""
    _end(district_id, reference, OutboxItem.WAITING, due_at=now, attempts=0, reason="", code="")


def give_up(district_id: str, reference: str, *, now: datetime) -> None:
    """A person answers another way. Raises :class:`UnableToMend`."""
    item = _end(district_id, reference, OutboxItem.CANCELLED, finished_at=now)
    announce(OutboxFinished(item.district_id, item.id, item.reference, OutboxItem.CANCELLED))


def _end(district_id: str, reference: str, state: str, **fields: object) -> OutboxItem:
    item = OutboxItem.objects.select_for_update().filter(district_id=district_id, reference=reference).first()
    if item is None or item.state not in {OutboxItem.STUCK, OutboxItem.UNKNOWN}:
        message = "This reply is not waiting for a person."
        raise UnableToMend(message)
    values = {"state": state, **fields}
    for name, value in values.items():
        setattr(item, name, value)
    item.save(update_fields=list(values))
    return item


def finish(item: OutboxItem, state: str, *, now: datetime, **fields: object) -> None:
    """Write what became of an item and tell those who wait for it."""
    values = {"state": state, "finished_at": now, **fields}
    for name, value in values.items():
        setattr(item, name, value)
    item.save(update_fields=list(values))
    announce(OutboxFinished(item.district_id, item.id, item.reference, state))
