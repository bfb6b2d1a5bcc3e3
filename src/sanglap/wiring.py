"""The whole platform on one page: when this happens, do that."""

from __future__ import annotations

from procrastinate import App


def wire(app: App) -> None:
    """Connect every announcement to those who hear it. Called once, when Django is ready."""
    del app
