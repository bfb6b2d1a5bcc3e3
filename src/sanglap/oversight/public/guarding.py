"""What guards the citizen on the page of their own case, each with their key: pressed, well, hide my name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanglap.foundation import clock
from sanglap.foundation.ids import parse_tracking_number
from sanglap.journey.cases.keys import is_key
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.privacy.services import answer_check_in, conceal_name, report_retaliation
from sanglap.oversight.public.selectors import public_case

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_POST
def pressed(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody presses the citizen because of the case: an office above has it within a day."""
    case = _own_case(request, number)
    if case is None:
        return _refused(request, number)
    words = request.POST.get("words", "")
    if not words.strip():
        messages.warning(request, _("Please say what happened."))
        return _back(request, case)
    with transaction.atomic():
        report_retaliation(lock_case(case.district_id, case.id), words, now=clock.now())
    messages.success(
        request, _("An office above has it now, and looks within 24 hours. The office you wrote about does not see it.")
    )
    return _back(request, case)


@require_POST
def well(request: HttpRequest, number: str) -> HttpResponse:
    """The answer to the question after ninety days."""
    case = _own_case(request, number)
    if case is None:
        return _refused(request, number)
    with transaction.atomic():
        answer_check_in(lock_case(case.district_id, case.id), is_well=request.POST.get("well") == "yes", now=clock.now())
    messages.success(request, _("Thank you. Your word is written down."))
    return _back(request, case)


@require_POST
def hide_name(request: HttpRequest, number: str) -> HttpResponse:
    """From now on the office does not know the name either."""
    case = _own_case(request, number)
    if case is None:
        return _refused(request, number)
    with transaction.atomic():
        done = conceal_name(lock_case(case.district_id, case.id), now=clock.now())
    if done:
        messages.success(request, _("Your name is locked. Two officers must agree to open it, and you are told."))
    else:
        messages.warning(request, _("There is no name here that we can hide: what stands on a network, the network shows."))
    return _back(request, case)


def _own_case(request: HttpRequest, number: str) -> Case | None:
    """Return the case when the key is the citizen's own; None for everybody else. Raises 404 where there is no such case."""
    parsed = parse_tracking_number(number)
    case = Case.objects.filter(number=parsed).first() if parsed else None
    if case is None:
        raise Http404
    return case if is_key(case.number, request.POST.get("key", "")) else None


def _refused(request: HttpRequest, number: str) -> HttpResponse:
    context = {"case": public_case(number), "key": "", "is_refused": True}
    return render(request, "public/case.html", context, status=403)


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    return redirect(f"{reverse('public:case', args=[case.number])}?{urlencode({'key': request.POST.get('key', '')})}")
