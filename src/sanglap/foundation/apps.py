"""The foundation as a Django application."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Announcements and district keys: no word of the domain."""

    name = "sanglap.foundation"
    label = "foundation"
