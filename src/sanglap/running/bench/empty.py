"""An empty Django page: the floor under every page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer with nothing."""
    del request
    return HttpResponse(b"")


urlpatterns = [path("", nothing)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="nothing-is-kept-here")  # noqa: S106 – no secret
application = get_wsgi_application()
