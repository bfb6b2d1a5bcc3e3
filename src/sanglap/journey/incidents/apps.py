"""Cases that tell of one and the same incident."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Cases that tell of one and the same incident."""

    name = "sanglap.journey.incidents"
    label = "incidents"
