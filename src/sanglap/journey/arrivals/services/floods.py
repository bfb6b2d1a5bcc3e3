"""One identity that writes a hundred times a day is slowed; five thousand people behind one address are not."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count

from sanglap.journey.arrivals.models import Post
from sanglap.journey.arrivals.rules import MOST_POSTS_A_DAY, Reason

A_DAY = timedelta(days=1)


def set_floods_aside(fresh: list[Post], now: datetime) -> None:
    """Set aside what an identity writes beyond the day's measure. It is kept, with its reason, for a person to accept."""
    writers = {post.citizen_id for post in fresh if post.citizen_id and post.verdict == Post.ACCEPTED}
    if not writers:
        return
    written = Post.objects.filter(
        district_id__one_of={post.district_id for post in fresh}, citizen_id__one_of=writers, received_at__gt=now - A_DAY
    )
    rows = written.values("citizen_id").annotate(count=Count("id")).values_list("citizen_id", "count")
    counts = Counter({citizen: count for citizen, count in rows if citizen})
    for post in fresh:
        if post.citizen_id and post.verdict == Post.ACCEPTED:
            counts[post.citizen_id] += 1
            if counts[post.citizen_id] > MOST_POSTS_A_DAY:
                post.verdict, post.reason = Post.SET_ASIDE, Reason.TOO_MANY
