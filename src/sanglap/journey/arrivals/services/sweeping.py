"""Pages are read again from where they were last read: what a lost webhook would have told takes the same road."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from sanglap.channels.accounts import account_for_page
from sanglap.channels.contract import Delivery, SendResult, UnableToRead
from sanglap.channels.models import Page
from sanglap.channels.registry import channel_of
from sanglap.channels.services import mark_broken
from sanglap.journey.arrivals.services.taking_in import Arrived, take_in

PAGES_AT_ONCE = 200
READ_EVERY = timedelta(minutes=15)
OVERLAP = timedelta(hours=1)
FIRST_LOOK_BACK = timedelta(days=2)


def read_pages_again(now: datetime, *, most: int = PAGES_AT_ONCE) -> int:
    """Read the pages that were not tried for the longest time; return how many posts were found, old and new."""
    live = Page.objects.filter(status=Page.LIVE).exclude(kind="webform").exclude(read_tried_at__gt=now - READ_EVERY)
    pages = list(live.select_related("account").order_by(F("read_tried_at").asc(nulls_first=True), "id")[:most])
    return sum(_read_again(page, now) for page in pages)


def _read_again(page: Page, now: datetime) -> int:
    Page.objects.filter(id=page.id).update(read_tried_at=now)
    since = min(page.read_until or now - FIRST_LOOK_BACK, page.uncovered_since or now) - OVERLAP
    try:
        found = list(channel_of(page.kind).recent(account_for_page(page), since))
    except UnableToRead as trouble:
        _note_gap(page, trouble.result, now)
        return 0
    with transaction.atomic():
        take_in((Arrived(page.kind, post, now, page.district_id, None) for post in found), now)
        Page.objects.filter(id=page.id).update(read_until=now, uncovered_since=None)
    return len(found)


def _note_gap(page: Page, trouble: SendResult, now: datetime) -> None:
    """Nobody may think that the page is covered; what was missed is read from here on as soon as it can be."""
    with transaction.atomic():
        if trouble.delivery is Delivery.BROKEN:
            mark_broken(page, trouble.reason, now=now)
        elif page.uncovered_since is None:
            Page.objects.filter(id=page.id).update(uncovered_since=page.read_until or now)
