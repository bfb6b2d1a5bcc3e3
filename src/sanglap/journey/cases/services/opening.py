"""Accepted posts open cases or join the cases they belong to, by the hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from sanglap.channels.contract import PostKind
from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import copy_new_rows, copy_values
from sanglap.foundation.ids import make_tracking_number, new_id
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.events import CaseJoined, CaseOpened
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.rules import DAYS_A_MESSAGE_JOINS_AN_ENDED_CASE, number_added_to, thread_key
from sanglap.journey.cases.services.changing import Happening, history_values
from sanglap.journey.cases.services.filing import apply_filing, filings_of, name_accused_of_filings
from sanglap.journey.cases.services.joining import answer_changes, cases_answered_by
from sanglap.journey.cases.states import ENDED_STATES

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import WithAnnotations

    from sanglap.journey.arrivals.events import PostAccepted

    class WhoAndWhere(TypedDict):
        """What a post's page and citizen say of its thread."""

        network: str
        page_remote_id: str
        identity: str | None

    FoundPost = WithAnnotations[Post, WhoAndWhere]


def open_or_join(events: Sequence[PostAccepted], now: datetime) -> None:
    """Open a case for every new matter and join every other post to its case. Twice is as good as once."""
    posts = _posts_without_case(events)
    from_citizens = [post for post in posts if not post.from_office]
    cases = _cases_added_to(from_citizens)
    cases |= _find_or_open([post for post in from_citizens if post.id not in cases], now)
    links: list[tuple[Case, Post]] = [(cases[post.id], post) for post in from_citizens]
    links += cases_answered_by([post for post in posts if post.from_office], links)
    _join(links, now)


def _posts_without_case(events: Sequence[PostAccepted]) -> list[FoundPost]:
    wanted = [(event.district_id, event.post_id) for event in events]
    joined = CasePost.objects.filter(district_id=OuterRef("district_id"), post_id=OuterRef("id"))
    posts = Post.objects.filter(~Exists(joined), district_id__one_of={d for d, _ in wanted}, id__one_of=[p for _, p in wanted])
    return list(
        posts.annotate(network=F("page__kind"), page_remote_id=F("page__remote_id"), identity=F("citizen__identity")).order_by(
            "posted_at", "id"
        )
    )


def _cases_added_to(posts: Sequence[Post]) -> dict[UUID, Case]:
    """Return the case of each post that its citizen added to one by its number, on our own form, which only we sign."""
    numbers = {post.id: number for post in posts if (number := number_added_to(post.kind, post.thread_id))}
    if not numbers:
        return {}
    cases = Case.objects.filter(district_id__one_of={post.district_id for post in posts}, number__one_of=set(numbers.values()))
    found = {(case.district_id, case.number): case for case in cases.select_for_update(of=("self",))}
    named = {post.id: found.get((post.district_id, numbers[post.id])) for post in posts if post.id in numbers}
    return {post_id: case for post_id, case in named.items() if case is not None}


def _find_or_open(posts: list[FoundPost], now: datetime) -> dict[UUID, Case]:
    """Return the case of each post, opening what is missing. A concurrent opener of the same thread wins, once."""
    keys = {post.id: (post.district_id, _key_of(post)) for post in posts}
    known = _cases_by_key(keys.values())
    _set_old_conversations_aside(posts, keys, known, now)
    missing: dict[tuple[str, str], Case] = {}
    filings = filings_of(posts)
    openers: dict[UUID, Case] = {}
    for post in posts:
        key = keys[post.id]
        if key not in known and key not in missing:
            openers[post.id] = missing[key] = _new_case(post, key[1], now)
            apply_filing(missing[key], filings.get(post.remote_id))
    new = copy_new_rows(list(missing.values()))
    opened = {post_id: case for post_id, case in openers.items() if case.key in new}
    name_accused_of_filings(opened, posts, filings, now)
    known |= {key: case for key, case in missing.items() if case.key in new}
    known |= _cases_by_key([key for key, case in missing.items() if case.key not in new])
    return {post.id: known[keys[post.id]] for post in posts}


def _key_of(post: FoundPost) -> str:
    return thread_key(
        network=post.network,
        page=post.page_remote_id,
        kind=post.kind,
        thread_id=post.thread_id,
        author=(post.identity or "").rsplit(":", 1)[-1],
        remote_id=post.remote_id,
    )


def _cases_by_key(keys: object) -> dict[tuple[str, str], Case]:
    wanted = list(keys)  # type: ignore[call-overload]
    if not wanted:
        return {}
    cases = Case.objects.filter(district_id__one_of={d for d, _ in wanted}, thread_key__one_of=[key for _, key in wanted])
    return {(case.district_id, case.thread_key): case for case in cases.select_for_update(of=("self",))}


def _set_old_conversations_aside(
    posts: Sequence[Post], keys: dict[UUID, tuple[str, str]], known: dict[tuple[str, str], Case], now: datetime
) -> None:
    """A private conversation goes on for years; a case that ended a month ago no longer owns what is written now."""
    limit = now - timedelta(days=DAYS_A_MESSAGE_JOINS_AN_ENDED_CASE)
    for post in posts:
        case = known.get(keys[post.id])
        if case and post.kind == PostKind.MESSAGE and case.state in ENDED_STATES and (case.ended_at or now) < limit:
            case.thread_key = f"{case.thread_key}#{case.number}"[:400]
            case.save(update_fields=["thread_key"])
            del known[keys[post.id]]


def _new_case(post: Post, key: str, now: datetime) -> Case:
    return Case(
        district_id=post.district_id,
        id=new_id(),
        number=make_tracking_number(),
        thread_key=key,
        page_id=post.page_id,
        citizen_id=post.citizen_id,
        citizen_name=post.author_name,
        received_at=post.received_at,
        citizen_wrote_at=post.posted_at,
        changed_at=now,
    )


def _join(links: Sequence[tuple[Case, Post]], now: datetime) -> None:
    """Write the links, the history and the news."""
    opened = _first_posts(links)
    copy_new_rows([CasePost(district_id=case.district_id, id=new_id(), case_id=case.id, post_id=post.id) for case, post in links])
    lines: list[dict[str, Any]] = []
    news: list[CaseOpened | CaseJoined] = []
    touched: set[str | None] = set()
    later: dict[tuple[str, UUID], list[tuple[Case, Post]]] = defaultdict(list)
    for case, post in links:
        first = opened.get(case.id) is post
        kind = HistoryKind.OFFICE_WROTE if post.from_office else HistoryKind.OPENED if first else HistoryKind.JOINED
        happening = Happening(kind, facts={"post": str(post.id)})
        values = history_values(case, happening, now=max(post.posted_at, case.received_at) if not first else case.received_at)
        lines.append(values)
        if first:
            news.append(CaseOpened(case.district_id, case.id, post.id))
        else:
            news.append(CaseJoined(case.district_id, case.id, post.id, post.from_office))
            later[case.key].append((case, post))
            touched |= {case.office_id} - {None}
    copy_values(HistoryLine, lines)
    for same in later.values():
        answer_changes(same[0][0], [post for _, post in same], now)
    announce(*news)
    if touched:
        touch_offices(str(code) for code in touched)


def _first_posts(links: Sequence[tuple[Case, Post]]) -> dict[UUID, Post]:
    """Return, for every case that has no post yet, the citizen's first one in this batch."""
    ids = {case.id for case, _ in links}
    begun = set(
        CasePost.objects.filter(district_id__one_of={case.district_id for case, _ in links}, case_id__one_of=ids).values_list(
            "case_id", flat=True
        )
    )
    first: dict[UUID, Post] = {}
    for case, post in links:
        if case.id not in begun and not post.from_office:
            first.setdefault(case.id, post)
    return first
