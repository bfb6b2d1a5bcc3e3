"""The last application to start: everything is there, so the wiring can be made."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Connects announcements to their handlers once every module is loaded."""

    name = "sanglap"
    label = "sanglap_wiring"
