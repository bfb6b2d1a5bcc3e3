"""Pages are looked after: do their keys still work?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from sanglap.channels.accounts import account_for_page
from sanglap.channels.events import PageBroken, PageMended
from sanglap.channels.models import Page
from sanglap.channels.registry import channel_of
from sanglap.foundation.announcements import announce

CHECK_EVERY = timedelta(days=1)
CHECK_BROKEN_EVERY = timedelta(minutes=5)
AT_ONCE = 200


def check_pages(now: datetime) -> int:
    """Ask the network about pages not asked for a day (broken ones: five minutes); return how many were asked."""
    live = Page.objects.exclude(kind="webform").exclude(status__in=[Page.LOST, Page.FAKE, Page.DORMANT])
    due = live.filter(status=Page.BROKEN, checked_at__lt=now - CHECK_BROKEN_EVERY) | live.filter(
        status=Page.BROKEN, checked_at=None
    )
    due |= live.filter(checked_at__lt=now - CHECK_EVERY)
    pages = list(due.select_related("account").order_by("checked_at")[:AT_ONCE])
    for page in pages:
        _check(page, now)
    return len(pages)


def _check(page: Page, now: datetime) -> None:
    health = channel_of(page.kind).health(account_for_page(page), now)
    fields: dict[str, Any] = {"checked_at": now}
    with transaction.atomic():
        if health.ok and page.status == Page.BROKEN:
            fields |= {"status": Page.LIVE, "status_reason": "", "paused_until": None}
            announce(PageMended(page.district_id, page.id))
        elif not health.ok and health.code != "unreachable" and page.status != Page.BROKEN:
            fields |= {"status": Page.BROKEN, "status_reason": health.reason[:300], "uncovered_since": page.uncovered_since or now}
            announce(PageBroken(page.district_id, page.id, health.reason[:300]))
        Page.objects.filter(id=page.id).update(**fields)
