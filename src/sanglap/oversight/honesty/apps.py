"""The room of honest closing."""

from __future__ import annotations

from django.apps import AppConfig


class HonestyConfig(AppConfig):
    """Closures that look made up, and calls by other offices."""

    name = "sanglap.oversight.honesty"
    label = "honesty"
