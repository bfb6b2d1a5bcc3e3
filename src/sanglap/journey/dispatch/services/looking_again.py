"""What an author changed is read again: an edit may tell of danger, or may be nothing for the public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.hiding import ABUSE, HIDDEN_FROM, WAITING
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import public_words
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.dispatch.readers import post_reader
from sanglap.journey.dispatch.services.noticing_danger import notice_in_post
from sanglap.reading.post import PostToRead

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.arrivals.events import PostChanged


def look_again(events: Sequence[PostChanged], now: datetime) -> None:
    """Read edited posts of citizens anew. Twice is as good as once."""
    for event in events:
        if event.what != "edited":
            continue
        here = {"district_id": event.district_id}
        link = CasePost.objects.filter(**here, post_id=event.post_id, post__from_office=False).select_related("post").first()
        if link is None:
            continue
        notice_in_post(event.district_id, link.case_id, link.post_id, link.post.text, now)
        first = CasePost.objects.filter(**here, case_id=link.case_id, post__from_office=False).order_by("id").first()
        if first is not None and first.post_id == link.post_id:
            _look_at_first_words(lock_case(event.district_id, link.case_id), link.post, now)


def _look_at_first_words(case: Case, post: Post, now: datetime) -> None:
    """Bring the few words that lists show up to date, and hide what is abusive now until a person has looked."""
    words = public_words(post.text, author=post.author_name)
    fields: dict[str, Any] = {} if case.excerpt == words else {"excerpt": words}
    read = post_reader().sort(PostToRead("", post.text)).abuse
    if read.score >= HIDDEN_FROM and not case.hidden_rule:
        facts = {"rule": ABUSE, "score": read.score, "words": list(read.words)}
        fields |= {"hidden_rule": ABUSE, "hidden_review": WAITING}
        change_case(case, Happening(HistoryKind.WORDS_HIDDEN, facts=facts), now=now, **fields)
    elif fields:
        case.excerpt = words
        case.save(update_fields=["excerpt"])
