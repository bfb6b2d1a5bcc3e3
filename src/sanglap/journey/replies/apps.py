"""Draft, preview, send and confirm what the citizen is told."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Draft, preview, send and confirm what the citizen is told."""

    name = "sanglap.journey.replies"
    label = "replies"
