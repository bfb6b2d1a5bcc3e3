"""The doors to flagged closures and to calls."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.honesty import views

app_name = "honesty"
urlpatterns = [
    path("closures/", views.closures, name="closures"),
    path("closures/<uuid:flag_id>/", views.answer, name="answer"),
    path("callbacks/", views.call_backs, name="call_backs"),
    path("callbacks/<uuid:call_id>/", views.call_back, name="call_back"),
    path("callbacks/<uuid:call_id>/number/", views.number, name="number"),
]
