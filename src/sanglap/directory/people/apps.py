"""Officers who sign in, and citizens as the networks know them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Officers who sign in, and citizens as the networks know them."""

    name = "sanglap.directory.people"
    label = "people"
