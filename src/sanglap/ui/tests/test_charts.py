"""Charts are read by eyes, by screen readers and by strict browsers."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from sanglap.ui.charts import Bar, Point, Shape, bar_list, choropleth, legend, line_chart, quantile_limits, spark_line, step_of

SVG = "{http://www.w3.org/2000/svg}"
WEEK = [Point("১ ফেব্রুয়ারি", 4.0), Point("২", 2.0), Point("৩", None), Point("৪", 8.0), Point("৫", 6.0)]


def drawn(svg: str) -> ET.Element:
    """Return the drawing; a browser would refuse what does not parse."""
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 – our own drawing


class TestALine:
    def test_says_what_it_shows(self) -> None:
        svg = drawn(line_chart(WEEK, title="Answered in time", description="From 4 to 6"))
        assert svg.findtext(f"{SVG}title") == "Answered in time"
        assert svg.findtext(f"{SVG}desc") == "From 4 to 6"

    def test_a_day_without_a_value_leaves_a_gap(self) -> None:
        svg = drawn(line_chart(WEEK, title="t"))
        assert len(svg.findall(f"{SVG}path[@class='chart-line']")) == 2
        assert not svg.findall(f"{SVG}path[@class='chart-area']")

    def test_the_highest_value_stands_at_the_top(self) -> None:
        svg = drawn(line_chart([Point("a", 0), Point("b", 10)], title="t"))
        line = svg.find(f"{SVG}path[@class='chart-line']")
        assert line is not None
        assert line.get("d") == "M64.0 212.0L624.0 16.0"

    @pytest.mark.parametrize("points", [[], [Point("a", None)], [Point("a", 0)]])
    def test_nothing_to_draw_is_no_mistake(self, points: list[Point]) -> None:
        assert drawn(line_chart(points, title="t")).tag == f"{SVG}svg"
        assert drawn(spark_line([point.value for point in points], title="t")).tag == f"{SVG}svg"


class TestBars:
    def test_are_a_list_that_reads_without_its_picture(self) -> None:
        html = drawn(bar_list([Bar("রাস্তা", 90, "৯০", "/a/"), Bar("জমি", 45, "৪৫")]))
        assert ["".join(item.itertext()) for item in html] == ["রাস্তা৯০", "জমি৪৫"]

    def test_the_longest_fills_the_line(self) -> None:
        assert "h100.00v4" in bar_list([Bar("a", 3, "3"), Bar("b", 1, "1")])
        assert "h33.33v4" in bar_list([Bar("a", 3, "3"), Bar("b", 1, "1")])

    def test_words_of_strangers_stay_words(self) -> None:
        assert "<script>" not in bar_list([Bar("<script>", 1, "<script>", '"><script>')])


class TestAMap:
    SHAPES = tuple(Shape(str(value), "M0 0h1v1Z", float(value), f"Area {value}", f"/{value}/") for value in range(10))

    def test_has_as_many_areas_of_each_colour(self) -> None:
        svg = drawn(choropleth(self.SHAPES, frame="0 0 10 10", title="Late"))
        classes = [path.get("class") for path in svg.iter(f"{SVG}path")]
        assert [classes.count(f"step-{step}") for step in range(5)] == [2, 2, 2, 2, 2]

    def test_an_area_nobody_counted_is_not_coloured_as_good_or_bad(self) -> None:
        assert 'class="no-value"' in choropleth([Shape("x", "M0 0Z", None, "Nothing known")], frame="0 0 1 1", title="t")

    def test_each_area_can_be_reached_and_says_its_name(self) -> None:
        svg = drawn(choropleth(self.SHAPES, frame="0 0 10 10", title="Late"))
        assert [link.get("aria-label") for link in svg.iter(f"{SVG}a")][:2] == ["Area 0", "Area 1"]

    def test_the_legend_names_every_step_and_nothing(self) -> None:
        assert len(list(drawn(legend(["a", "b", "c", "d", "e"], nothing="none")))) == 6

    def test_equal_values_share_one_colour_and_high_stays_darkest(self) -> None:
        assert quantile_limits([]) == []
        assert step_of(5.0, quantile_limits([5.0, 5.0])) == 2
        limits = quantile_limits([0.0, 0.0, 0.0, 1.0])
        assert (step_of(0.0, limits), step_of(1.0, limits)) == (0, 4)


class TestAStrictBrowser:
    def test_finds_no_inline_style_or_script_in_any_chart(self) -> None:
        shapes = [Shape("1", "M0 0Z", 1.0, "a", "/a/")]
        charts = [line_chart(WEEK, title="t"), spark_line([1, 2], title="t"), bar_list([Bar("a", 1, "1")])]
        for chart in [*charts, choropleth(shapes, frame="0 0 1 1", title="t")]:
            assert "style=" not in chart
            assert "<script" not in chart
            assert "fill=" not in chart
