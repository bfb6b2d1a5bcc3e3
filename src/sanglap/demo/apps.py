"""A pretend social network and a small country that lives; nothing in the product knows it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A pretend social network and a small country that lives; nothing in the product knows it."""

    name = "sanglap.demo"
    label = "demo"
