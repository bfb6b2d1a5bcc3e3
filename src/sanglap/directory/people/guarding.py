"""The officers' doors: signed in, with a second factor where the settings ask for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sanglap.directory.people.models import Officer

View = Callable[Concatenate[HttpRequest, Officer, ...], HttpResponse]


def officer_required(view: View) -> Callable[..., HttpResponse]:
    """Hand the officer to the view; send everybody else to sign in, or to set up the second factor first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        officer = request.user
        if not isinstance(officer, Officer) or not officer.is_active:
            return redirect_to_login(request.get_full_path())
        if settings.MFA_REQUIRED and not is_mfa_enabled(officer):
            return redirect("mfa_activate_totp")
        return view(request, officer, *args, **kwargs)

    return guarded
