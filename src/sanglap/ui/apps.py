"""The design language as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layouts, components, tags, charts and scripts that every screen shares."""

    name = "sanglap.ui"
    label = "ui"
