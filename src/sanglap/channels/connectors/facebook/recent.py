"""Reading the page again: what a lost webhook would have told. Posts, their comments, and open conversations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.reading.feed import author_of, read_written
from sanglap.channels.connectors.facebook.reading.naming import post_name
from sanglap.channels.contract import Attachment, Delivery, IncomingPost, PostAction, PostKind, UnableToRead
from sanglap.channels.untrusted import Value, identifier_of, list_of, moment, object_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sanglap.channels.connectors.facebook.graph import Graph

COMMENTED_FOR = timedelta(days=30)  # people comment on posts of the last month
POST_FIELDS = "id,message,created_time,updated_time,from,permalink_url,attachments,parent_id,is_hidden"
COMMENT_FIELDS = "id,message,from,created_time,parent{id},attachment,is_hidden,permalink_url"
MESSAGE_FIELDS = "messages{id,created_time,from,to,message,attachments}"
SHOWN_AS = {"photo": "image", "video": "video", "video_inline": "video", "sticker": "sticker", "share": "link"}


def read_recent(graph: Graph, since: datetime) -> Iterator[IncomingPost]:
    """Yield what was written since, as the webhooks would have told it, under the same keys.

    Raises :class:`UnableToRead` after what could be read. Reviews cannot be read again (error 12), and an edit or a
    removal leaves no trace to read: a thing that is there is told as it stands now.
    """
    posts = list(_posts(graph, since))
    posts.sort(key=lambda post: text_of(post, "updated_time", "created_time"), reverse=True)  # the liveliest first
    for post in posts:
        if _at(post, since) >= since:
            yield from _read(graph, post, since, kind=PostKind.POST, thread="")
    for post in posts:
        yield from _comments(graph, identifier_of(post, "id"), since)
    yield from _messages(graph, since)


def _posts(graph: Graph, since: datetime) -> Iterator[Value]:
    oldest = int((since - COMMENTED_FOR).timestamp())
    for post in graph.listing(graph.account.page_id, "feed", since=oldest, limit=100, fields=POST_FIELDS):
        if identifier_of(post, "id"):
            yield post


def _comments(graph: Graph, post: str, since: datetime) -> Iterator[IncomingPost]:
    """Read a post's comments, newest first, down to ``since``. A post removed meanwhile has none."""
    newest = graph.listing(
        post,
        "comments",
        filter="stream",
        order="reverse_chronological",
        live_filter="no_filter",
        limit=100,
        fields=COMMENT_FIELDS,
    )
    try:
        for comment in newest:
            if _at(comment, since) < since:
                return
            yield from _read(graph, comment, since, kind=PostKind.COMMENT, thread=post)
    except UnableToRead as trouble:
        if trouble.result.delivery is not Delivery.REFUSED:
            raise


def _messages(graph: Graph, since: datetime) -> Iterator[IncomingPost]:
    """Read the newest twenty messages of each conversation that moved since; none where Messenger is not permitted."""
    page = graph.account.page_id
    conversations = graph.listing(page, "conversations", platform="messenger", limit=100, fields="id,updated_time,participants")
    try:
        for conversation in conversations:
            if moment(conversation.get("updated_time"), since) < since:
                return
            found = graph.get(identifier_of(conversation, "id"), fields=MESSAGE_FIELDS).data
            person = _participant(conversation, page)
            for message in reversed(list_of(object_of(found, "messages"), "data")):
                if isinstance(message, dict) and person and _at(message, since) >= since:
                    yield _read_message(page, person, message, since)
    except UnableToRead as trouble:
        if trouble.result.delivery is Delivery.WAIT:
            raise


def _participant(conversation: Value, page: str) -> str:
    people = list_of(object_of(conversation, "participants"), "data")
    named = (identifier_of(one, "id") for one in people if isinstance(one, dict))
    return next((person for person in named if person and person != page), "")


def _read(graph: Graph, node: Value, since: datetime, *, kind: PostKind, thread: str) -> Iterator[IncomingPost]:
    """Read a node of the Graph as if a webhook had brought it."""
    page, name = graph.account.page_id, identifier_of(node, "id")
    value: Value = {
        **{field: node.get(field) for field in ("message", "from", "created_time", "permalink_url", "is_hidden")},
        "post_id": thread or name,
        "comment_id": name if thread else "",
        "parent_id": identifier_of(object_of(node, "parent"), "id"),
        **_pictures(node),
    }
    post = post_name(page, thread or name)
    found = read_written(page, value, since, kind=kind, action=PostAction.ADD, post=post)
    if found is not None:
        yield found


def _pictures(node: Value) -> Value:
    """Return a node's attachments in the webhook's words."""
    shown = [object_of(node, "attachment"), *list_of(object_of(node, "attachments"), "data")]
    photos: list[str] = []
    videos: list[str] = []
    for one in shown:
        if not isinstance(one, dict):
            continue
        media = object_of(one, "media")
        url = text_of(object_of(media, "image"), "src") or text_of(media, "source") or text_of(one, "url")
        kind = SHOWN_AS.get(text_of(one, "type", "media_type"), "link")
        if url and kind != "link":
            (videos if kind == "video" else photos).append(url)
    return {"photos": photos, "video": videos[0] if videos else ""}


def _read_message(page: str, person: str, message: Value, since: datetime) -> IncomingPost:
    author = author_of(message)
    name = identifier_of(message, "id")
    return IncomingPost(
        page_id=page,
        kind=PostKind.MESSAGE,
        action=PostAction.ADD,
        remote_id=name,
        thread_id=person,
        dedupe_key=f"{page}:message:{name}",
        happened_at=_at(message, since),
        author=author,
        from_page=author is not None and author.id == page,
        text=text_of(message, "message"),
        attachments=tuple(_message_attachments(message)),
    )


def _message_attachments(message: Value) -> Iterator[Attachment]:
    for one in list_of(object_of(message, "attachments"), "data"):
        if isinstance(one, dict):
            picture, film = object_of(one, "image_data"), object_of(one, "video_data")
            url = text_of(picture, "url") or text_of(film, "url") or text_of(one, "file_url")
            yield Attachment("image" if picture else "video" if film else "file", url)


def _at(node: Value, otherwise: datetime) -> datetime:
    return moment(node.get("created_time"), otherwise)
