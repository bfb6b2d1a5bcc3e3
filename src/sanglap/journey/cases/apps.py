"""The case, its states and its history."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case, its states and its history."""

    name = "sanglap.journey.cases"
    label = "cases"
