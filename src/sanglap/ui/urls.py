"""The reader's own choices, and the design language shown on one page."""

from __future__ import annotations

from django.urls import path

from sanglap.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
