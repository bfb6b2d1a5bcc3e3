"""The citizen's pages. They work without JavaScript, on a small phone, in Bangla and English."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.foundation import clock
from sanglap.journey.cases.keys import key_of
from sanglap.journey.dispatch.helplines import helplines_for
from sanglap.journey.dispatch.services import tells_of_danger
from sanglap.journey.tallies.selectors import public_record
from sanglap.oversight.public.forms import WriteForm
from sanglap.oversight.public.own.guarding import LONGEST_KEY, always_secret, secret_page
from sanglap.oversight.public.own.views import own_page
from sanglap.oversight.public.pictures import UnableToReadPicture, picture_file
from sanglap.oversight.public.selectors import case_number_of_form, find_offices, pages_of, public_case
from sanglap.oversight.public.services import UnableToFindOffice, UnableToNameOffice, Written, appeal, send_form
from sanglap.oversight.public.sharing import first_words, shared_case

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.oversight.public.selectors import PublicCase

SECONDS_TO_WAIT_FOR_A_NUMBER = 2.0
SECONDS_BETWEEN_LOOKS = 0.1


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front door: write, find, follow."""
    return render(request, "public/home.html")


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What happens with what you write, and who may read it."""
    return render(request, "public/about.html")


@require_GET
def find_office(request: HttpRequest) -> HttpResponse:
    """Find my office by village, upazila or district in any spelling, by pin, by topic."""
    words = request.GET.get("q", "")[:120]
    topic = request.GET.get("topic", "")[:48]
    found = find_offices(words=words, latitude=_degrees(request, "lat"), longitude=_degrees(request, "lon"), topic=topic)
    topics = Topic.objects.order_by("number")
    return render(
        request,
        "public/offices.html",
        {"words": words, "topic": topic, "topics": topics, "found": found, "asked": bool(request.GET)},
    )


@require_GET
def office(request: HttpRequest, code: str) -> HttpResponse:
    """An office's page: who, where, how it answers, where to write."""
    row = (
        Office.objects.filter(code=code).select_related("type", "area", "grievance_office", "appeal_office", "succeeded_by").first()
    )
    if row is None:
        raise Http404
    now = clock.now()
    return render(request, "public/office.html", {"office": row, "pages": pages_of(row), "record": public_record(row, now=now)})


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write to an office without knowing which one it is."""
    same = shared_case(request.POST.get("same") or request.GET.get("same", ""))
    office_code = request.POST.get("office") or request.GET.get("office") or (same.office.code if same and same.office else "")
    chosen = Office.objects.filter(code=office_code[:64], is_active=True).first() if office_code else None
    initial = {"office": office_code, "place": request.GET.get("place", ""), "message": first_words(same)}
    form = WriteForm(request.POST or None, request.FILES or None, initial={**initial, "same": same.number if same else ""})
    suggestions: list[object] = []
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("public:home")  # a machine filled in the field that people never see
        try:
            remote_id = send_form(_written(form), now=clock.now())
            call = "?call=yes" if tells_of_danger(form.cleaned_data["message"]) else ""
            return redirect(f"{reverse('public:sent', args=[remote_id])}{call}")
        except UnableToFindOffice as trouble:
            suggestions = list(trouble.suggestions)
            form.add_error("place", _("Please name the upazila or district, so that we find the right office."))
        except UnableToNameOffice:
            form.add_error("about_which", _("Please name the office that it is about: its name as it stands on its page."))
        except UnableToReadPicture:
            form.add_error("picture", _("This file is not a picture. Your words are kept; please choose another picture."))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "chosen": chosen, "same": same, "suggestions": suggestions}
    return render(request, "public/write.html", context, status=status)


@require_GET
@always_secret
def sent(request: HttpRequest, remote_id: UUID) -> HttpResponse:
    """The receipt: the number as soon as there is one; without JavaScript the page asks again by itself.

    Whoever wrote of danger sees at once whom to call (``call``), whatever the workers are doing.
    """
    number = case_number_of_form(remote_id)
    until = time.monotonic() + SECONDS_TO_WAIT_FOR_A_NUMBER
    while number is None and time.monotonic() < until:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        number = case_number_of_form(remote_id)
    key = key_of(number) if number else ""
    case_facts = public_case(number, key=key) if number else None
    helplines = case_facts.helplines if case_facts else ()
    if not helplines and request.GET.get("call"):
        helplines = helplines_for([])
    return render(request, "public/sent.html", {"case": case_facts, "remote_id": remote_id, "key": key, "helplines": helplines})


@require_GET
@secret_page
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case, for people; with the citizen's key their own page of it."""
    key = request.GET.get("key", "")[:LONGEST_KEY]
    found = public_case(number, key=key)
    if found is None:
        return render(request, "public/look_up.html", {"typed": number, "is_unknown": True}, status=404)
    if found.is_own:
        return own_page(request, found, key)
    return render(request, "public/case.html", {"case": found, "key": ""})


@csrf_exempt  # a right key is proof enough (see own.guarding); for everybody else the form's token is asked below
@require_POST
@secret_page
def appeal_hiding(request: HttpRequest, number: str) -> HttpResponse:
    """Anyone may ask that a person looks at hidden words: one form, no sign-in. Pressing twice asks once."""
    key = request.POST.get("key", "")[:LONGEST_KEY]
    found = public_case(number, key=key)
    if found is None:
        raise Http404
    return _appeal(request, found, key) if found.is_own else csrf_protect(_appeal)(request, found, key)


def _appeal(request: HttpRequest, found: PublicCase, key: str) -> HttpResponse:
    if not request.POST.get("website"):  # a field that people never see; machines fill it in
        appeal(found.number, request.POST.get("words", ""), now=clock.now())
        messages.success(request, _("Thank you. Another person looks at it and decides."))
    asked = f"?{urlencode({'key': key})}" if found.is_own else ""
    return redirect(f"{reverse('public:case', args=[found.number])}{asked}")


@require_GET
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture by its unguessable name, served as a file of its own and never as a page."""
    del request
    file = picture_file(name)
    if file is None:
        raise Http404
    return FileResponse(
        file.open("rb"),
        content_type="image/jpeg",
        headers={"Content-Disposition": "inline", "Cache-Control": "private, max-age=86400", "X-Robots-Tag": "noindex"},
    )


def _written(form: WriteForm) -> Written:
    values: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != "website"}
    return Written(**values)


def _degrees(request: HttpRequest, name: str) -> float | None:
    try:
        value = float(request.GET[name])
    except (KeyError, ValueError):
        return None
    return value if -180 <= value <= 180 else None  # noqa: PLR2004 – degrees
