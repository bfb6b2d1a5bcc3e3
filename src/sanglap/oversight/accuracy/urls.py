"""The doors to the screen of accuracy."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.accuracy import views

app_name = "accuracy"
urlpatterns = [
    path("", views.home, name="home"),
    path("<str:code>/", views.office, name="office"),
    path("<str:code>/labels.csv", views.labels, name="labels"),
]
