"""What became of a sending, written down. Nothing is ever dropped: it is sent, waits, is looked up, or shows itself to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanglap.channels.contract import Delivery, SendResult
from sanglap.channels.events import OutboxFinished
from sanglap.channels.models import OutboxItem
from sanglap.channels.services.pages import mark_broken, pause_page
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import update_rows

if TYPE_CHECKING:
    from uuid import UUID

LOOK_AFTER = timedelta(seconds=20)  # networks need a moment until a new comment can be read
LOOK_UPS = 5  # after that a person must look
FIRST_REST, LONGEST_REST = timedelta(seconds=30), timedelta(days=1)
LONGEST_REASON, LONGEST_LINK = 500, 300
UNREACHABLE, NOT_FOUND = "unreachable", "not_found"
WRITTEN = (
    "state", "due_at", "attempts", "looked_up", "finished_at", "remote_id", "permalink", "code", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a network said about one item, as it was when the network was asked. ``result`` None: it was not asked after all."""

    item: OutboxItem
    result: SendResult | None


def settle_sent(answers: Sequence[Answer], now: datetime) -> None:
    """Write what became of sendings. What somebody else has settled meanwhile is left alone."""
    with transaction.atomic():
        rows = _locked(answers)
        done = [(rows[one.item.id], one) for one in answers if _is_still_ours(rows.get(one.item.id), one.item)]
        for row, answer in done:
            _apply_sent(row, answer, now)
        update_rows([row for row, _ in done], WRITTEN)
        _tell([row for row, _ in done])


def settle_looked_up(answers: Sequence[Answer], now: datetime) -> None:
    """Write what looking up has shown: found → sent; surely not there, twice → sent again; else a person must look."""
    with transaction.atomic():
        rows = _locked(answers)
        done = [(rows[one.item.id], one.result) for one in answers if _is_unchanged(rows.get(one.item.id), one.item)]
        told = [row for row, result in done if result is not None and _apply_looked_up(row, result, now)]
        update_rows([row for row, _ in done], WRITTEN)
        _tell(told)


def _locked(answers: Sequence[Answer]) -> dict[UUID, OutboxItem]:
    keys = [one.item.key for one in answers]
    items = OutboxItem.objects.filter(pk__in=keys).select_for_update(of=("self",)).select_related("page__account").order_by("id")
    return {item.id: item for item in items}


def _is_still_ours(row: OutboxItem | None, sent: OutboxItem) -> bool:
    return row is not None and row.started_at == sent.started_at and row.state in {OutboxItem.SENDING, OutboxItem.UNKNOWN}


def _is_unchanged(row: OutboxItem | None, seen: OutboxItem) -> bool:
    return row is not None and (row.started_at, row.state, row.looked_up) == (seen.started_at, seen.state, seen.looked_up)


def _apply_sent(row: OutboxItem, answer: Answer, now: datetime) -> None:
    result = answer.result
    if result is None:
        row.state = OutboxItem.WAITING
        return
    row.attempts += 1
    row.code, row.reason = result.code, result.reason[:LONGEST_REASON]
    if result.delivery is Delivery.SENT:
        _arrived(row, result, now)
        pause_page(row.page, result.retry_after, now=now)
    elif result.delivery is Delivery.UNKNOWN:
        row.state, row.looked_up, row.due_at = OutboxItem.UNKNOWN, 0, now + LOOK_AFTER
    elif result.delivery is Delivery.REFUSED:
        row.state, row.finished_at = OutboxItem.STUCK, now
    else:
        row.state = OutboxItem.WAITING
        if result.delivery is Delivery.BROKEN:
            mark_broken(row.page, row.reason, now=now)
        elif result.code != UNREACHABLE:
            pause_page(row.page, result.retry_after or growing_rest(row.attempts), now=now)


def _arrived(row: OutboxItem, result: SendResult, now: datetime) -> None:
    row.state, row.finished_at, row.code, row.reason = OutboxItem.SENT, now, "", ""
    row.remote_id, row.permalink = result.remote_id, result.permalink[:LONGEST_LINK]


def _apply_looked_up(row: OutboxItem, result: SendResult, now: datetime) -> bool:
    """Bring a row up to date; return whether its fate is known, or is now a person's to find out."""
    if result.delivery is Delivery.SENT:
        _arrived(row, result, now)
        return True
    row.reason = result.reason[:LONGEST_REASON] or row.reason
    if result.delivery is Delivery.REFUSED and result.code != NOT_FOUND:
        row.state, row.finished_at, row.code = OutboxItem.STUCK, now, result.code
        return True
    if result.delivery is Delivery.REFUSED:
        # A call may be under way still when this machine's clock was moved: only what is twice not there is sent again.
        was_sending = row.state == OutboxItem.SENDING
        row.state = OutboxItem.UNKNOWN if was_sending else OutboxItem.WAITING
        row.due_at = now + LOOK_AFTER if was_sending else now
        return False
    row.looked_up += result.code != UNREACHABLE
    row.state, row.due_at = OutboxItem.UNKNOWN, now + LOOK_AFTER * (1 << row.looked_up)
    if row.looked_up < LOOK_UPS:
        return False
    row.finished_at = now
    return True


def growing_rest(attempts: int) -> timedelta:
    """Return how long to wait after so many tries, when the network does not say: 30 seconds, doubled up to a day."""
    return min(LONGEST_REST, FIRST_REST * (1 << min(max(0, attempts - 1), 12)))


def _tell(rows: Sequence[OutboxItem]) -> None:
    finished = [
        row for row in rows if row.state in {OutboxItem.SENT, OutboxItem.STUCK, OutboxItem.CANCELLED} or _is_for_a_person(row)
    ]
    announce(*(OutboxFinished(row.district_id, row.id, row.reference, row.state) for row in finished))


def _is_for_a_person(row: OutboxItem) -> bool:
    return row.state == OutboxItem.UNKNOWN and row.looked_up >= LOOK_UPS


def change_item(item: OutboxItem, **fields: Any) -> None:
    """Write these columns of a locked item."""
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
