"""The foundation as a Django application."""

from __future__ import annotations

from django.apps import AppConfig

from sanglap.foundation import lookups


class FoundationConfig(AppConfig):
    """Announcements and district keys: no word of the domain."""

    name = "sanglap.foundation"
    label = "foundation"
    lookups = lookups  # registered by being imported
