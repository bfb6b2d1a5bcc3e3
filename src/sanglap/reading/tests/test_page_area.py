"""The page of an office tells where its citizens live, however its area is spelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanglap.reading.page_area import PageAreas

PACK = Path(__file__).resolve().parents[4] / "countrypacks" / "BD"


@pytest.fixture(scope="module")
def areas() -> PageAreas:
    return PageAreas(PACK)


class TestAPage:
    def test_of_an_upazila_is_found_by_its_names(self, areas: PageAreas) -> None:
        assert areas.code_of("Barguna", "Amtali") == "BD10040009"

    def test_is_found_in_bangla(self, areas: PageAreas) -> None:
        assert areas.code_of("বরগুনা", "আমতলী") == "BD10040009"

    def test_is_found_by_its_code(self, areas: PageAreas) -> None:
        assert areas.code_of("", "BD10040009") == "BD10040009"

    def test_is_found_misspelt(self, areas: PageAreas) -> None:
        assert areas.code_of("Barguna", "Amtoli") == "BD10040009"

    def test_of_an_unknown_upazila_is_the_districts(self, areas: PageAreas) -> None:
        assert areas.code_of("Barguna", "Nowhereville") == "BD1004"

    @pytest.mark.parametrize("district", ["", "Atlantis", "\ud800", "x" * 10_000])
    def test_of_nowhere_is_nowhere(self, areas: PageAreas, district: str) -> None:
        assert areas.code_of(district, "Sadar") is None
