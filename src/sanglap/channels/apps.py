"""What arrives from networks, untouched, and what must leave to them."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """What arrives from networks, untouched, and what must leave to them."""

    name = "sanglap.channels"
    label = "channels"
