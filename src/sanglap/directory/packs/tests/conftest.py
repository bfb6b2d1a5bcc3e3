"""The packs of the repository, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanglap.directory.packs.generating_offices import generate_offices
from sanglap.directory.packs.reading_pack import CountryPack, open_pack
from sanglap.directory.packs.rows import AreaRow, OfficeRow

COUNTRY_PACKS = Path(__file__).resolve().parents[5] / "countrypacks"


@pytest.fixture(scope="session")
def bangladesh() -> CountryPack:
    """Open the pack of Bangladesh."""
    return open_pack(COUNTRY_PACKS / "BD")


@pytest.fixture(scope="session")
def nepal() -> CountryPack:
    """Open the small example pack."""
    return open_pack(COUNTRY_PACKS / "NP")


@pytest.fixture(scope="session")
def areas(bangladesh: CountryPack) -> dict[str, AreaRow]:
    """Return the areas of Bangladesh by code."""
    return {area.code: area for area in bangladesh.areas()}


@pytest.fixture(scope="session")
def offices(bangladesh: CountryPack) -> dict[str, OfficeRow]:
    """Return the offices of Bangladesh by code."""
    return {office.code: office for office in generate_offices(bangladesh)}
