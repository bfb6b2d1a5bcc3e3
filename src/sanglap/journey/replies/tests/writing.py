"""Replies as officers write them, for stories."""

from __future__ import annotations

from datetime import datetime

from sanglap.channels.services import send_due
from sanglap.foundation import clock
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import lock_case
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.tests.factories import kamal
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.services import (
    acknowledge,
    write_reply,
)
from sanglap.stage import do_jobs

WORDS = "আগামীকাল সকালে আসুন, কোনো টাকা লাগবে না।"
DONE = "The hole at the crossing was filled with bricks."


def post_of(case: Case) -> Post:
    return CasePost.objects.select_related("post__page").get(case_id=case.id).post


def acknowledged(case: Case, now: datetime) -> Reply:
    acknowledge([CaseDispatched(case.district_id, case.id, case.office_id or "", first=True)], now)
    return Reply.objects.get(case_id=case.id, kind="acknowledgement")


def answer(case: Case, now: datetime, text: str = WORDS, token: str = "a", mode: str = "public", **more: object) -> Reply:
    return write_reply(
        lock_case(case.district_id, case.id),
        post_of(case),
        mode=mode,
        text=text,
        officer=kamal(),
        form_token=token,
        now=now,
        **more,
    )


def leave(now: datetime) -> None:
    """Let everything leave that waits, and let the replies hear of it."""
    with clock.frozen(now):
        send_due(now, read_clock=lambda: now)
        do_jobs()
