"""Hidden names, opened by two people; retaliation; the check-in after ninety days."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Hidden names, opened by two people; retaliation; the check-in after ninety days."""

    name = "sanglap.journey.privacy"
    label = "privacy"
