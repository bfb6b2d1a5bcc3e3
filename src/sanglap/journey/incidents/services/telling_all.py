"""One answer reaches all (R12): what an officer wrote or did for one case, the other citizens of the incident hear too.

Each case is answered in its own transaction by the same service that answers one, with the officer's own rights, and the
token of the form says that it was: a job that runs twice answers nobody twice. What cannot be reached says so in its history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from sanglap.channels.contract import ReplyMode
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.cases.states import UnableToMove
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.services import UnableToAct, resolve_case
from sanglap.journey.incidents.rules import may_be_grouped
from sanglap.journey.incidents.selectors import members_beside, within_reach
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.services import UnableToReply, write_reply
from sanglap.journey.replies.services.writing import open_ways

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer
    from sanglap.journey.incidents.events import AnsweredForAll, ResolvedForAll


def answer_others(events: Sequence[AnsweredForAll], now: datetime) -> None:
    """Write the same answer to the others of each incident."""
    for event in events:
        reply = Reply.objects.select_related("officer").get(district_id=event.district_id, id=event.reply_id)
        if reply.officer is not None:
            _for_each(_case(event), reply.officer, now, _answering(reply, event.text, now))


def resolve_others(events: Sequence[ResolvedForAll], now: datetime) -> None:
    """Write the same disposal for the others of each incident; each citizen is told and asked."""
    for event in events:
        disposal = Disposal.objects.select_related("officer").get(district_id=event.district_id, id=event.disposal_id)
        _for_each(_case(event), disposal.officer, now, _resolving(disposal, now))


def _case(event: AnsweredForAll | ResolvedForAll) -> Case:
    return Case.objects.get(district_id=event.district_id, id=event.case_id)


def _for_each(case: Case, officer: Officer, now: datetime, do: Callable[[Case], None]) -> None:
    for other in within_reach(members_beside(case), officer):
        try:
            with transaction.atomic():
                locked = lock_case(other.district_id, other.id)
                if may_be_grouped(locked):
                    do(locked)
        except (UnableToReply, UnableToMove, UnableToAct) as trouble:
            _say_not_reached(other, officer, str(trouble), now)


def _answering(reply: Reply, text: str, now: datetime) -> Callable[[Case], None]:
    def answer(case: Case) -> None:
        officer = reply.officer
        post = _newest_post(case)
        if post is None or officer is None:
            raise UnableToReply(_("The citizen has removed the post."))
        mode = _mode_like(reply.mode, [way.mode for way in open_ways(case, post, now=now) if not way.why_not])
        token = f"all:{reply.id}"
        write_reply(case, post, mode=mode, text=text, officer=officer, form_token=token, now=now)

    return answer


def _mode_like(chosen: str, open_modes: Sequence[ReplyMode]) -> str:
    """Return the way that the officer chose, or another that is no less private: what was meant for one is never said in public.

    Where there is none, the chosen way itself, which then says why it is closed.
    """
    if chosen in open_modes:
        return chosen
    return next((mode for mode in open_modes if mode != ReplyMode.PUBLIC), chosen)


def _resolving(disposal: Disposal, now: datetime) -> Callable[[Case], None]:
    def resolve(case: Case) -> None:
        resolve_case(
            case, officer=disposal.officer, what=disposal.what_was_done, on=disposal.done_on, proof=disposal.proof, now=now
        )

    return resolve


def _newest_post(case: Case) -> Post | None:
    links = CasePost.objects.filter(
        district_id=case.district_id, case_id=case.id, post__from_office=False, post__removed_at__isnull=True
    )
    link = links.select_related("post__page").order_by("-post__posted_at").first()
    return link.post if link else None


def _say_not_reached(case: Case, officer: Officer, why: str, now: datetime) -> None:
    with transaction.atomic():
        locked = lock_case(case.district_id, case.id)
        change_case(locked, Happening(HistoryKind.NOT_REACHED, officer=officer, words=why), now=now)
