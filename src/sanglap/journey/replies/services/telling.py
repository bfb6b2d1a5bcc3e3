"""What an office says by doing: what was done, what it asks. It leaves by the best way that is open, or shows that none is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.registry import channel_of
from sanglap.channels.services import queue_items
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.replies.events import ReplyFailed
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import address_of, facts_of, to_leave, with_key
from sanglap.journey.replies.services.writing import DEFAULT_LIMIT, open_ways, why_not
from sanglap.journey.replies.wording import Told
from sanglap.reading.scripts import reply_language

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sanglap.directory.people.models import Officer
    from sanglap.journey.arrivals.models import Post

Wording = Callable[[Told, str, int], str]  # facts, language, letters there is room for


def tell_citizen(
    district_id: str,
    case_id: UUID,
    *,
    kind: str,
    token: str,
    wording: Wording,
    officer: Officer | None,
    now: datetime,
    privately: bool = False,
) -> None:
    """Tell the citizen something once (``token``), where they wrote last; ``privately``: never under a post that others read.

    Without a post that still stands there, the page of the case says it. Without an open way the reply is kept as
    stuck: an officer sees it, with the reason, and answers another way.
    """
    case = lock_case(district_id, case_id)
    if Reply.objects.filter(district_id=district_id, case_id=case_id, form_token=token).exists():
        return
    post = newest_standing_post(case)
    if post is None:
        return
    ways = open_ways(case, post, now=now)
    if privately and post.kind != PostKind.FORM:
        ways = [one for one in ways if one.mode != ReplyMode.PUBLIC]
    way, language = ways[0], reply_language(case.language)
    room = channel_of(post.page.kind).text_limits.get(way.mode, DEFAULT_LIMIT)
    room -= len(with_key(address_of(case.number), case.number)) - len(address_of(case.number))
    reply = Reply(
        district_id=district_id, id=new_id(), case_id=case_id, post_id=post.id, kind=kind, mode=way.mode, officer=officer,
        text=wording(facts_of(case, language, officer), language, room), written_at=now, form_token=token,
    )  # fmt: skip
    if not way.why_not:
        reply.save(force_insert=True)
        queue_items([to_leave(reply, post, number=case.number, now=now)])
        return
    reply.state, reply.trouble = Reply.STUCK, why_not(way)
    reply.save(force_insert=True)
    change_case(case, Happening(HistoryKind.REPLY_TROUBLE, facts={"reply": str(reply.id), "state": reply.state}), now=now)
    announce(ReplyFailed(district_id, case_id, reply.id))


def newest_standing_post(case: Case) -> Post | None:
    """Return the citizen's newest post that was not removed, with its page."""
    links = CasePost.objects.filter(
        district_id=case.district_id, case_id=case.id, post__from_office=False, post__removed_at=None
    ).select_related("post__page")
    link = links.order_by("-post__posted_at", "-post__id").first()
    return link.post if link else None
