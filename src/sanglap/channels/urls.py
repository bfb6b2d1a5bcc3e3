"""The door through which networks speak to us."""

from __future__ import annotations

from django.urls import path

from sanglap.channels.views import webhook

app_name = "channels"
urlpatterns = [path("<slug:kind>/<str:account>/webhook", webhook, name="webhook")]
