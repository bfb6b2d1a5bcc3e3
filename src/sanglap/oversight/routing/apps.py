"""The room of the routing table."""

from __future__ import annotations

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Pages for the administrators of the whole country."""

    name = "sanglap.oversight.routing"
    label = "routing"
