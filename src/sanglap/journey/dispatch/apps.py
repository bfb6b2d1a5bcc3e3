"""Which office, by which rule, and why."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Which office, by which rule, and why."""

    name = "sanglap.journey.dispatch"
    label = "dispatch"
