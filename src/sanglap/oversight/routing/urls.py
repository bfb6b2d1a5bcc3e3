"""The administrators' doors to the routing table."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.routing import views

app_name = "routing"
urlpatterns = [
    path("", views.topics, name="topics"),
    path("<slug:code>/", views.topic, name="topic"),
]
