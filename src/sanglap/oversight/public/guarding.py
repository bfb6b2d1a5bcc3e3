"""What guards the citizen on the page of their own case, each with their key: pressed, well, hide my name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sanglap.foundation import clock
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.privacy.services import answer_check_in, conceal_name, report_retaliation
from sanglap.oversight.public.own.guarding import own_act

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sanglap.oversight.public.selectors import PublicCase


@own_act
def pressed(request: HttpRequest, case: PublicCase, key: str) -> HttpResponse:
    """Somebody presses the citizen because of the case: an office above has it within a day."""
    words = request.POST.get("words", "")
    if not words.strip():
        messages.warning(request, _("Please say what happened."))
        return _back(case, key)
    with transaction.atomic():
        report_retaliation(_locked(case), words, now=clock.now())
    messages.success(
        request, _("An office above has it now, and looks within 24 hours. The office you wrote about does not see it.")
    )
    return _back(case, key)


@own_act
def well(request: HttpRequest, case: PublicCase, key: str) -> HttpResponse:
    """The answer to the question after ninety days."""
    with transaction.atomic():
        answer_check_in(_locked(case), is_well=request.POST.get("well") == "yes", now=clock.now())
    messages.success(request, _("Thank you. Your word is written down."))
    return _back(case, key)


@own_act
def hide_name(request: HttpRequest, case: PublicCase, key: str) -> HttpResponse:
    """From now on the office does not know the name either."""
    with transaction.atomic():
        done = conceal_name(_locked(case), now=clock.now())
    if done:
        messages.success(request, _("Your name is locked. Two officers must agree to open it, and you are told."))
    else:
        messages.warning(request, _("There is no name here that we can hide: what stands on a network, the network shows."))
    return _back(case, key)


def _locked(case: PublicCase) -> Case:
    found = Case.objects.only("district_id", "id").get(number=case.number)
    return lock_case(found.district_id, found.id)


def _back(case: PublicCase, key: str) -> HttpResponse:
    return redirect(f"{reverse('public:case', args=[case.number])}?{urlencode({'key': key})}")
