"""Country packs: a country as data, loaded into the directory."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Country packs: a country as data, loaded into the directory."""

    name = "sanglap.directory.packs"
    label = "packs"
