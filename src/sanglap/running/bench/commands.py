"""The commands of ``./sanglap bench``."""

from __future__ import annotations

import typer

app = typer.Typer(help="What this machine can do, each figure beside its physical floor.")
