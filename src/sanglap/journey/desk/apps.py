"""The officer's desk: the door through which officers work."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The officer's desk: the door through which officers work."""

    name = "sanglap.journey.desk"
    label = "desk"
