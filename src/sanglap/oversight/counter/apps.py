"""Assisted filing, and the grievances of officials."""

from __future__ import annotations

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Assisted filing, and the grievances of officials."""

    name = "sanglap.oversight.counter"
    label = "counter"
