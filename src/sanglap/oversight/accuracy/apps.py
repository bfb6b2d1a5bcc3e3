"""The room of the accuracy of reading."""

from __future__ import annotations

from django.apps import AppConfig


class AccuracyConfig(AppConfig):
    """How well posts are read, by what officers put right."""

    name = "sanglap.oversight.accuracy"
    label = "accuracy"
