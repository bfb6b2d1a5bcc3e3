"""The citizen's doors."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.public import guarding, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("offices/", views.find_office, name="offices"),
    path("offices/<str:code>/", views.office, name="office"),
    path("write/", views.write, name="write"),
    path("write/sent/<uuid:remote_id>/", views.sent, name="sent"),
    path("c/", views.look_up, name="look_up"),
    path("c/<str:number>/", views.case, name="case"),
    path("c/<str:number>/appeal/", views.appeal_hiding, name="appeal"),
    path("c/<str:number>/verdict/", views.verdict, name="verdict"),
    path("c/<str:number>/pressed/", guarding.pressed, name="pressed"),
    path("c/<str:number>/well/", guarding.well, name="well"),
    path("c/<str:number>/hide-name/", guarding.hide_name, name="hide_name"),
    path("pictures/<str:name>", views.picture, name="picture"),
    path("about/", views.about, name="about"),
]
