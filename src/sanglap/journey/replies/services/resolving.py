"""The citizen is told what was done, and asked whether it is solved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.services import queue_items
from sanglap.foundation.ids import new_id
from sanglap.foundation.text import format_date
from sanglap.journey.cases.models import CasePost
from sanglap.journey.handling.models import Disposal
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import facts_of, to_leave
from sanglap.journey.replies.wording import resolution
from sanglap.reading.language import reply_language

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.handling.events import CaseResolved


def tell_resolution(events: Sequence[CaseResolved], now: datetime) -> None:
    """Queue what the citizen is told of each disposal, once."""
    for event in events:
        disposal = Disposal.objects.select_related("case__office", "officer").get(
            district_id=event.district_id, id=event.disposal_id
        )
        case = disposal.case
        token = f"disposal:{disposal.id}"
        if Reply.objects.filter(district_id=case.district_id, case_id=case.id, form_token=token).exists():
            continue
        links = CasePost.objects.filter(
            district_id=case.district_id, case_id=case.id, post__from_office=False, post__removed_at=None
        )
        link = links.select_related("post").order_by("-post__posted_at").first()
        if link is None:
            continue  # the citizen has removed every word; the page of the case says what was done
        post, language = link.post, reply_language(case.language)
        quiet = case.sensitivity == "XX" and post.kind not in {PostKind.MESSAGE, PostKind.FORM}
        reply = Reply(
            district_id=case.district_id,
            id=new_id(),
            case_id=case.id,
            post_id=post.id,
            kind="resolution",
            mode=ReplyMode.MESSAGE if post.kind == PostKind.MESSAGE else ReplyMode.PRIVATE_REPLY if quiet else ReplyMode.PUBLIC,
            officer=disposal.officer,
            text=resolution(
                facts_of(case, language),
                disposal.what_was_done,
                format_date(disposal.done_on, language, settings.TIME_ZONE),
                language,
            ),
            written_at=now,
            form_token=token,
        )
        reply.save(force_insert=True)
        queue_items([to_leave(reply, post, now=now)])
