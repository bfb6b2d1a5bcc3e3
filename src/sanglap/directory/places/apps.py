"""Areas of the country, their names and boundaries."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas of the country, their names and boundaries."""

    name = "sanglap.directory.places"
    label = "places"
