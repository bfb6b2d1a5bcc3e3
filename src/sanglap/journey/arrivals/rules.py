"""Which arrivals open or join a case, and which are set aside, with the reason as a code."""

from __future__ import annotations

from enum import StrEnum

from sanglap.channels.contract import IncomingPost, PostAction, PostKind


class Reason(StrEnum):
    """Why something was set aside. Every code has its sentence in the desk and in docs/reference."""

    NOT_WORDS = "not_words"  # a reaction, a read mark: counted, opens nothing
    OWN_POST = "own_post"  # the office's own announcement, not an answer to anybody
    EMPTY = "empty"  # neither words nor pictures
    NOT_UNDERSTOOD = "not_understood"  # an item we do not know; kept whole in its envelope
    OWN_REPLY = "own_reply"  # the network tells us of a reply that left through us
    TOO_MANY = "too_many"  # one identity wrote more than anybody can mean in a day; a person may accept it still
    REMOVED = "removed"  # its author removed it before we ever saw its words


MOST_POSTS_A_DAY = 60  # of one identity; never of one network address, which thousands share (lessons, test 22)

CASE_KINDS = frozenset({PostKind.POST, PostKind.COMMENT, PostKind.MESSAGE, PostKind.RATING, PostKind.MENTION, PostKind.FORM})


def reason_to_set_aside(post: IncomingPost) -> Reason | None:
    """Return why this post opens no case, or None when it is accepted."""
    if post.kind in {PostKind.REACTION, PostKind.RECEIPT}:
        return Reason.NOT_WORDS
    if post.kind not in CASE_KINDS:
        return Reason.NOT_UNDERSTOOD
    if post.from_page and not is_answer(post):
        return Reason.OWN_POST
    if post.action is PostAction.ADD and not post.text.strip() and not post.attachments:
        return Reason.EMPTY if post.kind is not PostKind.RATING else None
    return None


def is_answer(post: IncomingPost) -> bool:
    """Tell whether something written by the page answers a citizen: a comment, or a private message."""
    return post.kind in {PostKind.COMMENT, PostKind.MESSAGE}
