"""The map of a screen: areas coloured by one measure, each leading to its office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sanglap.journey.tallies.figures import Compared
from sanglap.oversight.dashboards import selectors
from sanglap.oversight.dashboards.indicators import BY_CODE, SHARE
from sanglap.oversight.dashboards.levels import map_level
from sanglap.oversight.dashboards.showing import name_of, show
from sanglap.oversight.dashboards.tables import screen_address
from sanglap.ui.charts import CLASSES, Shape, choropleth, legend, quantile_limits

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from sanglap.oversight.dashboards.screen import Screen

MARGIN = 6.0
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map with its legend."""

    drawing: SafeString
    legend: SafeString
    title: str


def map_of(screen: Screen) -> Map | None:
    """Return the map of a screen; None where there is nothing to draw."""
    if not screen.map_offices:
        return None
    areas_level = map_level(area_level=screen.office.area.level, district_level=screen.district_level)
    outlines = selectors.outlines_of(screen.office, areas_level)
    if not outlines:
        return None
    indicator = BY_CODE[screen.measure]
    shapes = [_shape(screen, outline) for outline in outlines]
    title = _("%(measure)s, by area") % {"measure": indicator.name}
    worse = indicator.better < 0
    values = [shape.value for shape in shapes if shape.value is not None]
    return Map(
        choropleth(
            shapes,
            frame=_frame(tuple(outline.drawing for outline in outlines)),
            title=title,
            description=_("Each area leads to the screen of its office. The same figures stand in the table."),
            worse=worse,
        ),
        legend(_steps(values), nothing=_("No cases"), worse=worse),
        title,
    )


def _shape(screen: Screen, outline: selectors.Outline) -> Shape:
    compared = screen.figures_of_map.get(outline.area.code, Compared())
    indicator = BY_CODE[screen.measure]
    value = indicator.value(compared.now)
    offices = screen.map_offices.get(outline.area.code, [])
    label = f"{name_of(outline.area)}: {show(value, indicator.kind)}"
    href = screen_address(offices[0], screen.days) if offices else ""
    return Shape(outline.area.code, outline.drawing, value, label, href)


def _steps(values: list[float]) -> list[str]:
    """Name the five steps by the values that part them, or only the ends when few values differ."""
    if not values:
        return []
    edges = [show(limit, SHARE) for limit in quantile_limits(values)]
    if len(edges) < CLASSES - 1:
        return [show(min(values), SHARE), "", "", "", show(max(values), SHARE)]
    first = _("below %(n)s") % {"n": edges[0]}
    last = _("%(n)s and more") % {"n": edges[-1]}
    return [first, *(f"{low}–{high}" for low, high in pairwise(edges)), last]


@lru_cache(maxsize=256)
def _frame(drawings: tuple[str, ...]) -> str:
    """Return the smallest viewBox that holds all drawings, with a margin."""
    numbers = [float(number) for drawing in drawings for number in _NUMBER.findall(drawing)]
    across, down = numbers[0::2], numbers[1::2]
    left, top = min(across) - MARGIN, min(down) - MARGIN
    return f"{left:.1f} {top:.1f} {max(across) + MARGIN - left:.1f} {max(down) + MARGIN - top:.1f}"
