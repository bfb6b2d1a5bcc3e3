"""Counters for every office, topic and day, from what cases truly are."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    """Counters for every office, topic and day, from what cases truly are."""

    name = "sanglap.journey.tallies"
    label = "tallies"
