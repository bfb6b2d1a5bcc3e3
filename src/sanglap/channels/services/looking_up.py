"""Which sendings are uncertain: cut off by a crash, or without an answer. They are looked up before anything is sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sanglap.channels.models import OutboxItem, Page
from sanglap.channels.services.settling import LOOK_UPS

ABANDONED_AFTER = timedelta(minutes=5)  # far longer than a claim may be worked on and a call may last
AT_ONCE = 50


def uncertain_items(now: datetime) -> list[OutboxItem]:
    """Return what should be looked up now, the longest waiting first. Broken pages are asked when they are mended."""
    items = OutboxItem.objects.select_related("page__account").exclude(page__status=Page.BROKEN)
    cut_off = items.filter(state=OutboxItem.SENDING, started_at__lt=now - ABANDONED_AFTER)
    unknown = items.filter(state=OutboxItem.UNKNOWN, looked_up__lt=LOOK_UPS, due_at__lte=now)
    return [*cut_off.order_by("started_at")[:AT_ONCE], *unknown.order_by("due_at")[:AT_ONCE]]
