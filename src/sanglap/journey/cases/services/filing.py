"""What the citizen chose in the form becomes the case's: its privacy, whose grievance it is, whom it is about.

(A part of ``cases.services``; other stages import it from there.)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sanglap.channels.contract import PostKind
from sanglap.directory.offices.models import Office
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import Accused, Case, Filing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sanglap.journey.arrivals.models import Post

CONFIDENTIAL = "X"


def filings_of(posts: Iterable[Post]) -> dict[str, Filing]:
    """Return how the forms among these posts were filed, by the form's own id. No query where there is no form."""
    forms = [post for post in posts if post.kind == PostKind.FORM]
    if not forms:
        return {}
    rows = Filing.objects.filter(
        district_id__one_of={post.district_id for post in forms}, remote_id__one_of=[post.remote_id for post in forms]
    )
    return {filing.remote_id: filing for filing in rows}


def apply_filing(case: Case, filing: Filing | None) -> None:
    """Let a case that is being opened follow the citizen's choice. What is about an office or among officials is confidential."""
    if filing is None:
        return
    case.privacy, case.kind, case.has_accused = filing.privacy, filing.kind, filing.about_office_id is not None
    if case.has_accused or case.kind != "citizen":
        case.sensitivity = CONFIDENTIAL


def name_accused_of_filings(
    cases: Mapping[UUID, Case], posts: Sequence[Post], filings: Mapping[str, Filing], now: datetime
) -> None:
    """Write down whom new cases are about; ``cases`` by their first post."""
    accused = [
        Accused(
            district_id=case.district_id, id=new_id(), case_id=case.id, office_id=filing.about_office_id or "",
            words=filing.about_officer, named_at=now,
        )
        for post in posts
        if (filing := filings.get(post.remote_id)) and filing.about_office_id and (case := cases.get(post.id))
    ]  # fmt: skip
    Accused.objects.bulk_create(accused)


def accused_offices(case: Case) -> list[Office]:
    """Return the offices that a case is about, as such: not those where only one officer is."""
    if not case.has_accused:
        return []
    accused = Accused.objects.filter(district_id=case.district_id, case_id=case.id, officer=None)
    return [one.office for one in accused.select_related("office")]
