"""Every address of the product. Doors named in docs/reference/doors.md stay where they are."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from sanglap.oversight.public.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("channels/", include("sanglap.channels.urls")),
    path("reader/", include("sanglap.ui.urls")),
    path("account/", include("allauth.urls")),
    path("counter/", include("sanglap.oversight.counter.urls")),
    path("desk/", include("sanglap.journey.desk.urls")),
    path("oversight/", include("sanglap.oversight.dashboards.urls")),
    path("api/v1/", api.urls),
    path("", include("sanglap.oversight.public.urls")),
    path("", include("sanglap.oversight.proofs.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("sanglap.demo.urls")))
