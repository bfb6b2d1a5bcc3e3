"""The pretend network's addresses."""

from __future__ import annotations

from django.urls import path

from sanglap.demo import views
from sanglap.demo.graph.views import graph

app_name = "demo"
urlpatterns = [
    path("facebook/", views.pages, name="pages"),
    path("facebook/moods/", views.moods, name="moods"),
    path("facebook/<str:page>/", views.timeline, name="timeline"),
    path("facebook/<str:page>/messages/", views.conversation, name="conversation"),
    path("graph/v26.0/<str:node>", graph, name="graph_node"),
    path("graph/v26.0/<str:node>/<str:edge>", graph, name="graph_edge"),
]
