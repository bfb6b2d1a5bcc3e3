"""What a later post does to its case: the citizen wrote again, or the office answered on the network itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.channels.contract import PostKind
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.states import CaseState

if TYPE_CHECKING:
    from datetime import datetime


def cases_answered_by(answers: list[Post], links: list[tuple[Case, Post]]) -> list[tuple[Case, Post]]:
    """Return the case that each of the office's own comments answers, and the answers that waited for these posts.

    An answer may arrive before the comment it answers; it then waits without a case until that comment arrives.
    """
    found = [(case, answer) for answer in answers if (case := _case_answered(answer)) is not None]
    taken = {answer.id for _, answer in found}
    waiting = [answer for answer in _waiting_answers([post for _, post in links]) if answer.id not in taken]
    for answer in waiting:
        case = next((case for case, post in links if _answers(answer, post)), None)
        if case is not None:
            found.append((case, answer))
    return found


def _waiting_answers(posts: list[Post]) -> list[Post]:
    """Return the office's answers on these threads that belong to no case yet: one query for the whole batch."""
    if not posts:
        return []
    answers = Post.objects.filter(
        district_id__one_of={post.district_id for post in posts},
        page_id__one_of={post.page_id for post in posts},
        thread_id__one_of={post.thread_id for post in posts},
        from_office=True,
        verdict=Post.ACCEPTED,
    ).order_by("posted_at")
    ids = [answer.id for answer in answers]
    joined = set(CasePost.objects.filter(post_id__one_of=ids).values_list("post_id", flat=True)) if ids else set()
    return [answer for answer in answers if answer.id not in joined]


def answer_changes(case: Case, posts: list[Post], now: datetime) -> None:
    """Bring the case's own columns up to date with posts that joined it. The promised date never moves by a comment."""
    from_citizen = [post.posted_at for post in posts if not post.from_office]
    from_office = [post.posted_at for post in posts if post.from_office]
    fields: dict[str, object] = {"changed_at": now, "version": case.version + 1}
    if from_citizen:
        fields["citizen_wrote_at"] = max([case.citizen_wrote_at, *from_citizen])
        if case.state == CaseState.NEEDS_INFORMATION:
            fields["state"] = CaseState.IN_HAND
    if from_office:
        fields["answered_at"] = max([*from_office, *([case.answered_at] if case.answered_at else [])])
        fields["first_answered_at"] = min([*from_office, *([case.first_answered_at] if case.first_answered_at else [])])
    for name, value in fields.items():
        setattr(case, name, value)
    case.save(update_fields=list(fields))


def _case_answered(answer: Post) -> Case | None:
    """Find the case of the comment above, or of the thread when it has only one."""
    parent = _post_named(answer, answer.parent_id)
    if parent is None and answer.kind == PostKind.MESSAGE:
        parent = (
            Post.objects.filter(
                district_id=answer.district_id,
                page_id=answer.page_id,
                kind=PostKind.MESSAGE,
                thread_id=answer.thread_id,
                from_office=False,
            )
            .order_by("-posted_at")
            .first()
        )
    if parent is None:
        return None
    link = CasePost.objects.filter(district_id=parent.district_id, post_id=parent.id).select_related("case").first()
    return link.case if link else None


def _post_named(answer: Post, remote_id: str) -> Post | None:
    """Find a post of the same page by its network's id; prefixes vary, the last part does not."""
    if not remote_id:
        return None
    same_thread = Post.objects.filter(district_id=answer.district_id, page_id=answer.page_id, thread_id=answer.thread_id)
    last = remote_id.rsplit("_", 1)[-1]
    return next((post for post in same_thread if post.remote_id.rsplit("_", 1)[-1] == last), None)


def _answers(answer: Post, post: Post) -> bool:
    if answer.page_id != post.page_id or answer.thread_id != post.thread_id:
        return False
    if answer.kind == PostKind.MESSAGE:
        return post.kind == PostKind.MESSAGE
    return answer.parent_id.rsplit("_", 1)[-1] == post.remote_id.rsplit("_", 1)[-1]


def case_of_post(district_id: str, post_id: UUID) -> Case | None:
    """Return the case a post belongs to."""
    link = CasePost.objects.filter(district_id=district_id, post_id=post_id).select_related("case").first()
    return link.case if link else None
