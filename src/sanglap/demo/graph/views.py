"""The addresses of the pretend Graph API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sanglap.demo.connecting_pages import APP_ID
from sanglap.demo.graph import nodes, writing
from sanglap.demo.graph.answers import GraphError, answer
from sanglap.demo.graph.calling import Call, loses_the_answer, read_call
from sanglap.demo.models import PretendPage
from sanglap.demo.network.delivering import deliver_soon
from sanglap.demo.network.writing import remove_post
from sanglap.foundation import clock

FIELDS = "feed,mention,ratings,messages,messaging_postbacks,message_echoes,message_edits,message_reactions,message_deliveries,message_reads,standby,messaging_handovers"


@csrf_exempt  # an app has no session here; its token speaks for it
def graph(request: HttpRequest, node: str, edge: str = "") -> HttpResponse:
    """Answer one call as the network would."""
    try:
        call = read_call(request)
        data = _answer(call, node, edge, clock.now())
    except GraphError as error:
        return error.answer()
    deliver_soon()
    if call.method != "GET" and loses_the_answer():
        return HttpResponse(status=504)
    return answer(data, call.page.remote_id if call.page else "")


def _answer(call: Call, node: str, edge: str, now: datetime) -> dict[str, Any]:
    if node == "me" and call.page:
        node = call.page.remote_id
    if node == "debug_token":
        return nodes.show_token(str(call.words.get("input_token", "")))
    if node == "oauth":
        return {"access_token": call.words.get("fb_exchange_token", ""), "token_type": "bearer", "expires_in": 5_184_000}
    if node.startswith("t_"):
        _, page_id, person = node.split("_", 2)
        return nodes.show_messages(page_id, person)
    page = PretendPage.objects.filter(remote_id=node).first()
    if page is not None:
        return _answer_about_page(call, page, edge, now)
    return _answer_about_post(call, node, edge, now)


def _answer_about_page(call: Call, page: PretendPage, edge: str, now: datetime) -> dict[str, Any]:
    answers: dict[str, Callable[[], dict[str, Any]]] = {
        "": lambda: {"id": page.remote_id, "name": page.name, "link": f"/demo/facebook/{page.remote_id}/", "followers_count": 0},
        "feed": lambda: nodes.show_feed(page, call),
        "published_posts": lambda: nodes.show_feed(page, call),
        "visitor_posts": lambda: nodes.show_feed(page, call),
        "conversations": lambda: nodes.show_conversations(page, call),
        "accounts": lambda: {
            "data": [{"id": page.remote_id, "name": page.name, "access_token": page.token, "tasks": ["MODERATE"]}]
        },
        "subscribed_apps": lambda: {"data": [{"id": APP_ID, "name": "Sanglap", "subscribed_fields": FIELDS.split(",")}]},
    }
    if edge == "messages" and call.method == "POST":
        return writing.send_as_page(call, now)
    if edge == "subscribed_apps" and call.method == "POST":
        return {"success": True}
    if edge not in answers:
        raise GraphError(100, f"Tried accessing nonexisting field ({edge})")
    return answers[edge]()


def _answer_about_post(call: Call, node: str, edge: str, now: datetime) -> dict[str, Any]:
    if edge == "comments":
        return (
            writing.comment_as_page(node, call, now)
            if call.method == "POST"
            else nodes.show_comments(nodes.find_post(node, call), call)
        )
    if edge == "likes":
        return {"success": True}
    if call.method == "DELETE":
        remove_post(nodes.find_post(node, call), now)
        return {"success": True}
    if call.method == "POST":
        return writing.change_as_page(node, call, now)
    return nodes.show_post(nodes.find_post(node, call))
