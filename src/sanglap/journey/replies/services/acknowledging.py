"""Every new case is acknowledged at once, with its number and expected date, where the citizen wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.services import queue_items
from sanglap.foundation.bulk import copy_rows, copy_values
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.services import Happening, history_values, lock_case
from sanglap.journey.cases.urgency import is_spoken_of_privately
from sanglap.journey.dispatch.helplines import danger_kinds, helplines_for
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.outgoing import facts_of, to_leave
from sanglap.journey.replies.wording import acknowledgement, quiet_acknowledgement
from sanglap.reading.scripts import reply_language

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.dispatch.events import CaseDispatched, DangerRaised

HELPLINES_TOKEN = "helplines"  # noqa: S105 – nor this one: they are told once a case
FORM_TOKEN = "acknowledgement"  # noqa: S105 – the name of the form nobody fills in: one acknowledgement a case


def acknowledge(events: Sequence[CaseDispatched], now: datetime) -> None:
    """Write and queue the acknowledgement of each case that has an owner for the first time.

    Seven queries a batch, nine where somebody is in danger.
    """
    wanted = [event for event in events if event.first]
    cases = _cases(wanted)
    posts = _first_posts(cases)
    kinds = danger_kinds(quiet) if (quiet := [case for case in cases if _is_quiet(case)]) else {}
    replies = {case.id: _reply(case, posts[case.id], kinds.get(case.id, []), now) for case in cases if case.id in posts}
    copy_rows(list(replies.values()))  # a second acknowledgement of a case fails the whole batch, which is then read again
    queue_items([to_leave(replies[case.id], posts[case.id], number=case.number, now=now) for case in cases if case.id in replies])
    copy_values(
        HistoryLine,
        [history_values(case, Happening(HistoryKind.ACKNOWLEDGED), now=now) for case in cases if case.id in replies],
    )


def _cases(events: list[CaseDispatched]) -> list[Case]:
    districts, ids = {event.district_id for event in events}, [event.case_id for event in events]
    done = Reply.objects.filter(district_id=OuterRef("district_id"), case_id=OuterRef("id"), form_token=FORM_TOKEN)
    return list(Case.objects.filter(~Exists(done), district_id__one_of=districts, id__one_of=ids).select_related("office"))


def _first_posts(cases: list[Case]) -> dict[UUID, Post]:
    districts = {case.district_id for case in cases}
    links = CasePost.objects.filter(
        district_id__one_of=districts, case_id__one_of=[case.id for case in cases], post__from_office=False, post__removed_at=None
    )
    return {link.case_id: link.post for link in links.select_related("post").order_by("-id")}


def tell_helplines(events: Sequence[DangerRaised], now: datetime) -> None:
    """Tell whoever wrote of danger later the numbers to call, privately and once a case. A person's own mark says nothing."""
    for event in events:
        if event.post_id is None:
            continue
        case = lock_case(event.district_id, event.case_id)
        here = {"district_id": case.district_id, "case_id": case.id}
        post = Post.objects.filter(district_id=event.district_id, id=event.post_id, removed_at=None).first()
        if post is None or not case.office_id or Reply.objects.filter(**here, form_token=HELPLINES_TOKEN).exists():
            continue
        reply = _reply(case, post, danger_kinds([case]).get(case.id, []), now)
        reply.form_token, reply.kind = HELPLINES_TOKEN, "notice"
        reply.save(force_insert=True)
        queue_items([to_leave(reply, post, number=case.number, now=now)])


def _is_quiet(case: Case) -> bool:
    return is_spoken_of_privately(case.sensitivity, case.danger)


def _reply(case: Case, post: Post, kinds: list[str], now: datetime) -> Reply:
    language, quiet = reply_language(case.language), _is_quiet(case)
    mode = ReplyMode.MESSAGE if post.kind == PostKind.MESSAGE else ReplyMode.PRIVATE_REPLY if quiet else ReplyMode.PUBLIC
    told, is_now = facts_of(case, language), case.danger != "urgent"
    quiet_words = quiet_acknowledgement(told, language, helplines_for(kinds), is_now=is_now) if quiet else ""
    return Reply(
        district_id=case.district_id,
        id=new_id(),
        case_id=case.id,
        post_id=post.id,
        kind="acknowledgement",
        mode=mode,
        text=quiet_words or acknowledgement(told, language),
        written_at=now,
        form_token=FORM_TOKEN,
    )
