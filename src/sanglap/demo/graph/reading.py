"""Edges that read: feeds, comments, conversations, messages, people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from sanglap.demo.graph.answers import GraphError, bad_parameter, not_there
from sanglap.demo.graph.calling import Call, Caller
from sanglap.demo.graph.listing import list_by_place, list_rows
from sanglap.demo.graph.nodes import (
    comments_of,
    find_post,
    newest_messages,
    number_in,
    show_conversation,
    show_message,
    show_post,
)
from sanglap.demo.models import PretendConversation, PretendMessage, PretendPage, PretendPerson, PretendPost

NOTHING: dict[str, Any] = {"data": []}
DIGITS_OF_A_MOMENT = 11


def read_feed(page: PretendPage, edge: str, call: Call) -> dict[str, Any]:
    """Return the page's timeline, or only its own posts, or only visitors'."""
    if call.caller is Caller.PERSON:
        return NOTHING  # the real network's trap: no error, no data
    _need_own(page, call)
    is_own = edge in {"published_posts", "posts"}
    call.need("pages_read_engagement" if is_own else "pages_read_user_content")
    posts = PretendPost.objects.filter(page=page, root=None, is_removed=False).exclude(kind=PretendPost.RATING)
    if is_own:
        posts = posts.filter(author_id=page.remote_id)
    elif edge == "visitor_posts":
        posts = posts.exclude(author_id=page.remote_id)
    return list_rows(_between(posts.select_related("page__app"), call), call, lambda one: show_post(one, call))


def read_comments(remote_id: str, call: Call) -> dict[str, Any]:
    """Return comments of a post, or replies to a comment."""
    post = find_post(remote_id, call)
    rows = comments_of(post, call.word("filter") or "toplevel")
    summary: dict[str, Any] = {}
    if call.word("summary").lower() in {"1", "true"}:
        summary = {"summary": {"order": "chronological", "total_count": rows.count(), "can_comment": True}}
    if call.caller is Caller.PERSON:
        return {**NOTHING, **summary}
    call.need("pages_read_user_content")
    order = call.word("order") or "chronological"
    if order not in {"chronological", "reverse_chronological", "ranked"}:
        raise bad_parameter("Param order must be one of {CHRONOLOGICAL, RANKED, REVERSE_CHRONOLOGICAL}")
    newest_first = order == "reverse_chronological"
    return {**list_rows(_between(rows, call), call, lambda one: show_post(one, call), newest_first=newest_first), **summary}


def read_conversations(page: PretendPage, call: Call) -> dict[str, Any]:
    """Return the page's private conversations, the liveliest first, or the one with a person."""
    call.own_page()
    _need_own(page, call)
    call.need("pages_messaging")
    talks = PretendConversation.objects.filter(page=page).select_related("page").order_by("-updated_at", "-id")
    if person := call.word("user_id"):
        talks = talks.filter(person_id=person)
    return list_by_place(talks, call, lambda one: show_conversation(one, call))


def read_conversation(remote_id: str, edge: str, call: Call) -> dict[str, Any]:
    """Return one conversation or its newest messages."""
    page = call.own_page()
    call.need("pages_messaging")
    prefix = f"t_{page.remote_id}_"
    talk = PretendConversation.objects.filter(page=page, person_id=remote_id.removeprefix(prefix)).select_related("page").first()
    if talk is None or not remote_id.startswith(prefix):
        raise not_there(remote_id)
    if edge == "messages":
        return {"data": [show_message(one, call.fields) for one in newest_messages(talk.page_id, talk.person_id)]}
    return show_conversation(talk, call)


def read_message(mid: str, call: Call) -> dict[str, Any]:
    """Return one message. What is older than the newest twenty is called deleted, which it is not."""
    page, number = call.own_page(), number_in(mid)
    call.need("pages_messaging")
    rows = PretendMessage.objects.filter(page=page).select_related("page")
    message = rows.filter(id=number).first() if number is not None else None
    if message is None or message not in newest_messages(page.remote_id, message.person_id):
        raise GraphError(100, "The message may have been deleted.", subcode=33)
    return show_message(message, call.fields)


def read_profile(person: PretendPerson, call: Call) -> dict[str, Any]:
    """Return a person's name; some do not show it."""
    if call.own_page().remote_id != person.page_id:
        raise not_there(person.id)
    if not person.shows_profile:
        raise bad_parameter("The user has not given consent to see the profile.", 2018218)
    first, _, rest = person.name.partition(" ")
    known = {"first_name": first, "last_name": rest, "name": person.name, "profile_pic": "", "id": person.id}
    wanted = set(call.fields) or {"first_name", "last_name", "profile_pic"}
    if unknown := wanted - set(known):
        message = f"Tried accessing nonexisting field ({min(unknown)}) on node type (User)"
        raise bad_parameter(message)
    return {name: value for name, value in known.items() if name in wanted | {"id"}}


def _need_own(page: PretendPage, call: Call) -> None:
    if call.page is None or call.page.remote_id != page.remote_id:
        message = "This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature."
        raise GraphError(10, message, status=403)


def _between(rows: QuerySet[PretendPost], call: Call) -> QuerySet[PretendPost]:
    """Keep what was written ``since`` and ``until``, both in unix seconds."""
    for name, lookup in (("since", "created_at__gte"), ("until", "created_at__lte")):
        if moment := call.word(name):
            if not moment.isascii() or not moment.isdecimal() or len(moment) > DIGITS_OF_A_MOMENT:
                message = f"Param {name} must be a unix timestamp"
                raise bad_parameter(message)
            rows = rows.filter(**{lookup: datetime.fromtimestamp(int(moment), UTC)})
    return rows
