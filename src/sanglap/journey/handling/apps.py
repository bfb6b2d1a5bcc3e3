"""Claim, note, opinion, pause, disposal, and the clocks that escalate."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Claim, note, opinion, pause, disposal, and the clocks that escalate."""

    name = "sanglap.journey.handling"
    label = "handling"
