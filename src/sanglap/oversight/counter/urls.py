"""The doors of the counter."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.counter import views

app_name = "counter"
urlpatterns = [
    path("", views.file_for_somebody, name="file"),
    path("own/", views.file_own, name="own"),
    path("filed/<uuid:remote_id>/", views.filed, name="filed"),
    path("filed/<uuid:remote_id>/slip.pdf", views.slip, name="slip"),
]
