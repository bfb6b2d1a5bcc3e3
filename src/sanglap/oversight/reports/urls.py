"""The doors of the reports."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("<str:code>/", views.office, name="office"),
    path("<str:code>/<slug:kind>/", views.download, name="download"),
]
