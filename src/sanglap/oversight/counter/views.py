"""The pages of the counter: a form, a slip, and what was filed today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sanglap.directory.people.guarding import officer_required
from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.oversight.counter.forms import CounterForm, OwnForm
from sanglap.oversight.counter.services import (
    UnableToFile,
    desk_of,
    file_at_counter,
    filed_by,
    filing_for_slip,
    filings_today,
    grievance_office_of,
    slip_of,
)
from sanglap.oversight.public.forms import WriteForm
from sanglap.oversight.public.pictures import UnableToReadPicture
from sanglap.oversight.public.selectors import case_of_form
from sanglap.oversight.public.services import UnableToFindOffice, UnableToNameOffice, Written

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.directory.people.models import Officer
    from sanglap.oversight.public.filing import FiledBy

ONLY_HERE = frozenset({"website", "relation", "consent", "witness", "token", "grievance"})


@require_http_methods(["GET", "POST"])
@officer_required
def file_for_somebody(request: HttpRequest, officer: Officer) -> HttpResponse:
    """File for a person who stands at the counter."""
    try:
        office = desk_of(officer)
    except UnableToFile:
        return HttpResponseForbidden(_("You work in no office today."))
    form = CounterForm(request.POST or None, request.FILES or None, initial={"token": new_id(), "relation": "helper"})
    if request.method == "POST" and form.is_valid():
        hands = filed_by(officer, office, relation=form.cleaned_data["relation"], consent=form.consent_record)
        answer = _file(form, hands, "")
        if answer is not None:
            return answer
    context = {"form": form, "filed": filings_today(officer, clock.now()), "is_own": False, "office": office}
    return render(request, "counter/file.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@officer_required
def file_own(request: HttpRequest, officer: Officer) -> HttpResponse:
    """An official's own grievance, or that of their office: it goes to the grievance office above them."""
    try:
        office = desk_of(officer)
    except UnableToFile:
        return HttpResponseForbidden(_("You work in no office today."))
    above = grievance_office_of(office)
    form = OwnForm(request.POST or None, request.FILES or None, initial={"token": new_id(), "author": officer.name_bn})
    if request.method == "POST" and form.is_valid():
        hands = filed_by(officer, office, relation="self", consent="self", kind=form.cleaned_data["grievance"])
        answer = _file(form, hands, above.code)
        if answer is not None:
            return answer
    context = {"form": form, "filed": [], "is_own": True, "office": above}
    return render(request, "counter/file.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@officer_required
def filed(request: HttpRequest, officer: Officer, remote_id: UUID) -> HttpResponse:
    """What was filed: its number and its slip."""
    if filing_for_slip(officer, remote_id, clock.now()) is None:
        raise Http404
    return render(request, "counter/filed.html", {"case": case_of_form(str(remote_id)), "remote_id": remote_id})


@require_GET
@officer_required
def slip(request: HttpRequest, officer: Officer, remote_id: UUID) -> HttpResponse:
    """The slip to print, for whoever filed it, today."""
    del request
    now = clock.now()
    case = case_of_form(str(remote_id)) if filing_for_slip(officer, remote_id, now) else None
    if case is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{case.number}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(slip_of(case, get_language() or "bn", now), content_type="application/pdf", headers=headers)


def _file(form: WriteForm, hands: FiledBy, office: str) -> HttpResponse | None:
    """File a valid form, or say in it what is missing and return None."""
    values: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name not in ONLY_HERE}
    if office:
        values["office"] = office
    try:
        remote_id = file_at_counter(Written(**values, filed=hands), form.cleaned_data["token"], now=clock.now())
        return redirect("counter:filed", remote_id=remote_id)
    except UnableToFindOffice:
        form.add_error("place", _("Please name the upazila or district, so that we find the right office."))
    except UnableToNameOffice:
        form.add_error("about_which", _("Please name the office that it is about: its name as it stands on its page."))
    except UnableToReadPicture:
        form.add_error("picture", _("This file is not a picture. Your words are kept; please choose another picture."))
    return None
