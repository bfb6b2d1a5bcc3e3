"""What must leave: queued once, and put back or given up by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.channels.events import OutboxFinished
from sanglap.channels.models import OutboxItem
from sanglap.channels.services.settling import change_item
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import copy_new_rows

if TYPE_CHECKING:
    from datetime import datetime


class UnableToMend(ValueError):
    """Only what is stuck or uncertain can be sent again or given up."""


def queue_items(items: Sequence[OutboxItem]) -> None:
    """Put items into the outbox in the caller's transaction. A reference that stands there already is left alone."""
    copy_new_rows(items)


def send_again(district_id: str, reference: str, *, now: datetime) -> None:
    """A person has looked and wants it sent (again). Raises :class:`UnableToMend`."""
    with transaction.atomic():
        item = _in_trouble(district_id, reference)
        change_item(item, state=OutboxItem.WAITING, due_at=now, attempts=0, looked_up=0, finished_at=None, reason="", code="")


def give_up(district_id: str, reference: str, *, now: datetime) -> None:
    """A person answers another way. Raises :class:`UnableToMend`."""
    with transaction.atomic():
        item = _in_trouble(district_id, reference)
        change_item(item, state=OutboxItem.CANCELLED, finished_at=now)
        announce(OutboxFinished(item.district_id, item.id, item.reference, OutboxItem.CANCELLED))


def mark_seen(item: OutboxItem, remote_id: str, *, now: datetime) -> None:
    """The network has told us of our own words before its answer came: they are there. A settled item is left alone."""
    with transaction.atomic():
        row = OutboxItem.objects.select_for_update(of=("self",)).get(district_id=item.district_id, id=item.id)
        if row.state in {OutboxItem.SENDING, OutboxItem.UNKNOWN}:
            change_item(row, state=OutboxItem.SENT, remote_id=remote_id, finished_at=now, code="", reason="")
            announce(OutboxFinished(row.district_id, row.id, row.reference, OutboxItem.SENT))


def _in_trouble(district_id: str, reference: str) -> OutboxItem:
    item = OutboxItem.objects.select_for_update().filter(district_id=district_id, reference=reference).first()
    if item is None or item.state not in {OutboxItem.STUCK, OutboxItem.UNKNOWN}:
        message = "This reply is not waiting for a person."
        raise UnableToMend(message)
    return item
