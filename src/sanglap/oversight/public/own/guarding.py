"""Pages that a key opens: nothing of them is remembered, and their address goes to nobody (R15)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sanglap.oversight.public.selectors import PublicCase, public_case

if TYPE_CHECKING:
    from django.http import HttpResponseBase

View = Callable[Concatenate[HttpRequest, PublicCase, str, ...], HttpResponse]
LONGEST_KEY = 64


def keep_secret(response: HttpResponseBase) -> HttpResponseBase:
    """Let neither browser nor proxy keep a page, let its address go nowhere, and let no machine list it."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def secret_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view's answer secret where its address holds, or might hold, a key."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "key" in request.GET or "key" in request.POST:
            keep_secret(response)
        return response

    return guarded


def always_secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view's answer secret whose address is a secret itself."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        keep_secret(response)
        return response

    return guarded


def own_act(view: View) -> Callable[..., HttpResponse]:
    """Do something with a case for whoever holds its key, which the form carries; nobody else can.

    The key takes the place of the usual token against forged forms: it is no cookie, so no other site can make a browser
    send it, and a page that tells nobody its address cannot say where it came from, as that token's check would ask.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")[:LONGEST_KEY]
        found = public_case(number, key=key)
        if found is None:
            raise Http404
        if not found.is_own:
            response = render(request, "public/case.html", {"case": found, "key": "", "is_refused": True}, status=403)
        else:
            response = view(request, found, key, *args, **kwargs)
        keep_secret(response)
        return response

    return guarded
