"""Every address of the product. Doors named in docs/reference/doors.md stay where they are."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
