"""Offices in two trees, and the officers posted to them."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Offices in two trees, and the officers posted to them."""

    name = "sanglap.directory.offices"
    label = "offices"
