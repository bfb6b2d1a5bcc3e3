"""The settings as an application of their own: it brings the checks that refuse a start on sand."""

from django.apps import AppConfig
from django.core import checks

from sanglap.config.checks import check_database, check_settings


class Config(AppConfig):
    """Registers the checks."""

    name = "sanglap.config"
    label = "sanglap_config"

    def ready(self) -> None:
        """Let Django run our checks with its own."""
        checks.register(check_settings, checks.Tags.security)
        checks.register(check_database, checks.Tags.database)
