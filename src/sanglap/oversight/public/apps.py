"""The citizen's side: find an office, write, follow a case."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The citizen's side: find an office, write, follow a case."""

    name = "sanglap.oversight.public"
    label = "public"
