"""The officer's pages: a list, a reading pane, and acts that never lose a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sanglap.channels.contract import ReplyMode
from sanglap.channels.services import UnableToMend
from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.foundation.live import live_token
from sanglap.journey.desk.acts import UnableToDo, do
from sanglap.journey.desk.asked import UnableToAnswer, answer_asked, asked_of
from sanglap.journey.desk.conduct import advice_on
from sanglap.journey.desk.incident_panel import change_incident
from sanglap.journey.desk.people import UnableToTransfer, let_act_for, teams_of, transfer
from sanglap.journey.desk.reading_pane import pane_of
from sanglap.journey.desk.redress_words import FINDINGS
from sanglap.journey.desk.seeing import see_case
from sanglap.journey.desk.selectors import (
    FILTERS,
    Inbox,
    case_for,
    dossier,
    inbox,
    reply_in_trouble,
    troubles_of,
)
from sanglap.journey.replies.services import mend, preview_reply, say_composing

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.directory.people.models import Officer
    from sanglap.journey.cases.models import Case


@require_GET
@officer_required
def inbox_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The officer's cases, the one that is due first on top."""
    return render(request, "desk/inbox.html", _list_context(request, officer))


@require_GET
@officer_required
def case_list(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A part of the page, read again when something has changed."""
    context = _list_context(request, officer) | {"chosen": request.GET.get("chosen", "")}
    template = "desk/rail.html" if request.GET.get("part") == "rail" else "desk/list.html"
    return render(request, template, context)


@require_GET
@officer_required
def case_page(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """A case in the reading pane."""
    case, now = _case(officer, number), clock.now()
    see_case(case, officer=officer, now=now)
    context = _list_context(request, officer) | pane_of(case, officer, now=now) | {"chosen": case.number}
    return render(request, "desk/inbox.html", context)


@require_GET
@officer_required
def case_now(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """The conversation, read again when something has changed; what the officer writes stays as it is."""
    return render(request, "desk/case_now.html", pane_of(_case(officer, number), officer, now=clock.now()))


@require_POST
@officer_required
def preview(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Exactly what would be sent, and what the rules of conduct say of it. Also tells colleagues that somebody is writing.

    Without JavaScript the officer presses a button and has the whole page again, with every word.
    """
    now = clock.now()
    case = _case(officer, number)
    post = dossier(case).answerable
    if post is None:
        raise Http404
    say_composing(case, officer, now=now)
    mode, text = request.POST.get("mode", ""), request.POST.get("text", "")
    shown = preview_reply(case, post, mode=mode, text=text, officer=officer, now=now)
    previewed = {"shown": shown, "advice": advice_on(shown.text, is_public=shown.mode == ReplyMode.PUBLIC, now=now)}
    if "whole" not in request.POST:
        return render(request, "desk/preview.html", previewed)
    kept = {"text": text, "chosen_mode": shown.mode.value, "chosen": case.number}
    return render(request, "desk/inbox.html", _list_context(request, officer) | pane_of(case, officer, now=now) | kept | previewed)


@require_POST
@officer_required
def reply(request: HttpRequest, officer: Officer, number: str) -> HttpResponse:
    """Send an answer. What cannot be sent comes back with its reason and every word."""
    return _act(request, officer, number, "reply")


@require_POST
@officer_required
def act(request: HttpRequest, officer: Officer, number: str, what: str) -> HttpResponse:
    """Everything else an officer does with a case; ``desk.acts`` knows the words."""
    return _act(request, officer, number, what)


@require_POST
@officer_required
def incident(request: HttpRequest, officer: Officer, number: str, what: str) -> HttpResponse:
    """Say whether two cases tell of the same incident; what is refused comes back with what was typed."""
    case = _case(officer, number)
    try:
        messages.success(request, change_incident(case, what, request.POST.get("number", ""), officer=officer, now=clock.now()))
    except UnableToDo as trouble:
        kept = {"problem": str(trouble), "typed": {"incident": request.POST}, "chosen": case.number}
        context = _list_context(request, officer) | pane_of(_case(officer, number), officer, now=clock.now()) | kept
        return render(request, "desk/inbox.html", context, status=trouble.status)
    return redirect("desk:case", number=case.number)


@require_GET
@officer_required
def opinions(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Questions, instructions and inquiries that wait for the officer or the officer's offices."""
    return render(request, "desk/asked.html", {"asked": asked_of(officer), "findings": FINDINGS, "now": clock.now()})


@require_POST
@officer_required
def answer(request: HttpRequest, officer: Officer, what: str, asked_id: UUID) -> HttpResponse:
    """Answer one of them; what is refused comes back with what was typed."""
    try:
        answer_asked(what, asked_id, request.POST, officer=officer, now=clock.now())
    except UnableToAnswer as trouble:
        kept = {"problem": str(trouble), "typed": request.POST, "at_fault": str(asked_id), "what": what}
        context = {"asked": asked_of(officer), "findings": FINDINGS, "now": clock.now()} | kept
        return render(request, "desk/asked.html", context, status=trouble.status)
    messages.success(request, _("Thank you. It is written down."))
    return redirect("desk:opinions")


@require_GET
@officer_required
def troubles(request: HttpRequest, officer: Officer) -> HttpResponse:
    """What does not go by itself."""
    return render(request, "desk/troubles.html", {"found": troubles_of(officer)})


@require_POST
@officer_required
def mend_reply(request: HttpRequest, officer: Officer, reply_id: UUID, what: str) -> HttpResponse:
    """Send again, or give up and answer another way."""
    found = reply_in_trouble(officer, reply_id)
    if found is None or what not in {"again", "give-up"}:
        raise Http404
    try:
        mend(found, what, now=clock.now())
        messages.success(request, _("Done."))
    except UnableToMend:
        messages.warning(request, _("This reply is not waiting for a person any more."))
    return redirect("desk:troubles")


@require_GET
@officer_required
def people(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Who works in the officer's offices."""
    return render(request, "desk/people.html", {"teams": teams_of(officer)})


@require_POST
@officer_required
def hand_over(request: HttpRequest, officer: Officer, posting_id: UUID) -> HttpResponse:
    """Give a posting with its open cases to a successor."""
    try:
        messages.success(request, transfer(officer, posting_id, successor=request.POST.get("successor", ""), now=clock.now()))
    except UnableToTransfer as trouble:
        context = {"teams": teams_of(officer), "problem": str(trouble)}
        return render(request, "desk/people.html", context, status=trouble.status)
    return redirect("desk:people")


@require_POST
@officer_required
def substitute(request: HttpRequest, officer: Officer, posting_id: UUID) -> HttpResponse:
    """Let somebody act for the holder of a posting who is away; or welcome the holder back."""
    typed = {name: request.POST.get(name, "") for name in ("username", "until", "reason")}
    try:
        messages.success(request, let_act_for(officer, posting_id, **typed, now=clock.now()))
    except UnableToTransfer as trouble:
        context = {"teams": teams_of(officer), "problem": str(trouble), "typed": typed, "at_fault": posting_id}
        return render(request, "desk/people.html", context, status=trouble.status)
    return redirect("desk:people")


def _act(request: HttpRequest, officer: Officer, number: str, what: str) -> HttpResponse:
    case = _case(officer, number)
    try:
        done = do(case, what, request.POST, officer=officer, now=clock.now())
    except UnableToDo as trouble:
        seen = _case(officer, number)
        kept = {"problem": str(trouble), "typed": {what.replace("-", "_"): request.POST}}
        if what == "reply":
            kept |= {"text": request.POST.get("text", ""), "chosen_mode": request.POST.get("mode", "")}
        context = _list_context(request, officer) | pane_of(seen, officer, now=clock.now()) | kept | {"chosen": seen.number}
        return render(request, "desk/inbox.html", context, status=trouble.status)
    messages.success(request, done)
    still_ours = case_for(officer, number) is not None
    return redirect("desk:case", number=case.number) if still_ours else redirect("desk:inbox")


def _case(officer: Officer, number: str) -> Case:
    case = case_for(officer, number)
    if case is None:
        raise Http404
    return case


def _list_context(request: HttpRequest, officer: Officer) -> dict[str, Any]:
    now = clock.now()
    words, after = request.GET.get("q", "")[:80], request.GET.get("after", "")[:120]
    below = bool(request.GET.get("below"))
    found = inbox(officer, chosen=request.GET.get("filter", "open"), words=words, begin_after=after, now=now, below=below)
    return {
        "inbox": found,
        "filters": _filters(found),
        "words": words,
        "below": below,
        "begin_after": after,
        "now": now,
        "live_token": live_token([path for office in found.offices for path in (office.line_path, office.territory_path)], now),
        "live_address": settings.LIVE_ADDRESS,
    }


def _filters(found: Inbox) -> list[dict[str, Any]]:
    return [{"name": name, "count": found.counts.get(name)} for name in FILTERS]
