"""Which posts belong to one case."""

from __future__ import annotations

from sanglap.channels.contract import PostKind

DAYS_A_MESSAGE_JOINS_AN_ENDED_CASE = 30


def thread_key(*, network: str, page: str, kind: str, thread_id: str, author: str, remote_id: str) -> str:
    """Return what a case hangs on: one citizen on one thread of one page.

    Two strangers under one post are two matters (each gets a number and an answer); one citizen writing twice under
    the same post is one. Somebody whom the network does not name is never taken for somebody else. Does not depend on
    the order in which posts arrive.
    """
    last = thread_id.rsplit("_", 1)[-1]
    who = author or f"?{remote_id}"
    return f"{network}:{page}:{'m' if kind == PostKind.MESSAGE else 'p'}:{last}:{who}"[:400]
