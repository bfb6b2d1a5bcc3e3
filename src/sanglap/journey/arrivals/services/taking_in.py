"""What arrived becomes posts: seen before or not, accepted or set aside, with every edit and removal followed.

Nothing here depends on the order of arrival. A post is found again by its network's id; the newest action *by the
network's own time* wins; a removal that overtakes its post leaves a tombstone on which the late post changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.channels.contract import IncomingPost, PostAction, PostKind
from sanglap.channels.models import OutboxItem, Page
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import copy_rows
from sanglap.foundation.ids import new_id
from sanglap.journey.arrivals.events import PostAccepted, PostChanged, PostSetAside
from sanglap.journey.arrivals.models import Post, PostVersion
from sanglap.journey.arrivals.rules import Reason, reason_to_set_aside
from sanglap.journey.arrivals.services.citizens import citizens_of
from sanglap.journey.arrivals.services.floods import set_floods_aside

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT_AS_ROWS = frozenset(
    {PostKind.POST, PostKind.COMMENT, PostKind.MESSAGE, PostKind.RATING, PostKind.MENTION, PostKind.FORM, PostKind.OTHER}
)
WHAT = {
    PostAction.EDIT: "edited",
    PostAction.REMOVE: "removed",
    PostAction.HIDE: "hidden",
    PostAction.UNHIDE: "shown",
}


@dataclass(frozen=True, slots=True)
class Arrived:
    """One thing an envelope said, with the envelope it came in."""

    network: str
    post: IncomingPost
    received_at: datetime
    district_id: str
    envelope_id: UUID | None  # None: the page was read again, no webhook told it


@dataclass(slots=True)
class Batch:
    """What is known and what changed while one batch is taken in."""

    known: dict[tuple[UUID, str, str], Post]
    fresh: list[Post]
    changed: dict[UUID, tuple[Post, set[str]]]
    versions: list[PostVersion]


def take_in(arrived: Iterable[Arrived], now: datetime) -> dict[str, set[UUID | None]]:
    """Take in what arrived. Return the pages nobody has registered, with the envelopes that named them."""
    wanted = [one for one in arrived if one.post.kind in KEPT_AS_ROWS and one.post.remote_id]
    pages = _pages_of(wanted)
    unknown: dict[str, set[UUID | None]] = defaultdict(set)
    ours: list[tuple[Arrived, Page]] = []
    for one in wanted:
        page = pages.get((one.network, one.post.page_id))
        if page is None:
            unknown[one.post.page_id].add(one.envelope_id)
        else:
            ours.append((one, page))
    ours.sort(key=lambda pair: pair[0].post.happened_at)
    batch = Batch(_known_posts(ours), [], {}, [])
    for one, page in ours:
        _apply(batch, one, page)
    _recognise_own_replies(batch)
    _write(batch, ours, now)
    return unknown


def _pages_of(arrived: list[Arrived]) -> dict[tuple[str, str], Page]:
    ids = {one.post.page_id for one in arrived}
    return {(page.kind, page.remote_id): page for page in Page.objects.filter(remote_id__one_of=ids)} if ids else {}


def _known_posts(ours: list[tuple[Arrived, Page]]) -> dict[tuple[UUID, str, str], Post]:
    remote_ids = {one.post.remote_id for one, _ in ours}
    districts = {page.district_id for _, page in ours}
    found = Post.objects.filter(
        district_id__one_of=districts, page_id__one_of={page.id for _, page in ours}, remote_id__one_of=remote_ids
    )
    return {(post.page_id, post.kind, post.remote_id): post for post in found.select_for_update()}


def _apply(batch: Batch, one: Arrived, page: Page) -> None:
    key = (page.id, str(one.post.kind), one.post.remote_id)
    post = batch.known.get(key)
    if post is None:
        batch.known[key] = post = _new_post(one, page)
        batch.fresh.append(post)
        return
    if one.post.happened_at < post.posted_at and one.post.action is PostAction.ADD:
        _touch(batch, post, posted_at=one.post.happened_at)
    if one.envelope_id is None and one.post.text != post.text and post.removed_at is None:
        _change(batch, post, replace(one.post, action=PostAction.EDIT, happened_at=one.received_at))  # the page as it stands now
    elif one.post.happened_at >= post.changed_at:
        _change(batch, post, one.post)


def _new_post(one: Arrived, page: Page) -> Post:
    incoming = one.post
    removed = incoming.action is PostAction.REMOVE
    reason = Reason.REMOVED if removed else reason_to_set_aside(incoming)
    return Post(
        district_id=page.district_id,
        id=new_id(),
        page=page,
        kind=incoming.kind,
        remote_id=incoming.remote_id,
        thread_id=incoming.thread_id or incoming.remote_id,
        parent_id=incoming.parent_id,
        from_office=incoming.from_page,
        author_name=incoming.author.name[:200] if incoming.author else "",
        text=incoming.text,
        attachments=[asdict(attachment) for attachment in incoming.attachments],
        permalink=incoming.permalink[:300],
        posted_at=incoming.happened_at,
        changed_at=incoming.happened_at,
        edited_at=incoming.happened_at if incoming.action is PostAction.EDIT else None,
        removed_at=incoming.happened_at if removed else None,
        hidden_at=incoming.happened_at if incoming.action is PostAction.HIDE else None,
        received_at=one.received_at,
        verdict=Post.SET_ASIDE if reason else Post.ACCEPTED,
        reason=reason or "",
        envelope_id=one.envelope_id,
    )


def _change(batch: Batch, post: Post, incoming: IncomingPost) -> None:
    at = incoming.happened_at
    if incoming.action is PostAction.EDIT and incoming.text != post.text:
        batch.versions.append(PostVersion(district_id=post.district_id, id=new_id(), post_id=post.id, text=post.text, until=at))
        _touch(batch, post, "edited", text=incoming.text, edited_at=at, changed_at=at)
    elif incoming.action is PostAction.REMOVE:
        _touch(batch, post, "removed", removed_at=at, changed_at=at)
    elif incoming.action is PostAction.HIDE:
        _touch(batch, post, "hidden", hidden_at=at, changed_at=at)
    elif incoming.action is PostAction.UNHIDE:
        _touch(batch, post, "shown", hidden_at=None, changed_at=at)


def _touch(batch: Batch, post: Post, what: str = "", **fields: object) -> None:
    for name, value in fields.items():
        setattr(post, name, value)
    _, news = batch.changed.setdefault(post.id, (post, set()))
    if what:
        news.add(what)


def _recognise_own_replies(batch: Batch) -> None:
    """Set aside what the network tells us of our own replies; the webhook may overtake the answer to our call."""
    mine = [post for post in batch.fresh if post.from_office and post.verdict == Post.ACCEPTED]
    if not mine:
        return
    items = OutboxItem.objects.filter(
        district_id__one_of={post.district_id for post in mine}, page_id__one_of={post.page_id for post in mine}
    )
    sent = set(items.filter(remote_id__one_of={post.remote_id for post in mine}).values_list("page_id", "remote_id"))
    under_way = list(items.filter(state__in=[OutboxItem.SENDING, OutboxItem.UNKNOWN]).values_list("page_id", "text"))
    for post in mine:
        # A connector may put the citizen's name before our words, so they are compared by their end.
        if (post.page_id, post.remote_id) in sent or any(
            page == post.page_id and post.text.endswith(text) for page, text in under_way if text
        ):
            post.verdict, post.reason = Post.SET_ASIDE, Reason.OWN_REPLY


def _write(batch: Batch, ours: list[tuple[Arrived, Page]], now: datetime) -> None:
    citizens = citizens_of([(one.network, one.post, page) for one, page in ours], now)
    for post in batch.fresh:
        post.citizen_id = citizens.get((post.page_id, post.kind, post.remote_id))
    set_floods_aside(batch.fresh, now)
    copy_rows(batch.fresh)
    fresh = {post.id for post in batch.fresh}
    known = [post for post, _ in batch.changed.values() if post.id not in fresh]
    if known:
        Post.objects.bulk_update(known, ["text", "posted_at", "changed_at", "edited_at", "removed_at", "hidden_at"])
    copy_rows(batch.versions)
    announce(
        *(PostAccepted(post.district_id, post.id) for post in batch.fresh if post.verdict == Post.ACCEPTED),
        *(PostSetAside(post.district_id, post.id, post.reason) for post in batch.fresh if post.verdict != Post.ACCEPTED),
        *(
            PostChanged(post.district_id, post.id, what)
            for post, news in batch.changed.values()
            if post.id not in fresh
            for what in sorted(news)
        ),
    )
