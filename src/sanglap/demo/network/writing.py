"""People and pages write, change, hide and remove; every change makes the webhook that the real network would send."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sanglap.demo.models import PretendEdit, PretendPage, PretendPerson, PretendPost, PretendReaction
from sanglap.demo.network import telling

BY_HAND = "inbox"  # the office wrote on the network itself, past every app
REACTIONS = ("like", "love", "wow", "haha", "sorry", "care", "anger")


def person_id(page: PretendPage, name: str) -> str:
    """Return the page-scoped id of a person: the same name on the same page is the same person."""
    digest = hashlib.sha256(f"{page.remote_id}:{name.strip().casefold()}".encode()).hexdigest()
    return str(7_000_000_000 + int(digest[:12], 16) % 1_000_000_000)


def meet(page: PretendPage, name: str) -> str:
    """Let the page know a person from now on; return the id under which it does."""
    person = person_id(page, name)
    PretendPerson.objects.get_or_create(id=person, defaults={"page": page, "name": name})
    return person


def write_post(
    page: PretendPage, *, author: str, message: str, now: datetime, picture: str = "", kind: str = "", as_app: str = ""
) -> PretendPost:
    """A person posts on the page; with ``as_app`` the page itself does."""
    post = PretendPost.objects.create(
        page=page,
        kind=kind or (PretendPost.PHOTO if picture else PretendPost.POST),
        author_id=page.remote_id if as_app else meet(page, author),
        author=page.name if as_app else author,
        by_app=as_app,
        message=message,
        picture=picture,
        created_at=now,
    )
    telling.tell_feed(post, "add", now)
    return post


def write_review(page: PretendPage, *, author: str, message: str, recommends: bool, now: datetime) -> PretendPost:
    """A person recommends the page, or does not."""
    review = PretendPost.objects.create(
        page=page,
        kind=PretendPost.RATING,
        recommendation="POSITIVE" if recommends else "NEGATIVE",
        author_id=meet(page, author),
        author=author,
        message=message,
        created_at=now,
    )
    telling.tell_feed(review, "add", now)
    return review


def write_comment(
    parent: PretendPost,
    *,
    author: str,
    message: str,
    now: datetime,
    as_page: bool = False,
    picture: str = "",
    by_app: str = "",
) -> PretendPost:
    """A person (or the page) comments. The network knows two levels: a reply to a reply hangs under the first comment."""
    root = parent.root or parent
    above = parent if parent.root_id is None or parent.parent_id is None or parent.parent_id == root.id else parent.parent
    comment = PretendPost.objects.create(
        page=parent.page,
        root=root,
        parent=above,
        author_id=parent.page_id if as_page else meet(parent.page, author),
        author=author,
        by_app=(by_app or BY_HAND) if as_page else "",
        message=message,
        picture=picture,
        created_at=now,
    )
    telling.tell_feed(comment, "add", now)
    return comment


def change_post(post: PretendPost, message: str, now: datetime) -> None:
    """The author changes the words; the old ones are kept as history."""
    PretendEdit.objects.create(post=post, message=post.message, changed_at=now)
    post.message, post.edited_at = message, now
    post.save(update_fields=["message", "edited_at"])
    telling.tell_feed(post, "edited", now)


def remove_post(post: PretendPost, now: datetime) -> None:
    """The author (or the page) removes it; what hangs below goes with it, without a word."""
    PretendPost.objects.filter(parent=post).update(is_removed=True)
    PretendPost.objects.filter(root=post).update(is_removed=True)
    post.is_removed = True
    post.save(update_fields=["is_removed"])
    telling.tell_feed(post, "remove", now)


def hide_post(post: PretendPost, *, hidden: bool, now: datetime) -> None:
    """The page hides a comment from the public, or shows it again; what changes nothing is not told."""
    if post.is_hidden == hidden:
        return
    post.is_hidden = hidden
    post.save(update_fields=["is_hidden"])
    telling.tell_feed(post, "hide" if hidden else "unhide", now)


def react(post: PretendPost, *, author: str, kind: str, now: datetime, as_page: bool = False) -> None:
    """Somebody likes it, or is angry; once each, the newest counts."""
    who = post.page_id if as_page else meet(post.page, author)
    kind = kind if kind in REACTIONS else REACTIONS[0]
    _row, is_new = PretendReaction.objects.update_or_create(post=post, person_id=who, defaults={"person": author, "kind": kind})
    telling.tell_reaction(post, "add" if is_new else "edit", who, author, kind, now)


def take_reaction_back(post: PretendPost, *, who: str, now: datetime) -> None:
    """Somebody likes it no more."""
    found = PretendReaction.objects.filter(post=post, person_id=who).first()
    if found is not None:
        found.delete()
        telling.tell_reaction(post, "remove", who, found.person, found.kind, now)
