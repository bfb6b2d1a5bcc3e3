"""The citizen's own pages, opened with a key or with number and telephone. They work without JavaScript, on a small phone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.keys import key_of
from sanglap.oversight.public.own.data import own_data, packed
from sanglap.oversight.public.own.forms import AddForm
from sanglap.oversight.public.own.guarding import LONGEST_KEY, keep_secret, own_act, secret_page
from sanglap.oversight.public.own.network_address import network_address
from sanglap.oversight.public.own.selectors import own_case
from sanglap.oversight.public.own.sentences import why_not
from sanglap.oversight.public.own.services import (
    TooManyTries,
    UnableToDo,
    UnableToErase,
    add_to_case,
    appeal_decision,
    case_of_pair,
    erase_case,
    rate,
    say_verdict,
    take_back,
    take_up,
)
from sanglap.oversight.public.pictures import UnableToReadPicture
from sanglap.oversight.public.selectors import public_case

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.oversight.public.selectors import PublicCase

SECONDS_A_WRONG_TRY = 0.5  # whoever guesses waits
ASKED_TWICE = "2"


@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Type a number, see the case; with the telephone that was given, one's own. The telephone stands in no address."""
    if request.method == "POST":
        return _open_own(request)
    typed = request.GET.get("number", "")[:40]
    found = public_case(typed) if typed else None
    if found:
        return redirect("public:case", number=found.number)
    context = {"typed": typed or request.GET.get("mine", "")[:40], "is_unknown": bool(typed)}
    return render(request, "public/look_up.html", context, status=404 if typed else 200)


def _open_own(request: HttpRequest) -> HttpResponse:
    typed, phone = request.POST.get("number", "")[:40], request.POST.get("phone", "")[:40]
    if not phone.strip():
        return redirect(f"{reverse('public:look_up')}?{urlencode({'number': typed})}")
    try:
        number = case_of_pair(typed, phone, address=network_address(request), now=clock.now())
    except TooManyTries:
        return _not_opened(request, typed, "too_many", 429)
    if number is None:
        time.sleep(SECONDS_A_WRONG_TRY)
        return _not_opened(request, typed, "wrong_pair", 404)
    return _own_address(number, key_of(number))


def _not_opened(request: HttpRequest, typed: str, why: str, status: int) -> HttpResponse:
    response = render(request, "public/look_up.html", {"typed": typed, why: True}, status=status)
    keep_secret(response)
    return response


def own_page(request: HttpRequest, found: PublicCase, key: str, *, form: AddForm | None = None, status: int = 200) -> HttpResponse:
    """The page of one's own case: what comes next, by when, who has it, and what one may do."""
    own = own_case(found, now=clock.now())
    context = {
        "own": own, "case": found, "key": key, "helplines": found.helplines, "form": form or AddForm(), "token": new_id(),
    }  # fmt: skip
    return render(request, "public/own/case.html", context, status=status)


@own_act
def verdict(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Whether it is solved: yes, partly, no. Pressing twice says it once; when the case has moved on, the page says so."""
    if say_verdict(found.number, request.POST.get("solved", ""), words=request.POST.get("words", ""), now=clock.now()):
        messages.success(request, _("Thank you. Your word is written down."))
    else:
        messages.info(request, why_not("moved_on"))
    return _own_address(found.number, key)


@own_act
def rating(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """One to five, and what it brought."""
    told = request.POST
    if rate(found.number, told.get("stars", ""), told.getlist("effects"), words=told.get("words", ""), now=clock.now()):
        messages.success(request, _("Thank you. This helps everybody who comes after you."))
    else:
        messages.info(request, _("Please choose a number from one to five."))
    return _own_address(found.number, key)


@own_act
def to_appeal(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Put it before the appeal officer, or after that before the central cell."""
    try:
        appeal_decision(found.number, request.POST.get("words", ""), now=clock.now())
        messages.success(request, _("Your appeal is filed. The case stays open until it is decided."))
    except UnableToDo as trouble:
        messages.info(request, why_not(trouble.why))
    return _own_address(found.number, key)


@own_act
def withdraw(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Take it back, after one question."""
    if request.POST.get("sure") != "yes":
        return render(request, "public/own/withdraw.html", {"own": own_case(found, now=clock.now()), "case": found, "key": key})
    try:
        if take_back(found.number, request.POST.get("words", ""), now=clock.now()):
            messages.success(request, _("It is taken back. You may change your mind for 30 days."))
        else:
            messages.success(
                request, _("Your wish is noted. Somebody keeps looking after this matter, so that nobody can press you to end it.")
            )
    except UnableToDo as trouble:
        messages.info(request, why_not(trouble.why))
    return _own_address(found.number, key)


@own_act
def resume(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Take it up again."""
    try:
        take_up(found.number, request.POST.get("words", ""), now=clock.now())
        messages.success(request, _("It is open again, with a new date."))
    except UnableToDo as trouble:
        messages.info(request, why_not(trouble.why))
    return _own_address(found.number, key)


@own_act
def add(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Add words or a picture to the case. What was typed is never lost."""
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return own_page(request, found, key, form=form, status=422)
    told = form.cleaned_data
    try:
        add_to_case(found.number, told["words"], told["picture"], token=request.POST.get("token", ""), now=clock.now())
    except UnableToReadPicture:
        form.add_error("picture", _("This file is not a picture. Your words are kept; please choose another picture."))
        return own_page(request, found, key, form=form, status=422)
    except UnableToDo as trouble:
        form.add_error("words", why_not(trouble.why))
        return own_page(request, found, key, form=form, status=422)
    messages.success(request, _("It is on its way to the office, and will stand here in a moment."))
    return _own_address(found.number, key)


@require_GET
@secret_page
def data(request: HttpRequest, number: str) -> HttpResponse:
    """One's own data: take it along, or have it erased."""
    key = request.GET.get("key", "")[:LONGEST_KEY]
    found = public_case(number, key=key)
    if found is None or not found.is_own:
        raise Http404
    return render(request, "public/own/data.html", {"own": own_case(found, now=clock.now()), "case": found, "key": key})


@own_act
def download(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Everything that is known of the citizen in this case, as one file."""
    del request, key
    body = packed(own_data(found, now=clock.now()))
    return HttpResponse(
        body, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="sanglap-{found.number}.zip"'}
    )


@own_act
def erase(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    """Erase one's own data, after two questions."""
    own, asked = own_case(found, now=clock.now()), request.POST.get("asked", "")
    if own.hold or own.is_erased:
        return render(request, "public/own/data.html", {"own": own, "case": found, "key": key}, status=409)
    if asked != ASKED_TWICE:
        return render(request, "public/own/erase.html", {"case": found, "key": key, "is_last": asked == "1"})
    try:
        erase_case(found.number, now=clock.now())
    except UnableToErase:
        return _data_address(found.number, key)  # it was opened again between the two questions: the page says so
    messages.success(request, _("Your name, telephone, words and pictures are erased."))
    return _data_address(found.number, key)


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """A page that says nothing but what day it is, for whoever has to leave in a hurry."""
    response = render(request, "public/own/leave.html", {"today": clock.now()})
    response.headers["Clear-Site-Data"] = '"cache"'
    keep_secret(response)
    return response


def _own_address(number: str, key: str) -> HttpResponse:
    response = redirect(f"{reverse('public:case', args=[number])}?{urlencode({'key': key})}")
    keep_secret(response)
    return response


def _data_address(number: str, key: str) -> HttpResponse:
    return redirect(f"{reverse('public:own_data', args=[number])}?{urlencode({'key': key})}")
