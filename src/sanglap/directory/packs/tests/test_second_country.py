"""Another country runs on the same code."""

from __future__ import annotations

from sanglap.directory.packs.checking import check_pack
from sanglap.directory.packs.generating_offices import generate_offices
from sanglap.directory.packs.reading_pack import CountryPack


class TestNepalInOutline:
    """Other levels, weekend, digits, script, offices and clocks."""

    def test_it_is_sound(self, nepal: CountryPack) -> None:
        assert check_pack(nepal) == []

    def test_it_differs_where_countries_differ(self, nepal: CountryPack, bangladesh: CountryPack) -> None:
        assert nepal.weekend == (6,)
        assert nepal.digits == "०१२३४५६७८९"
        assert nepal.local_language == "ne"
        assert len(nepal.levels) != len(bangladesh.levels)
        assert nepal.time_zone != bangladesh.time_zone

    def test_its_district_office_has_both_parents(self, nepal: CountryPack) -> None:
        offices = {office.code: office for office in generate_offices(nepal)}
        office = offices["dao-NP0301"]
        assert office.name_local == "जिल्ला प्रशासन कार्यालय, काठमाडौँ"
        assert office.line_path == "/opmcm/min-home/dao-NP0301/"
        assert office.territory_path == "/opmcm/pcm-NP03/dao-NP0301/"

    def test_its_grievance_clock_has_two_versions(self, nepal: CountryPack) -> None:
        versions = [clock for clock in nepal.clocks() if clock.code == "G"]
        assert [clock.amount for clock in versions] == [15, 10]
        assert versions[0].valid_to is not None
        assert versions[0].valid_to < versions[1].valid_from
