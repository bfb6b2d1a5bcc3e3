"""Everybody can read it: the contrast of every pair of colours that carries words, light and dark."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parent.parent / "static/ui"
BASE = (STYLES / "base.css").read_text(encoding="utf-8")
READABLE = 4.5  # WCAG 2.2, 1.4.3
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: edges of fields, marks of charts
WORDS = (
    *((ink, paper) for ink in ("ink", "soft", "accent", "danger", "good", "warning") for paper in ("paper", "surface", "sunken")),
    *(("ink", tint) for tint in ("tint", "good-tint", "warning-tint", "danger-tint")),
    *(("soft", tint) for tint in ("tint", "warning-tint")),
    ("accent-deep", "tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("warning", "warning-tint"),
    ("danger", "danger-tint"),
    ("paper", "good"),
    ("paper", "danger"),
)
EDGES = (("line-strong", "surface"), ("line-strong", "paper"), ("accent", "surface"), ("warning", "surface"), ("danger", "surface"))


def tokens(selector: str, style: str = BASE) -> dict[str, str]:
    """Return the colours that the first rule with this selector names."""
    rule = re.search(re.escape(selector) + r" \{(.*?)\}", style, re.DOTALL)
    assert rule, f"no rule for {selector}"
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", rule[1]))


LIGHT = tokens(":root")
DARK_BY_DEVICE = tokens(':root:not([data-theme="light"])')
DARK_BY_CHOICE = tokens(':root[data-theme="dark"]')


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    code = colour.removeprefix("#")
    code = "".join(letter * 2 for letter in code) if len(code) == 3 else code
    parts = [int(code[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
class TestAReaderWithWeakEyes:
    def test_reads_every_word(self, colours: dict[str, str]) -> None:
        weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in WORDS}
        assert not {pair: value for pair, value in weak.items() if value < READABLE}

    def test_sees_where_a_field_begins(self, colours: dict[str, str]) -> None:
        weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in EDGES}
        assert not {pair: value for pair, value in weak.items() if value < VISIBLE}


class TestAMap:
    @pytest.mark.parametrize("selector", [":root", ':root[data-theme="dark"]'], ids=["light", "dark"])
    def test_gets_further_from_the_ground_step_by_step(self, selector: str) -> None:
        steps = tokens(selector, (STYLES / "overview.css").read_text(encoding="utf-8"))
        ground = (LIGHT if selector == ":root" else DARK_BY_CHOICE)["surface"]
        distances = [contrast(steps[f"map-{step}"], ground) for step in range(5)]
        assert all(later > earlier for earlier, later in pairwise(distances))


class TestDark:
    def test_is_the_same_whether_the_device_or_the_reader_chose_it(self) -> None:
        assert DARK_BY_DEVICE == DARK_BY_CHOICE

    def test_names_every_colour_that_light_names(self) -> None:
        assert LIGHT.keys() == DARK_BY_CHOICE.keys()

    def test_is_never_printed(self) -> None:
        for rule in re.finditer(r"[^\n{}]*data-theme", BASE):
            before = BASE[: rule.start()]
            assert "@media screen" in before[before.rfind("\n}") :], "a dark theme outside of @media screen"


class TestWhatTheContrastIsComputedBy:
    def test_agrees_with_the_examples_of_the_guideline(self) -> None:
        assert contrast("#000", "#fff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
