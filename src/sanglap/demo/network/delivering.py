"""Webhooks on their way: signed, POSTed, tried again with growing gaps on anything but 200, for 36 hours.

At least once and in no promised order, as on the real network. A delivery is claimed in a short transaction and sent
outside of it, so that nobody waits for a receiver that does not answer; a claim that its process never settled (a crash)
is free again after some minutes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

import httpx
from django.db import transaction
from django.db.models import F

from sanglap.demo.models import Delivery, PretendApp
from sanglap.demo.network.moods import mood_of_network
from sanglap.demo.network.queueing import body_of, entry_of
from sanglap.demo.network.signing import signature

AT_ONCE = 50
GIVE_UP_AFTER = timedelta(hours=36)
TIMEOUT = 5.0  # seconds
CLAIMED_FOR = timedelta(seconds=2 * AT_ONCE * TIMEOUT)  # longer than the slowest round
GAPS = (0, 5, 15, 30, 60, 120, 300, 600, 1800, 3600)  # seconds after the first, second … attempt; the last one repeats


class Round(NamedTuple):
    """How many were tried, and how many of them arrived."""

    tried: int
    arrived: int


def deliver_due(now: datetime, *, timeout: float = TIMEOUT, entries_a_post: int = 1) -> Round:
    """Deliver what is due. With ``entries_a_post`` the network packs several entries into one POST, as it may."""
    claimed = _claim(now, max(AT_ONCE, entries_a_post))
    mood = mood_of_network()
    packs = [claimed[first : first + entries_a_post] for first in range(0, len(claimed), entries_a_post)]
    posts = [list(one) for pack in packs for _, one in groupby(pack, key=lambda delivery: delivery.app_id)]
    if mood.shuffles_webhooks:
        random.shuffle(posts)
    if mood.doubles_webhooks:
        posts += posts
    arrived: set[int] = set()
    with httpx.Client(timeout=timeout, trust_env=False) as client:
        for post in posts:
            status = _post(client, post[0].app, body_of([entry_of(bytes(one.body)) for one in post]))
            arrived |= _settle(post, status, now, already=arrived)
    return Round(len(claimed), len(arrived))


def next_due(now: datetime) -> timedelta | None:
    """Return how long until something is due; None when nothing waits."""
    waiting = Delivery.objects.filter(delivered_at=None, given_up=False)
    soonest = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    return None if soonest is None else max(soonest - now, timedelta())


def send_signed(url: str, body: bytes, secret: str, *, timeout: float = TIMEOUT) -> int | None:
    """POST one signed body; return the status, None when no answer came."""
    with httpx.Client(timeout=timeout, trust_env=False) as client:
        return _try(client, url, body, secret)


def _claim(now: datetime, most: int) -> list[Delivery]:
    """Take what is due, so that no other process sends it at the same moment."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(due_at__lte=now, delivered_at=None, given_up=False)
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("app")
        claimed = list(locked.order_by("id")[:most])
        ids = [one.id for one in claimed]
        Delivery.objects.filter(id__in=ids).update(due_at=now + CLAIMED_FOR, attempts=F("attempts") + 1)
    return claimed


def _post(client: httpx.Client, app: PretendApp | None, body: bytes) -> int | None:
    if app is None or not app.callback_url:
        return None
    return _try(client, app.callback_url, body, app.secret)


def _try(client: httpx.Client, url: str, body: bytes, secret: str) -> int | None:
    headers = {"Content-Type": "application/json", "User-Agent": "pretendbook", "X-Hub-Signature-256": signature(body, secret)}
    try:
        return client.post(url, content=body, headers=headers).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


def _settle(post: Sequence[Delivery], status: int | None, now: datetime, *, already: set[int]) -> set[int]:
    """Write down how it went. What arrived once has arrived, whatever becomes of a second copy."""
    ids = {one.id for one in post}
    if status == httpx.codes.OK:
        Delivery.objects.filter(id__in=ids).update(delivered_at=now, answered=status)
        return ids
    for one in post:
        if one.id not in already:
            gap = timedelta(seconds=GAPS[min(one.attempts, len(GAPS) - 1)])
            is_over = now + gap - one.made_at > GIVE_UP_AFTER
            Delivery.objects.filter(id=one.id).update(due_at=now + gap, answered=status, given_up=is_over)
    return set()


def ask_whether_wanted(url: str, challenge: str, verify_token: str) -> tuple[int | None, str]:
    """Shake hands with an address that wants webhooks; return its status and text, None and "" when no answer came."""
    asked = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
            answer = client.get(url, params=asked)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None, ""
    return answer.status_code, answer.text
