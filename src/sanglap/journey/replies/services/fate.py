"""What became of a reply: sent, uncertain or refused – learned from the outbox, mended by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.channels.models import OutboxItem
from sanglap.channels.services import give_up, send_again
from sanglap.foundation.announcements import announce
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.replies.events import ReplyFailed, ReplySent
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import reference_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.events import OutboxFinished

PREFIX = "reply:"
STATES = {
    OutboxItem.SENT: Reply.SENT,
    OutboxItem.UNKNOWN: Reply.UNKNOWN,
    OutboxItem.STUCK: Reply.STUCK,
    OutboxItem.CANCELLED: Reply.CANCELLED,
}


def learn_fate(events: Sequence[OutboxFinished], now: datetime) -> None:
    """Bring replies up to date with the outbox, whatever order the news comes in: the outbox itself is asked."""
    ids = [event.item_id for event in events if event.reference.startswith(PREFIX)]
    items = OutboxItem.objects.filter(district_id__in={event.district_id for event in events}, id__in=ids)
    for item in items:
        reply = (
            Reply.objects.select_for_update(of=("self",))
            .filter(district_id=item.district_id, id=UUID(item.reference.removeprefix(PREFIX)))
            .first()
        )
        state = STATES.get(item.state)
        if reply is None or state is None or state == reply.state:
            continue
        reply.state, reply.remote_id, reply.trouble = state, item.remote_id, item.reason
        reply.sent_at = item.finished_at if state == Reply.SENT else reply.sent_at
        reply.save(update_fields=["state", "remote_id", "trouble", "sent_at"])
        _tell(reply, now)


def _tell(reply: Reply, now: datetime) -> None:
    if reply.state == Reply.SENT:
        announce(ReplySent(reply.district_id, reply.case_id, reply.id))
    elif reply.state in {Reply.UNKNOWN, Reply.STUCK}:
        case = lock_case(reply.district_id, reply.case_id)
        change_case(case, Happening(HistoryKind.REPLY_TROUBLE, facts={"reply": str(reply.id), "state": reply.state}), now=now)
        announce(ReplyFailed(reply.district_id, reply.case_id, reply.id))


def mend(reply: Reply, what: str, *, now: datetime) -> None:
    """A person sends a reply again (``again``) or gives it up (``give-up``). Raises ``UnableToMend``."""
    if what == "again":
        send_again(reply.district_id, reference_of(reply), now=now)
        Reply.objects.filter(district_id=reply.district_id, id=reply.id).update(state=Reply.QUEUED, trouble="")
    else:
        give_up(reply.district_id, reference_of(reply), now=now)
