"""One number for one matter: two cases of one citizen become one, are taken apart again, or one becomes two."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.directory.charter.models import Topic
from sanglap.foundation.announcements import announce
from sanglap.foundation.ids import make_tracking_number, new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import public_words
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.cases.urgency import clock_code
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.rules import Act
from sanglap.journey.handling.services import require_act
from sanglap.journey.handling.services.clocks import give_up_clock, run_clock
from sanglap.journey.redress.rules import Matter, why_not_one

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.people.models import Officer


class UnableToJoin(ValueError):
    """``why``: another_citizen, another_privacy, ended, older, not_merged, only_post."""

    def __init__(self, why: str) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)


def merge_case(case: Case, into_id: UUID, *, officer: Officer, now: datetime, expected_version: int | None = None) -> Case:
    """Let a case go on in an older one of the same citizen, whose promise stands; return that one.

    The merged one keeps its posts and its number, so it can be taken out again. Lock neither before: both are locked here, in
    the order of their keys, so that two officers who merge in opposite directions wait for each other. Raises
    :class:`UnableToJoin`, ``UnableToAct``, ``UnableToChange``, ``Case.DoesNotExist``.
    """
    first, second = sorted([case.id, into_id])
    both = {one: lock_case(case.district_id, one) for one in ((first, second) if first != second else (first,))}
    newer, older = both[case.id], both[into_id]
    require_act(officer, newer, Act.RESOLVE)
    require_act(officer, older, Act.RESOLVE)
    if why := "older" if newer.id == older.id else why_not_one(_matter(newer), _matter(older)):
        raise UnableToJoin(why)
    happening = Happening(HistoryKind.MERGED, officer=officer, facts={"into": older.number})
    change_case(
        newer, happening, now=now, to_state=CaseState.MERGED, expected_version=expected_version, ended_at=now,
        merged_into_id=older.id,
    )  # fmt: skip
    give_up_clock(newer, now=now)
    wrote = max(older.citizen_wrote_at, newer.citizen_wrote_at)
    change_case(
        older, Happening(HistoryKind.MERGED, officer=officer, facts={"from": newer.number}), now=now, citizen_wrote_at=wrote
    )
    return older


def unmerge_case(case: Case, *, officer: Officer, now: datetime, expected_version: int | None = None) -> None:
    """Let a locked, merged case stand alone again; its clock counts from its own receipt. Raises what :func:`merge_case` raises."""
    require_act(officer, case, Act.RESOLVE)
    if case.state != CaseState.MERGED:
        raise UnableToJoin("not_merged")
    happening = Happening(HistoryKind.UNMERGED, officer=officer)
    change_case(
        case, happening, now=now, to_state=CaseState.WITH_OFFICE, expected_version=expected_version, ended_at=None,
        merged_into_id=None,
    )  # fmt: skip
    run_clock(case, _clock(case), case.received_at)


def split_case(case: Case, post_id: UUID, *, officer: Officer, now: datetime, expected_version: int | None = None) -> Case:
    """Let one post of a locked case become a case of its own, with its own number and promise; the citizen is told both.

    It keeps everything that guards the first: privacy, confidentiality, danger. Raises :class:`UnableToJoin`, ``UnableToAct``,
    ``UnableToChange``.
    """
    require_act(officer, case, Act.RESOLVE)
    links = list(
        CasePost.objects.select_for_update(of=("self",))
        .filter(district_id=case.district_id, case_id=case.id, post__from_office=False)
        .select_related("post")
        .order_by("post__posted_at")
    )
    link = next((one for one in links[1:] if one.post_id == post_id), None)
    if link is None or not case.is_open or case.has_accused:
        raise UnableToJoin("only_post")
    post = link.post
    part = Case.objects.create(
        district_id=case.district_id, id=new_id(), number=make_tracking_number(), thread_key=f"{case.thread_key}#{post.id}"[:400],
        page_id=case.page_id, citizen_id=case.citizen_id, citizen_name=case.citizen_name, office_id=case.office_id,
        topic_id=case.topic_id, area_id=case.area_id, state=CaseState.WITH_OFFICE, privacy=case.privacy, kind=case.kind,
        sensitivity=case.sensitivity, danger=case.danger, language=case.language, received_at=post.received_at,
        citizen_wrote_at=post.posted_at, changed_at=now, excerpt=public_words(post.text, author=case.citizen_name),
    )  # fmt: skip
    link.case_id = part.id
    link.save(update_fields=["case_id"])
    deadline = run_clock(part, _clock(part), part.received_at)
    part.expected_at = deadline.due_at
    part.save(update_fields=["expected_at"])
    change_case(part, Happening(HistoryKind.SPLIT, officer=officer, facts={"from": case.number}), now=now)
    happening = Happening(HistoryKind.SPLIT, officer=officer, facts={"into": part.number})
    change_case(case, happening, now=now, expected_version=expected_version)
    announce(CaseDispatched(part.district_id, part.id, part.office_id or "", first=True))
    return part


def _matter(case: Case) -> Matter:
    return Matter(case.district_id, case.citizen_id, case.privacy, case.kind, case.received_at, case.is_open)


def _clock(case: Case) -> str:
    topic = Topic.objects.filter(code=case.topic_id).first()
    return clock_code(case.danger, topic.clock_code if topic else "")
