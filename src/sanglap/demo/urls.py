"""The pretend network's addresses."""

from __future__ import annotations

from django.urls import path

from sanglap.demo.graph.views import graph
from sanglap.demo.screens import conversations, network, timelines

app_name = "demo"
urlpatterns = [
    path("facebook/", timelines.pages, name="pages"),
    path("facebook/moods/", network.moods, name="moods"),
    path("facebook/rules/", network.rules, name="rules"),
    path("facebook/<str:page>/", timelines.timeline, name="timeline"),
    path("facebook/<str:page>/posts/<int:post>/", timelines.change, name="change_post"),
    path("facebook/<str:page>/messages/", conversations.conversation, name="conversation"),
    path("facebook/<str:page>/messages/<int:message>/", conversations.change, name="change_message"),
    path("pictures/<int:picture>.jpg", timelines.picture, name="picture"),
    path("graph/v26.0/", graph, name="graph"),
    path("graph/v26.0/<str:node>", graph, name="graph_node"),
    path("graph/v26.0/<str:node>/<str:edge>", graph, name="graph_edge"),
]
