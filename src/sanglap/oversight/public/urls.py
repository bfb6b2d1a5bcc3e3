"""The citizen's doors."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.public import guarding, views
from sanglap.oversight.public.own import views as own

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("offices/", views.find_office, name="offices"),
    path("offices/<str:code>/", views.office, name="office"),
    path("write/", views.write, name="write"),
    path("write/sent/<uuid:remote_id>/", views.sent, name="sent"),
    path("c/", own.look_up, name="look_up"),
    path("c/<str:number>/", views.case, name="case"),
    path("c/<str:number>/appeal/", views.appeal_hiding, name="appeal"),
    path("c/<str:number>/verdict/", own.verdict, name="verdict"),
    path("c/<str:number>/rating/", own.rating, name="rate"),
    path("c/<str:number>/to-appeal/", own.to_appeal, name="to_appeal"),
    path("c/<str:number>/take-back/", own.withdraw, name="withdraw"),
    path("c/<str:number>/take-up/", own.resume, name="take_up"),
    path("c/<str:number>/add/", own.add, name="add"),
    path("c/<str:number>/own-data/", own.data, name="own_data"),
    path("c/<str:number>/own-data/download/", own.download, name="download"),
    path("c/<str:number>/own-data/erase/", own.erase, name="erase"),
    path("leave/", own.leave, name="leave"),
    path("c/<str:number>/pressed/", guarding.pressed, name="pressed"),
    path("c/<str:number>/well/", guarding.well, name="well"),
    path("c/<str:number>/hide-name/", guarding.hide_name, name="hide_name"),
    path("pictures/<str:name>", views.picture, name="picture"),
    path("about/", views.about, name="about"),
]
