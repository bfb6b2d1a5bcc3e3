"""The doors of whoever wants to check."""

from __future__ import annotations

from django.urls import path

from sanglap.oversight.proofs import views

app_name = "proofs"
urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/heads.json", views.heads, name="heads"),
    path("ledger/feed/", views.feed, name="feed"),
    path("ledger/consistency/", views.consistency, name="consistency"),
    path("ledger/verify/", views.verify, name="verify"),
    path("c/<str:number>/receipt/", views.receipt, name="receipt"),
    path("c/<str:number>/receipt.txt", views.receipt_text, name="receipt_text"),
]
