"""The monthly report in the official columns."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The monthly report in the official columns."""

    name = "sanglap.oversight.reports"
    label = "reports"
