"""One thing, one name. ``501_9001``, ``112_9001`` and ``9001`` may all name the same comment.

We compare last segments and always say ``<post>_<comment>`` and ``<page>_<post>``: the spelling that the Graph API takes.
"""

from __future__ import annotations


def last_part(remote_id: str) -> str:
    """Return the last segment of an id."""
    return remote_id.rsplit("_", 1)[-1]


def is_same(one: str, other: str) -> bool:
    """Tell whether two ids name the same thing, whatever their prefixes."""
    return last_part(one) == last_part(other)


def post_name(page: str, remote_id: str) -> str:
    """Return the name of a post on a page; a post elsewhere keeps the prefix it came with."""
    return f"{page}_{remote_id}" if remote_id and page and "_" not in remote_id else remote_id


def comment_name(remote_id: str, post: str) -> str:
    """Return the name of a comment under a post, or the id as it came when the post is not known."""
    return f"{last_part(post)}_{last_part(remote_id)}" if remote_id and post else remote_id
