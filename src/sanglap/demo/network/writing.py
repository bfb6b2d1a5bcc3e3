"""People and pages write, change, hide and remove; every change makes the webhook that the real network would send."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sanglap.demo.models import PretendMessage, PretendPage, PretendPost
from sanglap.demo.network import telling

APP_ID = "4711000001"


def person_id(page: PretendPage, name: str) -> str:
    """Return the page-scoped id of a person: the same name on the same page is the same person."""
    digest = hashlib.sha256(f"{page.remote_id}:{name.strip().casefold()}".encode()).hexdigest()
    return str(7_000_000_000 + int(digest[:12], 16) % 1_000_000_000)


def write_post(page: PretendPage, *, author: str, message: str, now: datetime, picture: str = "") -> PretendPost:
    """A person posts on the page."""
    post = PretendPost.objects.create(
        page=page, author_id=person_id(page, author), author=author, message=message, picture=picture, created_at=now
    )
    telling.tell_feed(post, "add", now)
    return post


def write_comment(
    parent: PretendPost, *, author: str, message: str, now: datetime, as_page: bool = False, picture: str = ""
) -> PretendPost:
    """A person (or the page) comments. The network knows two levels: a reply to a reply hangs under the first comment."""
    root = parent.root or parent
    above = parent if parent.root_id is None or parent.parent_id is None or parent.parent_id == root.id else parent.parent
    comment = PretendPost.objects.create(
        page=parent.page,
        root=root,
        parent=above,
        author_id=parent.page_id if as_page else person_id(parent.page, author),
        author=author,
        message=message,
        picture=picture,
        created_at=now,
    )
    telling.tell_feed(comment, "add", now)
    return comment


def change_post(post: PretendPost, message: str, now: datetime) -> None:
    """The author changes the words."""
    post.message, post.edited_at = message, now
    post.save(update_fields=["message", "edited_at"])
    telling.tell_feed(post, "edited", now)


def remove_post(post: PretendPost, now: datetime) -> None:
    """The author (or the page) removes it; what hangs below goes with it."""
    post.is_removed = True
    post.save(update_fields=["is_removed"])
    telling.tell_feed(post, "remove", now)


def hide_post(post: PretendPost, *, hidden: bool, now: datetime) -> None:
    """The page hides a comment from the public, or shows it again."""
    post.is_hidden = hidden
    post.save(update_fields=["is_hidden"])
    telling.tell_feed(post, "hide" if hidden else "unhide", now)


def react(post: PretendPost, *, author: str, kind: str, now: datetime) -> None:
    """A person likes it, or is angry; the network only tells, nothing is kept here."""
    telling.tell_reaction(post, person_id(post.page, author), author, kind, now)


def write_message(
    page: PretendPage,
    *,
    person: str,
    text: str,
    now: datetime,
    from_page: bool = False,
    metadata: str = "",
    answers: str = "",
    known_as: str = "",
) -> PretendMessage:
    """A person writes privately to the page, or the page to a person (then an echo comes back)."""
    message = PretendMessage.objects.create(
        page=page,
        person_id=known_as or person_id(page, person),
        person=person,
        from_page=from_page,
        text=text,
        metadata=metadata,
        answers=answers,
        created_at=now,
    )
    telling.tell_message(message, APP_ID, now)
    return message
