"""Instruction, inquiry, appeal and cell, out of scope, merging and splitting."""

from django.apps import AppConfig


class RedressConfig(AppConfig):
    """Instruction, inquiry, appeal and cell, out of scope, merging and splitting."""

    name = "sanglap.journey.redress"
    label = "redress"
