"""The reader's own choices, and the design language shown on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from sanglap.foundation import clock
from sanglap.ui.choices import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, keep_choice, known_language
from sanglap.ui.specimens import specimens

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_GET
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in ``?to=`` and go back to ``?next=``."""
    response = _back(request)
    language = known_language(request.GET.get("to", ""))
    if language:
        keep_choice(response, LANGUAGE_COOKIE, language)
    return response


@require_GET
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark in ``?to=`` (anything else: as the device) and go back to ``?next=``."""
    response = _back(request)
    theme = request.GET.get("to", "")
    keep_choice(response, THEME_COOKIE, theme if theme in THEMES else "")
    return response


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for people who build screens; in production there is no such page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/styleguide.html", specimens(clock.now()))


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Go back, but only within this house: an address elsewhere could be a trap."""
    address = request.GET.get("next", "")
    local = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return HttpResponseRedirect(address if local else "/")
