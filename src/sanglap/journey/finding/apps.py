"""The index by which officers find cases."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """The index by which officers find cases."""

    name = "sanglap.journey.finding"
    label = "finding"
