"""The addresses of the pretend Graph API."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sanglap.demo.graph import apps, nodes, reading, sending, writing
from sanglap.demo.graph.answers import GraphError, bad_parameter, respond
from sanglap.demo.graph.calling import Call, read_call
from sanglap.demo.models import ApiCall, PretendPage, PretendPerson
from sanglap.demo.network.moods import mood_towards
from sanglap.demo.network.postman import deliver_soon
from sanglap.foundation import clock

OK, LOST = 200, 504  # the second is what a network's outer gate says when the answer got lost inside
FEEDS = {"feed", "published_posts", "posts", "visitor_posts"}
THREAD_CONTROL = {"pass_thread_control", "take_thread_control", "release_thread_control", "thread_owner"}
MOST_IDS = 50


@csrf_exempt  # an app has no session here; its token speaks for it
def graph(request: HttpRequest, node: str = "", edge: str = "") -> HttpResponse:
    """Answer one call as the network would, and remember that it was made."""
    now, page, code, mood = clock.now(), "", 0, mood_towards("")
    try:
        call = read_call(request, node, now)
        page, mood = (call.page.remote_id if call.page else ""), call.mood
        with transaction.atomic():
            data = _answer(call, node, edge)
        deliver_soon()
        status = LOST if mood.drops_answers and call.method != "GET" else OK
    except GraphError as error:
        data, status, code = error.as_json(), error.status, error.code
    path = f"/{node}/{edge}".rstrip("/").replace("\0", "")[:200]
    ApiCall.objects.create(at=now, method=request.method or "", path=path, page_id=page, status=status, code=code)
    if status == LOST:
        return HttpResponse(status=LOST)
    return respond(data, status, mood, page=page, kind="messenger" if edge in {"messages", "conversations"} else "pages")


def _answer(call: Call, node: str, edge: str) -> dict[str, Any]:
    if not node:
        return _many(call)
    if node == "me" and edge != "accounts":
        node = call.own_page().remote_id
    named = {
        ("me", "accounts"): apps.show_accounts,
        ("debug_token", ""): apps.debug_token,
        ("oauth", "access_token"): apps.exchange_token,
    }.get((node, edge))
    if named:
        return named(call)
    if edge == "subscriptions":
        return apps.subscriptions(node, call)
    if node.startswith("t_"):
        return reading.read_conversation(node, edge, call)
    if node.startswith("m_"):
        return reading.read_message(node, call)
    return _about_page_or_post(call, node.replace("\0", ""), edge)


def _about_page_or_post(call: Call, node: str, edge: str) -> dict[str, Any]:
    page = PretendPage.objects.select_related("app").filter(remote_id=node).first()
    if page is not None:
        return _about_page(call, page, edge)
    person = PretendPerson.objects.filter(id=node).first() if not edge else None
    return reading.read_profile(person, call) if person else _about_post(call, node, edge)


def _many(call: Call) -> dict[str, Any]:
    """Answer ``?ids=a,b,c``; each counts as a call."""
    ids = [one for one in call.word("ids").split(",") if one]
    if not ids or len(ids) > MOST_IDS or call.method != "GET":
        raise bad_parameter("The parameter ids is required, with no more than 50 of them")
    return {one: _answer(call, one, "") for one in ids}


def _about_page(call: Call, page: PretendPage, edge: str) -> dict[str, Any]:
    if not edge:
        return nodes.show_page(page, call)
    if edge in FEEDS:
        return writing.post_as_page(page, call) if call.method == "POST" else reading.read_feed(page, edge, call)
    if edge in THREAD_CONTROL:
        return sending.control_thread(page, edge, call)
    if edge == "messages" and call.method == "POST":
        return sending.send_as_page(page, call)
    if edge == "ratings":
        raise GraphError(12, "This endpoint is deprecated for versions v22.0 and higher")
    known = {"conversations": reading.read_conversations, "subscribed_apps": apps.subscribed_apps}.get(edge)
    if known is None:
        message = f"Tried accessing nonexisting field ({edge}) on node type (Page)"
        raise GraphError(100, message)
    return known(page, call)


def _about_post(call: Call, node: str, edge: str) -> dict[str, Any]:
    if edge == "comments":
        return writing.comment_as_page(node, call) if call.method == "POST" else reading.read_comments(node, call)
    if edge == "likes" and call.method in {"POST", "DELETE"}:
        return writing.like_as_page(node, call)
    if edge:
        message = f"Tried accessing nonexisting field ({edge}) on node type (Post)"
        raise GraphError(100, message)
    if call.method == "DELETE":
        return writing.remove_as_page(node, call)
    if call.method == "POST":
        return writing.change_as_page(node, call)
    post = nodes.find_post(node, call)
    call.need("pages_read_engagement" if post.is_from_page else "pages_read_user_content")
    return nodes.show_post(post, call)
