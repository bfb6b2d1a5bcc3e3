"""What became of a reply: sent, uncertain or refused – learned from the outbox, mended by a person.

A case counts as answered when a person's words stand where the citizen reads them, not when they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.channels.models import OutboxItem
from sanglap.channels.services import give_up, mark_seen, send_again
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import update_rows
from sanglap.journey.arrivals.models import Post
from sanglap.journey.arrivals.rules import Reason
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.handling.services import note_told
from sanglap.journey.replies.events import ReplyFailed, ReplySent
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import reference_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.events import OutboxFinished
    from sanglap.journey.arrivals.events import PostSetAside

PREFIX = "reply:"
STATES = {
    OutboxItem.SENT: Reply.SENT,
    OutboxItem.UNKNOWN: Reply.UNKNOWN,
    OutboxItem.STUCK: Reply.STUCK,
    OutboxItem.CANCELLED: Reply.CANCELLED,
}


def learn_fate(events: Sequence[OutboxFinished], now: datetime) -> None:
    """Bring replies up to date with the outbox, whatever order the news comes in: the outbox itself is asked."""
    items = _items_of_replies(events)
    changed = [reply for reply in _locked(items) if _bring_up_to_date(reply, items[reply.id])]
    update_rows(changed, ["state", "remote_id", "trouble", "sent_at"])
    for reply in changed:
        if reply.state == Reply.SENT and reply.officer_id is not None:
            _note_answer(reply, now)
        elif reply.state in {Reply.UNKNOWN, Reply.STUCK}:
            _note_trouble(reply, now)
    announce(*(ReplySent(one.district_id, one.case_id, one.id) for one in changed if one.state == Reply.SENT))
    announce(*(ReplyFailed(one.district_id, one.case_id, one.id) for one in changed if one.state in {Reply.UNKNOWN, Reply.STUCK}))


def _items_of_replies(events: Sequence[OutboxFinished]) -> dict[UUID, OutboxItem]:
    ids = [event.item_id for event in events if event.reference.startswith(PREFIX)]
    items = OutboxItem.objects.filter(district_id__one_of={event.district_id for event in events}, id__one_of=ids)
    return {UUID(item.reference.removeprefix(PREFIX)): item for item in items}


def _locked(items: dict[UUID, OutboxItem]) -> list[Reply]:
    replies = Reply.objects.filter(district_id__one_of={item.district_id for item in items.values()}, id__one_of=list(items))
    return list(replies.select_for_update(of=("self",)).order_by("id"))


def _bring_up_to_date(reply: Reply, item: OutboxItem) -> bool:
    state = STATES.get(item.state)
    if state is None or state == reply.state:
        return False
    reply.state, reply.remote_id, reply.trouble = state, item.remote_id, item.reason
    if state == Reply.SENT:
        reply.sent_at = item.finished_at
    return True


def _note_answer(reply: Reply, now: datetime) -> None:
    case, at = lock_case(reply.district_id, reply.case_id), reply.sent_at or now
    happening = Happening(HistoryKind.ANSWERED, officer=reply.officer, facts={"reply": str(reply.id), "mode": reply.mode})
    first, newest = min(case.first_answered_at or at, at), max(case.answered_at or at, at)
    change_case(case, happening, now=now, first_answered_at=first, answered_at=newest)
    if reply.kind == "resolution":
        note_told(case, at, now=now)


def _note_trouble(reply: Reply, now: datetime) -> None:
    case = lock_case(reply.district_id, reply.case_id)
    change_case(case, Happening(HistoryKind.REPLY_TROUBLE, facts={"reply": str(reply.id), "state": reply.state}), now=now)


def recognise_own_words(events: Sequence[PostSetAside], now: datetime) -> None:
    """The network's webhook tells of our own words while their sending is uncertain: they are there."""
    ids = [event.post_id for event in events if event.reason == Reason.OWN_REPLY]
    if not ids:
        return
    posts = list(Post.objects.filter(district_id__one_of={event.district_id for event in events}, id__one_of=ids))
    uncertain = OutboxItem.objects.filter(
        district_id__one_of={post.district_id for post in posts},
        page_id__one_of={post.page_id for post in posts},
        state__in=[OutboxItem.SENDING, OutboxItem.UNKNOWN],
    )
    waiting = list(uncertain.order_by("id"))
    for post in posts:
        found = next((item for item in waiting if _is_the_same(item, post)), None)
        if found is not None:
            waiting.remove(found)
            mark_seen(found, post.remote_id, now=now)


def _is_the_same(item: OutboxItem, post: Post) -> bool:
    """Compare by page, thread and words; a connector may put the citizen's name before them."""
    same_thread = not item.thread_id or _last_part(item.thread_id) == _last_part(post.thread_id)
    return item.page_id == post.page_id and same_thread and bool(item.text) and post.text.strip().endswith(item.text.strip())


def _last_part(remote_id: str) -> str:
    return remote_id.rsplit("_", 1)[-1]


def mend(reply: Reply, what: str, *, now: datetime) -> None:
    """A person sends a reply again (``again``) or gives it up (``give-up``). Raises ``UnableToMend``."""
    if what == "again":
        send_again(reply.district_id, reference_of(reply), now=now)
        _set_state(reply, Reply.QUEUED)
    elif OutboxItem.objects.filter(district_id=reply.district_id, reference=reference_of(reply)).exists():
        give_up(reply.district_id, reference_of(reply), now=now)
    else:
        _set_state(reply, Reply.CANCELLED)  # no way was open when it was written: it never reached the outbox


def _set_state(reply: Reply, state: str) -> None:
    Reply.objects.filter(district_id=reply.district_id, id=reply.id).update(state=state, trouble="")
