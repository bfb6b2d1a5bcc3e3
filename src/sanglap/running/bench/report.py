"""Figures as they were measured, each beside its floor and its goal."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

console = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. ``goal`` is a sentence; ``met`` None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None
    note: str = ""


@dataclass
class Report:
    """All figures of one run."""

    figures: list[Figure] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, *, goal: str = "", met: bool | None = None, note: str = "") -> None:
        """Note a figure and show it at once."""
        figure = Figure(name, value, unit, goal, met, note)
        self.figures.append(figure)
        console.print(f"  {name}: [bold]{_shown(value)} {unit}[/] {note}")

    def value(self, name: str) -> float:
        """Return a figure noted before; 0 when it was not measured in this run."""
        return next((figure.value for figure in self.figures if figure.name == name), 0.0)

    def show(self) -> None:
        """Print the whole table."""
        table = Table(
            title=f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        )
        for title in ("Figure", "Measured", "Goal", ""):
            table.add_column(title, justify="right" if title == "Measured" else "left")
        for one in self.figures:
            mark = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[one.met]
            table.add_row(one.name, f"{_shown(one.value)} {one.unit}", one.goal, f"{mark} {one.note}".strip())
        console.print(table)

    def save(self, file: Path) -> None:
        """Keep the figures as JSON beside the data."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps([asdict(one) for one in self.figures], indent=1), encoding="utf-8")


def percentile(values: list[float], percent: float) -> float:
    """Return the smallest value that at least ``percent`` of all values do not exceed."""
    ordered = sorted(values)
    place = max(0, min(len(ordered) - 1, round(len(ordered) * percent / 100 + 0.5) - 1))
    return ordered[place] if ordered else 0.0


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"  # noqa: PLR2004 – how people read numbers
