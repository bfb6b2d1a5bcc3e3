"""New cases are laid beside those before them. Blocked by area, time and topic, so each is compared with a few dozen, never all.

This runs once a minute for a few seconds at most, and takes up where it stopped: receiving posts never waits for it.
"""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from sanglap.channels.contract import PostKind
from sanglap.channels.models import Page
from sanglap.directory.places.models import Area
from sanglap.foundation.ids import new_id, parse_tracking_number
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case, CasePost
from sanglap.journey.cases.states import CaseState
from sanglap.journey.cases.urgency import NO_DANGER
from sanglap.journey.incidents.models import Likeness, LookedUpTo
from sanglap.journey.incidents.readers import Reader, reader
from sanglap.journey.incidents.rules import LONGEST_APART, OPEN_PRIVACIES, OPEN_SENSITIVITIES, may_be_grouped
from sanglap.journey.incidents.services.grouping import UnableToGroup, join_by_citizen
from sanglap.reading.duplicates.pairs import NEARBY, SAME_PICTURE
from sanglap.reading.post import PostToRead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sanglap.reading.duplicates.pairs import PostToCompare

log = structlog.get_logger(__name__)
SECONDS_A_ROUND = 2.0
AT_ONCE = 50
MOST_COMPARED = 60
MOST_SUGGESTED = 3
SETTLED = timedelta(minutes=1)  # a younger case may still be in a transaction of its own, or on its way to an office


def look_for_likenesses(now: datetime, *, seconds: float = SECONDS_A_ROUND) -> int:
    """Compare new cases for some seconds, the districts that waited longest first. Return how many were looked at."""
    until, looked = time.monotonic() + seconds, 0
    for district in _districts(now):
        some = AT_ONCE
        while some == AT_ONCE and time.monotonic() < until:
            some = _look(district, now)
            looked += some
    return looked


def _districts(now: datetime) -> list[str]:
    known = set(LookedUpTo.objects.values_list("district_id", flat=True))
    begin = new_id(now - LONGEST_APART)
    fresh = set(Page.objects.values_list("district_id", flat=True).distinct()) - known
    LookedUpTo.objects.bulk_create(
        [LookedUpTo(district_id=one, case_id=begin, at=now - LONGEST_APART) for one in sorted(fresh)], ignore_conflicts=True
    )
    return list(LookedUpTo.objects.order_by("at").values_list("district_id", flat=True))


def _look(district: str, now: datetime) -> int:
    """Look at the next cases of a district. Return how many.

    Who points to another's case joins it first, each in a transaction of its own; doing that twice changes nothing. The
    suggestions and the place up to which was looked are written together, by one worker.
    """
    begin = LookedUpTo.objects.get(district_id=district).case_id
    new = Case.objects.filter(district_id=district, id__gt=begin).select_related("page__office", "area")
    cases = list(takewhile(lambda case: case.received_at < now - SETTLED, new.order_by("id")[:AT_ONCE]))
    told = [case for case in cases if case.state != CaseState.RECEIVED and may_be_grouped(case)]
    posts = _first_posts(told)
    alone = [case for case in told if case.id in posts and not _has_joined(case, posts[case.id], now)]
    with transaction.atomic():
        place = LookedUpTo.objects.select_for_update(skip_locked=True).filter(district_id=district, case_id=begin).first()
        if place is None:
            return 0
        for case in alone:
            _suggest_or_say(reader(), case, posts[case.id], now)
        place.case_id = cases[-1].id if cases else begin
        place.at = now
        place.save(update_fields=["case_id", "at"])
    return len(cases)


def _has_joined(case: Case, post: Post, now: datetime) -> bool:
    """Join the case that a citizen pointed to, if they did."""
    named = _case_named(case, post)
    if named is None:
        return False
    try:
        with transaction.atomic():
            join_by_citizen(case, named, now=now)
    except UnableToGroup:
        return False  # one of them became confidential a moment ago
    return True


def _case_named(case: Case, post: Post) -> Case | None:
    """Return the case that a citizen pointed to: "I have the same problem" (R12)."""
    number = parse_tracking_number(post.parent_id) if post.kind == PostKind.FORM else None
    named = Case.objects.filter(number=number).exclude(id=case.id).first() if number else None
    return named if named and may_be_grouped(named) else None


def _suggest_or_say(eyes: Reader, case: Case, post: Post, now: datetime) -> None:
    """Compare one case. One that cannot be compared is named in the log and passed over: it must not hold up its district."""
    try:
        with transaction.atomic():
            _suggest(eyes, case, post, now)
    except Exception:
        log.exception("case_not_compared", case=case.number)


def _suggest(eyes: Reader, case: Case, post: Post, now: datetime) -> None:
    prepared = _prepared(eyes, case, post)
    near = _near(case, prepared)
    missing = [one for one in near if eyes.recall(one.id) is None]
    posts = _first_posts(missing)
    found = []
    for other in near:
        known = eyes.recall(other.id) or (_prepared(eyes, other, posts[other.id]) if other.id in posts else None)
        if known is not None:
            likeness = eyes.pairs.read(prepared, known)
            if likeness.probability >= eyes.pairs.threshold:
                found.append((likeness.probability, likeness.reasons, other))
    best = sorted(found, key=lambda one: -one[0])[:MOST_SUGGESTED]
    Likeness.objects.bulk_create(
        [
            Likeness(
                district_id=case.district_id, id=new_id(), case_id=case.id, other_district_id=other.district_id,
                other_id=other.id, probability=round(probability, 4), reasons=_in_its_words(eyes, post, reasons), found_at=now,
            )
            for probability, reasons, other in best
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _in_its_words(eyes: Reader, post: Post, reasons: Iterable[str]) -> list[str]:
    """Return what both share as the newer post spells it, and the reasons that are no words as they are."""
    others = [reason for reason in reasons if reason in {NEARBY, SAME_PICTURE}]
    return [*others, *eyes.comparer.teller.spelt(post.text, reasons)]


def _near(case: Case, prepared: PostToCompare) -> list[Case]:
    """Return the newest cases of the same district and topic in the two weeks before."""
    topics = [case.topic_id] if case.topic_id else list(prepared.topics)
    found = Case.objects.filter(
        Q(topic_id__in=topics) | Q(topic__isnull=True),
        area__in=_areas_around(case),
        received_at__gt=case.received_at - LONGEST_APART,
        received_at__lte=case.received_at,
        danger=NO_DANGER,
        sensitivity__in=OPEN_SENSITIVITIES,
        privacy__in=OPEN_PRIVACIES,
        hidden_rule="",
    ).exclude(id=case.id)
    return list(found.select_related("page__office", "area").order_by("-received_at")[:MOST_COMPARED])


def _areas_around(case: Case) -> list[str]:
    """Return the areas of the case's district, from the whole down to its unions."""
    return list(Area.objects.filter(district_code=case.area.district_code).values_list("code", flat=True)) if case.area else []


def _prepared(eyes: Reader, case: Case, post: Post) -> PostToCompare:
    """Return what a case is compared by, and remember it."""
    pin: dict[str, Any] = next(
        (one for one in post.attachments if one.get("latitude") is not None and one.get("longitude") is not None), {}
    )
    office = case.page.office
    to_read = PostToRead(str(case.id), post.text, office.area_id if office else None, pin.get("latitude"), pin.get("longitude"))
    prepared = eyes.comparer.prepare(to_read, eyes.posts.sort(to_read), case.received_at, pictures=_pictures(post))
    return eyes.remember(case.id, prepared)


def _pictures(post: Post) -> frozenset[str]:
    return frozenset(str(one["fingerprint"]) for one in post.attachments if one.get("fingerprint"))


def _first_posts(cases: Iterable[Case]) -> dict[UUID, Post]:
    """Return the citizen's first post of each case, two queries for all."""
    keys = {case.id: case.district_id for case in cases}
    links = CasePost.objects.filter(
        district_id__one_of=set(keys.values()), case_id__one_of=list(keys), post__from_office=False, post__removed_at__isnull=True
    )
    first: dict[UUID, Post] = {}
    for link in links.select_related("post").order_by("id"):
        first.setdefault(link.case_id, link.post)
    return first
