"""Topics, clocks, holidays and office hours: what is promised, by which paragraph."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    """Topics, clocks, holidays and office hours: what is promised, by which paragraph."""

    name = "sanglap.directory.charter"
    label = "charter"
