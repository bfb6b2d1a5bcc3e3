"""The officer's doors."""

from __future__ import annotations

from django.urls import path

from sanglap.journey.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("list/", views.case_list, name="list"),
    path("opinions/", views.opinions, name="opinions"),
    path("opinions/<slug:what>/<uuid:asked_id>/", views.answer, name="answer"),
    path("troubles/", views.troubles, name="troubles"),
    path("people/", views.people, name="people"),
    path("people/<uuid:posting_id>/hand-over/", views.hand_over, name="hand_over"),
    path("people/<uuid:posting_id>/substitute/", views.substitute, name="substitute"),
    path("cases/<str:number>/", views.case_page, name="case"),
    path("cases/<str:number>/now/", views.case_now, name="case_now"),
    path("cases/<str:number>/preview/", views.preview, name="preview"),
    path("cases/<str:number>/reply/", views.reply, name="reply"),
    path("cases/<str:number>/act/<slug:what>/", views.act, name="act"),
    path("cases/<str:number>/incident/<slug:what>/", views.incident, name="incident"),
    path("replies/<uuid:reply_id>/<slug:what>/", views.mend_reply, name="mend_reply"),
]
