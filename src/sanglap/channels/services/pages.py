"""Pages are looked after: do their keys still work? A page that is out of order says so, and is asked again until it works."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest

from sanglap.channels.accounts import account_for_page
from sanglap.channels.contract import Health
from sanglap.channels.events import PageBroken, PageMended
from sanglap.channels.models import Page
from sanglap.channels.registry import channel_of
from sanglap.channels.secrets import UnableToUnlock
from sanglap.foundation.announcements import announce

if TYPE_CHECKING:
    from django.db.models import QuerySet

CHECK_EVERY = timedelta(days=1)
CHECK_BROKEN_EVERY = timedelta(minutes=5)
AT_ONCE = 200
LONGEST_REASON = 300
UNREACHABLE = "unreachable"


def check_pages(now: datetime, *, most: int = AT_ONCE) -> int:
    """Ask the network about pages not asked for a day (broken ones: five minutes); return how many were asked."""
    pages = list(_due(now).select_related("account").order_by(F("checked_at").asc(nulls_first=True), "id")[:most])
    for page in pages:
        _check(page, now)
    return len(pages)


def mark_broken(page: Page, reason: str, *, now: datetime) -> None:
    """A page can no longer speak or hear: its replies wait, nothing is lost, and it says since when it may have missed posts."""
    changed = Page.objects.filter(id=page.id, status=Page.LIVE).update(
        status=Page.BROKEN,
        status_reason=reason[:LONGEST_REASON],
        checked_at=now,
        uncovered_since=Coalesce("uncovered_since", "read_until", now),
    )
    if changed:
        announce(PageBroken(page.district_id, page.id, reason[:LONGEST_REASON]))


def mark_mended(page: Page, *, now: datetime) -> None:
    """A broken page works again; what it missed is read from ``uncovered_since`` on."""
    mended = {"status": Page.LIVE, "status_reason": "", "paused_until": None, "read_tried_at": None, "checked_at": now}
    if Page.objects.filter(id=page.id, status=Page.BROKEN).update(**mended):
        announce(PageMended(page.district_id, page.id))


def pause_page(page: Page, rest: timedelta | None, *, now: datetime) -> None:
    """Leave a page alone for a while, since its network asks us to. A longer pause stands."""
    if rest:
        Page.objects.filter(id=page.id).update(paused_until=Greatest("paused_until", now + rest))


def _due(now: datetime) -> QuerySet[Page]:
    never, asked = Q(checked_at=None), Q(checked_at__lt=now - CHECK_EVERY)
    is_broken = Q(status=Page.BROKEN) & (never | Q(checked_at__lt=now - CHECK_BROKEN_EVERY))
    return Page.objects.exclude(kind="webform").filter(is_broken | (Q(status=Page.LIVE) & (never | asked)))


def _check(page: Page, now: datetime) -> None:
    health = _health(page, now)
    with transaction.atomic():
        if health.ok:
            mark_mended(page, now=now)
        elif health.code != UNREACHABLE:
            mark_broken(page, health.reason, now=now)
        Page.objects.filter(id=page.id).update(checked_at=now)


def _health(page: Page, now: datetime) -> Health:
    try:
        return channel_of(page.kind).health(account_for_page(page), now)
    except UnableToUnlock as trouble:
        return Health(ok=False, code="settings", reason=str(trouble))
