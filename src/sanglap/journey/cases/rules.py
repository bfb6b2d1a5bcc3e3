"""Which posts belong to one case."""

from __future__ import annotations

from sanglap.channels.contract import PostKind

DAYS_A_MESSAGE_JOINS_AN_ENDED_CASE = 30
ADDED_TO = "case:"  # begins the thread of a form in which a citizen adds something to a case of theirs


def thread_of_addition(number: str) -> str:
    """Return the thread of what is added, with the citizen's key, to the case of this number, wherever that case began."""
    return f"{ADDED_TO}{number}"


def number_added_to(kind: str, thread_id: str) -> str:
    """Return the number of the case that a post was added to with its key; "" for every other post."""
    return thread_id.removeprefix(ADDED_TO) if kind == PostKind.FORM and thread_id.startswith(ADDED_TO) else ""


def thread_key(*, network: str, page: str, kind: str, thread_id: str, author: str, remote_id: str) -> str:
    """Return what a case hangs on: one citizen on one thread of one page.

    Two strangers under one post are two matters (each gets a number and an answer); one citizen writing twice under
    the same post is one. Somebody whom the network does not name is never taken for somebody else. Does not depend on
    the order in which posts arrive.
    """
    last = thread_id.rsplit("_", 1)[-1]
    who = author or f"?{remote_id}"
    return f"{network}:{page}:{'m' if kind == PostKind.MESSAGE else 'p'}:{last}:{who}"[:400]
