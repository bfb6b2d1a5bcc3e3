"""A private conversation with a page, as the person sees it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sanglap.demo.models import PretendMessage, PretendPage
from sanglap.demo.network.messaging import (
    Said,
    change_message,
    press_button,
    react_to_message,
    read_conversation,
    take_message_back,
    write_message,
)
from sanglap.demo.network.postman import deliver_soon
from sanglap.demo.network.writing import person_id
from sanglap.demo.screens.forms import LONGEST_NAME, LONGEST_WORDS, clean, page_named, picture_address, word
from sanglap.foundation import clock

SHOWN = 100


@csrf_exempt  # a plain form POST from anywhere writes
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, page: str) -> HttpResponse:
    """All that was said between a person and a page. Looking at it tells the page that its messages were read."""
    here = page_named(page)
    if request.method == "POST":
        person = word(request, "author") or _("A citizen")
        with transaction.atomic():
            _write(request, here, person)
        deliver_soon()
        return _back(page, person)
    person = clean(request.GET.get("person", ""))[:LONGEST_NAME]
    newest: list[PretendMessage] = []
    if person:
        who = person_id(here, person)
        with transaction.atomic():
            read_conversation(here, who, clock.now())
        deliver_soon()
        newest = list(PretendMessage.objects.filter(page=here, person_id=who).order_by("-id")[:SHOWN])
    template = "demo/messages.html" if request.GET.get("part") else "demo/conversation.html"
    return render(request, template, {"page": here, "person": person, "messages_said": newest[::-1]})


@csrf_exempt
@require_POST
def change(request: HttpRequest, page: str, message: int) -> HttpResponse:
    """The person changes a message, takes it back, or puts a sign on the office's."""
    here, now = page_named(page), clock.now()
    found = get_object_or_404(PretendMessage.objects.select_related("page__app"), page=here, id=message, is_deleted=False)
    wanted, words = word(request, "do"), word(request, "message", LONGEST_WORDS)
    with transaction.atomic():
        if wanted == "edit" and words and not found.from_page:
            change_message(found, words, now)
        elif wanted == "take-back" and not found.from_page:
            take_message_back(found, now)
        elif wanted == "like" and found.from_page:
            react_to_message(found, "👍", "like", now)
    deliver_soon()
    return _back(page, found.person)


def _write(request: HttpRequest, here: PretendPage, person: str) -> None:
    words, image, now = word(request, "message", LONGEST_WORDS), picture_address(request), clock.now()
    attachments = [{"type": "image", "payload": {"url": image}}] if image else []
    if word(request, "as_office") and words:
        write_message(here, Said(words), person=person, now=now, from_page=True)
    elif word(request, "do") == "start":
        press_button(here, person=person, title=_("Get started"), payload="GET_STARTED", now=now)
    elif words or attachments:
        write_message(here, Said(words, attachments), person=person, now=now)


def _back(page: str, person: str) -> HttpResponse:
    return redirect(f"{reverse('demo:conversation', args=[page])}?{urlencode({'person': person})}")
