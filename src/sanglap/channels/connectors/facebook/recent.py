"""Reading a page again: what a lost webhook would have told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sanglap.channels.connectors.facebook.graph import pages
from sanglap.channels.connectors.facebook.reading.values import last_part, moment, object_of, text_of
from sanglap.channels.contract import Account, Attachment, Author, IncomingPost, PostAction, PostKind

POST_FIELDS = "id,message,created_time,updated_time,from,permalink_url,is_hidden"
COMMENT_FIELDS = "id,message,from,created_time,parent{id},is_hidden,permalink_url"


def recent(account: Account, since: datetime) -> Iterator[IncomingPost]:
    """Yield posts since then with all their comments. Raises ``graph.UnableToList`` when the page cannot be read."""
    params = {"fields": POST_FIELDS, "limit": 100, "since": int(since.timestamp())}
    for post in pages(account, f"{account.page_id}/feed", params):
        root = text_of(post, "id")
        yield _read(account, post, PostKind.POST, root)
        comments = {"filter": "stream", "order": "chronological", "limit": 100, "fields": COMMENT_FIELDS}
        for comment in pages(account, f"{root}/comments", comments):
            yield _read(account, comment, PostKind.COMMENT, root)


def _read(account: Account, node: dict[str, Any], kind: PostKind, root: str) -> IncomingPost:
    remote = text_of(node, "id")
    sender = object_of(node, "from")
    author = Author(text_of(sender, "id"), text_of(sender, "name")) if text_of(sender, "id") else None
    parent = text_of(object_of(node, "parent"), "id") or (root if kind is PostKind.COMMENT else "")
    at = moment(node.get("created_time"), datetime.fromtimestamp(0).astimezone())
    return IncomingPost(
        page_id=account.page_id,
        kind=kind,
        action=PostAction.ADD,
        remote_id=last_part(remote) if kind is PostKind.COMMENT else remote,
        thread_id=root,
        parent_id=parent,
        dedupe_key=f"{account.page_id}:{kind}:recent:{remote}",
        happened_at=at,
        author=author,
        from_page=author is not None and author.id == account.page_id,
        text=text_of(node, "message"),
        attachments=tuple(Attachment("image", url) for url in [text_of(node, "full_picture")] if url),
        permalink=text_of(node, "permalink_url"),
    )
