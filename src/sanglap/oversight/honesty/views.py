"""The pages of those who look at closures, and of those who call. Everything that may not be seen does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.journey.cases.states import UnableToMove
from sanglap.oversight.dashboards.case_pages import case_line
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.selectors import MOST_SHOWN, call_for, calls_for, flag_for, flags_for
from sanglap.oversight.honesty.services import (
    UnableToAnswer,
    UnableToCall,
    answer_flag,
    note_nobody_answered,
    note_result,
    see_number,
)
from sanglap.oversight.honesty.services.calling import MOST_TRIES, Told, shown_number
from sanglap.oversight.honesty.services.drawing import DISPOSED
from sanglap.oversight.honesty.wording import AGAINST, FOR, WHY_CALLED, script, sentences

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.directory.people.models import Officer

LONGEST_WORDS = 2_000
YES_OR_NO = {"yes": True, "no": False}
PROBLEMS = {
    "words": lambda: _("Please say in a sentence why; “done” alone is not enough."),
    "answered": lambda: _("Somebody has answered this meanwhile."),
    "nobody": lambda: _("You may not do this."),
    "number": lambda: _("The citizen gave no number, so nobody can call. Please look at the case."),
    "called": lambda: _("The citizen was asked already. What was said stands in the case."),
    "ended": lambda: _("This call is not needed any more."),
    "soon": lambda: _("The last try was less than two hours ago. Please try again later."),
    "stale": lambda: _("This try is counted already."),
    "missing": lambda: _("Please choose what the citizen said."),
    "moved": lambda: _("This is not possible in the present state of the case."),
}
STATUS = {"words": 422, "missing": 422, "number": 422, "nobody": 403}


@require_GET
@officer_required
def closures(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The closures that wait for a look. Eight queries, however many there are."""
    return _closures(request, officer)


@require_POST
@officer_required
def answer(request: HttpRequest, officer: Officer, flag_id: UUID) -> HttpResponse:
    """Say what a flagged closure is; what is refused comes back with every word."""
    found, chosen = flag_for(officer, flag_id), request.POST.get("answer", "")
    if found is None or chosen not in DONE:
        raise Http404
    words = request.POST.get("words", "")[:LONGEST_WORDS]
    try:
        answer_flag(found, chosen, words=words, officer=officer, now=clock.now())
    except UnableToAnswer as trouble:
        return _closures(request, officer, problem=trouble.why, at=flag_id, words=words)
    except UnableToMove:
        return _closures(request, officer, problem="moved", at=flag_id, words=words)
    messages.success(request, DONE[chosen]())
    return redirect("oversight:honesty:closures")


DONE = {
    Flag.SOUND: lambda: _("Noted: it is sound."),
    Flag.ASKED: lambda: _("Another office will ask the citizen."),
    Flag.OPENED_AGAIN: lambda: _("The case is open again; its office has been told why."),
}


def _closures(
    request: HttpRequest, officer: Officer, *, problem: str = "", at: UUID | None = None, words: str = ""
) -> HttpResponse:
    now, flags = clock.now(), list(flags_for(officer)[: MOST_SHOWN + 1])
    rows = [
        {
            "flag": flag,
            "line": case_line(flag.case, now),
            "against": sentences(flag.reasons, AGAINST),
            "for": sentences(flag.reasons, FOR),
            "may_open": flag.case.state in {"resolved", "unconfirmed"},
            "may_ask": flag.case.state in DISPOSED,
            "problem": PROBLEMS[problem]() if problem and flag.id == at else "",
            "words": words if flag.id == at else "",
        }
        for flag in flags[:MOST_SHOWN]
    ]
    told = PROBLEMS[problem]() if problem and not any(row["problem"] for row in rows) else ""
    context: dict[str, Any] = {"rows": rows, "has_more": len(flags) > MOST_SHOWN, "problem": told}
    return render(request, "honesty/closures.html", context, status=STATUS.get(problem, 409) if problem else 200)


@require_GET
@officer_required
def call_backs(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The citizens whom the officer's office should call. No number, no name. Six queries."""
    calls = list(calls_for(officer)[: MOST_SHOWN + 1])
    rows = [(call, case_line(call.case, clock.now()), WHY_CALLED[call.reason]) for call in calls[:MOST_SHOWN]]
    return render(request, "honesty/call_backs.html", {"rows": rows, "has_more": len(calls) > MOST_SHOWN, "most": MOST_TRIES})


@require_http_methods(["GET", "POST"])
@officer_required
def call_back(request: HttpRequest, officer: Officer, call_id: UUID) -> HttpResponse:
    """One call: what to say, and what was said."""
    call, now = _call(officer, call_id), clock.now()
    if request.method == "GET":
        return _call_page(request, officer, call)
    try:
        if "nobody" in request.POST:
            tries = request.POST.get("tries", "")
            note_nobody_answered(call, tries=int(tries) if tries.isdecimal() else -1, officer=officer, now=now)
        else:
            note_result(call, _told(request), officer=officer, now=now)
    except UnableToCall as trouble:
        return _call_page(request, officer, _call(officer, call_id), problem=trouble.why)
    messages.success(request, _("Thank you. It is noted."))
    return redirect("oversight:honesty:call_backs")


@require_POST
@officer_required
def number(request: HttpRequest, officer: Officer, call_id: UUID) -> HttpResponse:
    """Open the number to this officer for an hour; the case's history keeps it."""
    call = _call(officer, call_id)
    try:
        see_number(call, officer=officer, now=clock.now())
    except UnableToCall as trouble:
        return _call_page(request, officer, call, problem=trouble.why)
    return redirect("oversight:honesty:call_back", call_id=call_id)


def _told(request: HttpRequest) -> Told:
    return Told(
        result=request.POST.get("result", ""),
        was_contacted=YES_OR_NO.get(request.POST.get("contacted", "")),
        was_pressed=YES_OR_NO.get(request.POST.get("pressed", "")),
        words=request.POST.get("words", "")[:LONGEST_WORDS],
    )


def _call(officer: Officer, call_id: UUID) -> CallBack:
    call = call_for(officer, call_id)
    if call is None:
        raise Http404
    return call


def _call_page(request: HttpRequest, officer: Officer, call: CallBack, *, problem: str = "") -> HttpResponse:
    now = clock.now()
    is_open = call.is_open and call.case.state in DISPOSED
    greeting, *questions, goodbye = script()
    context: dict[str, Any] = {
        "call": call,
        "line": case_line(call.case, now),
        "why": WHY_CALLED[call.reason],
        "is_open": is_open,
        "number": shown_number(call, officer, now),
        "greeting": greeting,
        "questions": questions,
        "goodbye": goodbye,
        "most": MOST_TRIES,
        "problem": PROBLEMS[problem]() if problem else "",
        "typed": request.POST,
    }
    answer = render(request, "honesty/call_back.html", context, status=STATUS.get(problem, 409) if problem else 200)
    answer.headers["Cache-Control"] = "no-store"  # a number must not stay in a shared computer's memory
    return answer
