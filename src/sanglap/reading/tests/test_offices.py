"""Which office should answer: the routing table in the place that was named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanglap.reading.offices import OfficeChooser, load_office_chooser
from sanglap.reading.page_area import PageAreas
from sanglap.reading.places.finding import PlaceScore, PlacesRead
from sanglap.reading.places.loading import known_areas

PACK = Path(__file__).resolve().parents[4] / "countrypacks" / "BD"
AREAS = known_areas(PACK)
NAMES = PageAreas(PACK)


@pytest.fixture(scope="module")
def chooser() -> OfficeChooser:
    return load_office_chooser(PACK, AREAS)


def at(district: str, upazila: str = "") -> PlacesRead:
    code = NAMES.code_of(district, upazila) or ""
    return PlacesRead((PlaceScore(code, AREAS[code].level, AREAS[code].name, 0.9, upazila or district),), ask=False)


class TestTheRightDesk:
    def test_an_allowance_in_savar_is_for_the_social_services_of_savar(self, chooser: OfficeChooser) -> None:
        first = chooser.choose([("allowance-payment", 0.9)], at("Dhaka", "Savar"))[0]
        assert first.name == "Upazila Social Services Office, Savar"
        assert first.id == f"upazila-social-services-{NAMES.code_of('Dhaka', 'Savar')}"

    def test_in_a_city_it_is_the_citys_own_office(self, chooser: OfficeChooser) -> None:
        places = at("Sylhet", "Sylhet City Corporation")
        assert chooser.choose([("allowance-payment", 0.9)], places)[0].office_type == "city-social-services"

    def test_three_different_offices_with_probabilities_that_fall(self, chooser: OfficeChooser) -> None:
        chosen = chooser.choose([("broken-road", 0.6), ("waterlogging", 0.4)], at("Dhaka", "Savar"))
        assert len({one.id for one in chosen}) == 3
        assert [one.p for one in chosen] == sorted((one.p for one in chosen), reverse=True)
        assert sum(one.p for one in chosen) <= 1.0001

    def test_when_only_the_district_is_known_nobody_is_left_without_an_office(self, chooser: OfficeChooser) -> None:
        assert chooser.choose([("allowance-payment", 0.9)], at("Dhaka"))

    def test_nowhere_has_no_office_unless_a_national_one_answers(self, chooser: OfficeChooser) -> None:
        assert chooser.choose([("allowance-payment", 0.9)], PlacesRead()) == []

    def test_every_topic_has_an_owner_in_every_upazila(self, chooser: OfficeChooser) -> None:
        for topic in {line.split(",")[1] for line in (PACK / "topics.csv").read_text(encoding="utf-8").splitlines()[1:]}:
            assert chooser.choose([(topic, 1.0)], at("Dhaka", "Savar")), topic
