"""Danger in what a citizen writes later makes a case private and urgent at once, as if it had stood in the first words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from sanglap.foundation.announcements import announce
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.cases.states import ENDED_STATES, CaseState
from sanglap.journey.cases.urgency import NO_DANGER, graver, guarded
from sanglap.journey.dispatch.events import DangerRaised
from sanglap.journey.dispatch.readers import post_reader
from sanglap.reading.danger import DangerReader, load_danger_reader
from sanglap.reading.post import PostToRead

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.events import CaseJoined


def notice_danger(events: Sequence[CaseJoined], now: datetime) -> None:
    """Read what citizens wrote later, and raise the cases that are graver now. Twice is as good as once."""
    wanted = {event.post_id: event for event in events if not event.by_office}
    if not wanted:
        return
    districts = {event.district_id for event in wanted.values()}
    posts = Post.objects.filter(district_id__one_of=districts, id__one_of=list(wanted), removed_at=None)
    for post_id, text in posts.values_list("id", "text"):
        event = wanted[post_id]
        notice_in_post(event.district_id, event.case_id, post_id, text, now)


def notice_in_post(district_id: str, case_id: UUID, post_id: UUID, text: str, now: datetime) -> None:
    """Raise a case when one of its posts tells of more danger than was known."""
    read = post_reader().sort(PostToRead("", text)).danger
    if read.level != NO_DANGER:
        facts = {"post": str(post_id), "danger": list(read.kinds), "words": list(read.words)}
        happening = Happening(HistoryKind.DANGER_READ, facts=facts)
        raise_danger(lock_case(district_id, case_id), read.level, happening, now=now, post_id=post_id)


def tells_of_danger(text: str) -> bool:
    """Tell whether words speak of danger, before they are a case: whoever wrote them need not wait for the numbers to call.

    By the table's words alone, so that pages need not hold the model that dispatch reads with.
    """
    return _reader(Path(settings.COUNTRY_PACK)).read(text).level != NO_DANGER


def raise_danger(case: Case, level: str, happening: Happening, *, now: datetime, post_id: UUID | None = None) -> bool:
    """Make a locked case as private and urgent as a danger asks; False when it was so already. An ended case opens again."""
    if graver(case.danger, level) == case.danger:
        return False
    fields: dict[str, Any] = {"danger": level, "sensitivity": guarded(case.sensitivity, level)}
    fields |= {"claimed_by_id": None, "claimed_at": None}  # whoever took a smaller matter in hand may be away
    if case.state in ENDED_STATES:
        fields |= {"to_state": CaseState.REOPENED, "ended_at": None, "resolved_at": None}
    elif case.state == CaseState.IN_HAND:
        fields |= {"to_state": CaseState.WITH_OFFICE}
    change_case(case, happening, now=now, **fields)
    announce(DangerRaised(case.district_id, case.id, post_id))
    return True


def calm_danger(
    case: Case, level: str, *, officer: Officer, words: str, now: datetime, expected_version: int | None = None
) -> None:
    """Write down that a person looked and found less danger. The case stays as confidential as it was."""
    happening = Happening(HistoryKind.DANGER_MARKED, officer=officer, words=words, facts={"from": case.danger, "to": level})
    change_case(case, happening, now=now, expected_version=expected_version, danger=level)


@lru_cache(maxsize=2)
def _reader(pack: Path) -> DangerReader:
    return load_danger_reader(pack)
