"""Lines, bars and maps as SVG text: no script, no inline style, colours by class, read aloud by title and description.

All functions are pure: values and words in the reader's language come in, marked-safe SVG goes out. Every chart on a
page needs its table next to it; these drawings never stand alone.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLASSES = 5  # the steps of a map: quintiles
WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 28
SPARK_WIDTH, SPARK_HEIGHT = 96, 24
GRID_LINES = 4
NOT_DRAWN = SafeString()


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a line: its label below (a day, say) and its value; no value leaves a gap."""

    label: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, the value as people read it, and if wanted where it leads."""

    label: str
    value: float
    shown: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One area of a map: SVG path data, value (or none), what a reader is told, and if wanted where it leads."""

    code: str
    path: str
    value: float | None
    label: str
    href: str = ""


def line_chart(
    points: Sequence[Point], *, title: str, description: str = "", highest: float | None = None, axis: Sequence[str] = ()
) -> SafeString:
    """Draw values over time. ``axis`` names the grid lines from the lowest (0) to ``highest``, in the reader's digits."""
    values = [point.value for point in points if point.value is not None]
    top = highest or max(values, default=0) or 1
    places = [_place(index, len(points), point.value, top) for index, point in enumerate(points)]
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title><desc>{}</desc>{}{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        description,
        _grid(axis),
        _area(places),
        format_html_join("", '<path class="chart-line" d="{}"/>', ((run,) for run in _runs(places))),
        _last_dot(places),
        _labels_below(points),
    )


def spark_line(values: Sequence[float | None], *, title: str) -> SafeString:
    """Draw a line as small as a word, without axes."""
    known = [value for value in values if value is not None]
    top = max(known, default=0) or 1
    step = (SPARK_WIDTH - 4) / max(1, len(values) - 1)
    places = [
        None if value is None else (2 + index * step, 2 + (SPARK_HEIGHT - 4) * (1 - value / top))
        for index, value in enumerate(values)
    ]
    return format_html(
        '<svg class="chart spark" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        SPARK_WIDTH,
        SPARK_HEIGHT,
        title,
        format_html_join("", '<path class="chart-line" d="{}"/>', ((run,) for run in _runs(places))),
    )


def bar_list(bars: Sequence[Bar], *, tone: str = "") -> SafeString:
    """Draw bars as a list: it is its own table. ``tone`` "danger" or "warning" colours what should worry."""
    longest = max((bar.value for bar in bars), default=0) or 1
    return format_html(
        '<ul class="bars{}">{}</ul>',
        f" bars-{tone}" if tone else "",
        format_html_join("", "{}", ((_bar(bar, longest),) for bar in bars)),
    )


def choropleth(shapes: Sequence[Shape], *, frame: str, title: str, description: str = "", worse: bool = False) -> SafeString:
    """Draw a map in quintiles. ``frame`` is the viewBox; ``worse`` when more means worse, so that the colour warns."""
    limits = quantile_limits([shape.value for shape in shapes if shape.value is not None])
    return format_html(
        '<svg class="map{}" viewBox="{}" role="{}" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>',
        " map-worse" if worse else "",
        frame,
        "group" if any(shape.href for shape in shapes) else "img",
        title,
        title,
        description,
        format_html_join("", "{}", ((_shape(shape, limits),) for shape in shapes)),
    )


def legend(labels: Sequence[str], *, nothing: str, worse: bool = False) -> SafeString:
    """Name the steps of a map, palest first; ``nothing`` names areas without a value."""
    marks = [(f"step-{index}", label) for index, label in enumerate(labels)] + [("no-value", nothing)]
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join(
            "",
            '<li><svg class="map{}" viewBox="0 0 8 8" aria-hidden="true"><path class="{}" d="M0 0h8v8H0Z"/></svg>{}</li>',
            ((" map-worse" if worse else "", mark, label) for mark, label in marks),
        ),
    )


def quantile_limits(values: Iterable[float]) -> list[float]:
    """Return the upper limits of all steps but the last; fewer when few values differ, none without values."""
    ordered = sorted(values)
    if not ordered:
        return []
    limits = {ordered[min(len(ordered) - 1, len(ordered) * step // CLASSES)] for step in range(1, CLASSES)}
    return sorted(limits - {ordered[0]})


def step_of(value: float, limits: Sequence[float]) -> int:
    """Return the step (0 … 4) of a value. With few limits the steps are spread, so that high is always darkest."""
    if not limits:
        return CLASSES // 2
    return round(bisect_right(limits, value) * (CLASSES - 1) / len(limits))


def _place(index: int, count: int, value: float | None, top: float) -> tuple[float, float] | None:
    if value is None:
        return None
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return LEFT + wide * index / max(1, count - 1), TOP + high * (1 - min(1.0, value / top))


def _runs(places: Sequence[tuple[float, float] | None]) -> list[str]:
    """Return path data, one for each stretch without gaps; a lonely point is drawn as a dot of a line."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [_path(run if len(run) > 1 else [*run, *run]) for run in runs if run]


def _path(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)


def _area(places: Sequence[tuple[float, float] | None]) -> SafeString:
    known = [place for place in places if place is not None]
    if len(known) != len(places) or len(known) <= 1:
        return NOT_DRAWN  # an area over a gap would tell of values that were never counted
    floor, first, last = HEIGHT - BOTTOM, f"{known[0][0]:.1f}", f"{known[-1][0]:.1f}"
    return format_html('<path class="chart-area" d="{}L{} {}L{} {}Z"/>', _path(known), last, floor, first, floor)


def _last_dot(places: Sequence[tuple[float, float] | None]) -> SafeString:
    last = places[-1] if places else None
    if last is None:
        return NOT_DRAWN
    return format_html('<circle class="chart-dot" cx="{}" cy="{}" r="4.5"/>', f"{last[0]:.1f}", f"{last[1]:.1f}")


def _grid(axis: Sequence[str]) -> SafeString:
    count = max(1, len(axis) - 1) if axis else GRID_LINES
    high = HEIGHT - TOP - BOTTOM
    lines = []
    for index in range(count + 1):
        y = f"{HEIGHT - BOTTOM - high * index / count:.1f}"
        words = axis[index] if index < len(axis) else ""
        lines.append((LEFT, WIDTH - RIGHT, y, y, LEFT - 8, y, words))
    return format_html_join(
        "",
        '<path class="chart-grid" d="M{0} {2}H{1}"/><text x="{4}" y="{5}" dy=".35em" text-anchor="end">{6}</text>',
        lines,
    )


def _labels_below(points: Sequence[Point]) -> SafeString:
    """Name the first, the middle and the last point: more would not fit a phone."""
    if not points:
        return NOT_DRAWN
    last = len(points) - 1
    chosen = {0: ("start", ""), last: ("end", "")} if last else {0: ("middle", "")}
    if last > GRID_LINES and last % 2 == 0:
        chosen[last // 2] = ("middle", "chart-middle")  # the style hides it where the drawing is narrow
    wide = WIDTH - LEFT - RIGHT
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
        (
            (f"{LEFT + wide * index / max(1, last):.1f}", HEIGHT - 6, anchor, mark, points[index].label)
            for index, (anchor, mark) in sorted(chosen.items())
        ),
    )


def _bar(bar: Bar, longest: float) -> SafeString:
    label = format_html('<a href="{}">{}</a>', bar.href, bar.label) if bar.href else format_html("{}", bar.label)
    return format_html(
        '<li class="bar"><span class="bar-label">{}</span><span class="figure">{}</span><svg class="chart" viewBox="0 0 100 4" '
        'preserveAspectRatio="none" aria-hidden="true"><path class="chart-track" d="M0 0h100v4H0Z"/>'
        '<path class="chart-bar" d="M0 0h{}v4H0Z"/></svg></li>',
        label,
        bar.shown,
        f"{100 * max(0.0, bar.value) / longest:.2f}",
    )


def _shape(shape: Shape, limits: Sequence[float]) -> SafeString:
    mark = "no-value" if shape.value is None else f"step-{step_of(shape.value, limits)}"
    drawn = format_html(
        '<path class="{}" data-code="{}" d="{}"><title>{}</title></path>', mark, shape.code, shape.path, shape.label
    )
    return format_html('<a href="{}" aria-label="{}">{}</a>', shape.href, shape.label, drawn) if shape.href else drawn
