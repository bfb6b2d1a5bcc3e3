"""Every office in both trees, made by rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from sanglap.directory.packs.generating_offices import UnableToPlaceOffice, generate_offices
from sanglap.directory.packs.reading_pack import CountryPack, open_pack
from sanglap.directory.packs.rows import OfficeRow

LEAST, MOST = 15_000, 22_000
LONGEST_CODE, LONGEST_PATH, LONGEST_NAME = 64, 400, 200  # what the tables hold


class TestTheOfficesOfBangladesh:
    """Their number, codes and superiors."""

    def test_there_are_more_than_fifteen_thousand(self, offices: dict[str, OfficeRow]) -> None:
        assert LEAST <= len(offices) <= MOST

    def test_they_fit_into_the_database(self, offices: dict[str, OfficeRow]) -> None:
        assert max(len(office.code) for office in offices.values()) <= LONGEST_CODE
        assert max(len(office.line_path) for office in offices.values()) <= LONGEST_PATH
        assert max(len(office.name_local) for office in offices.values()) <= LONGEST_NAME

    def test_the_uno_of_savar_stands_under_the_deputy_commissioner(self, offices: dict[str, OfficeRow]) -> None:
        uno = offices["uno-BD30260072"]
        assert uno.name_local == "উপজেলা নির্বাহী অফিসারের কার্যালয়, সাভার"
        assert uno.line_path == "/cab/divc-BD30/dc-BD3026/uno-BD30260072/"
        assert uno.district_code == "BD3026"

    def test_a_line_office_obeys_its_department_and_meets_with_the_uno(self, offices: dict[str, OfficeRow]) -> None:
        office = offices["upazila-social-services-BD30260072"]
        assert office.line_parent == "district-social-services-BD3026"
        assert office.coordinator == "uno-BD30260072"
        assert office.line_path.startswith("/cab/min-social-welfare/dir-dss/")
        assert office.territory_path == "/cab/divc-BD30/dc-BD3026/uno-BD30260072/upazila-social-services-BD30260072/"

    def test_grievances_of_an_upazila_go_to_the_district_and_appeals_one_higher(self, offices: dict[str, OfficeRow]) -> None:
        office = offices["upazila-social-services-BD30260072"]
        assert office.grievance_office == "district-social-services-BD3026"
        assert office.appeal_office == "division-social-services-BD30"
        assert (offices["uno-BD30260072"].grievance_office, offices["uno-BD30260072"].appeal_office) == (
            "dc-BD3026",
            "divc-BD30",
        )

    def test_a_ministry_hears_its_own_appeals_and_those_of_its_directorates(self, offices: dict[str, OfficeRow]) -> None:
        assert offices["min-land"].appeal_office == "min-land"
        assert offices["dir-dss"].grievance_office == "dir-dss"
        assert offices["dir-dss"].appeal_office == "min-social-welfare"

    def test_paths_name_every_superior_in_order(self, offices: dict[str, OfficeRow]) -> None:
        for office in offices.values():
            for path, parent in ((office.line_path, office.line_parent), (office.territory_path, office.coordinator)):
                above = offices[parent] if parent else None
                expected = "/" if above is None else (above.line_path if path is office.line_path else above.territory_path)
                assert path == f"{expected}{office.code}/"

    def test_a_union_parishad_keeps_its_web_address(self, offices: dict[str, OfficeRow]) -> None:
        with_address = [office for office in offices.values() if office.type_code == "up" and office.website]
        assert len(with_address) > 4_000


class TestAPackWithAMistake:
    """Errors are said, not guessed around."""

    def test_two_offices_that_command_each_other_are_refused(self, nepal: CountryPack, tmp_path: Path) -> None:
        folder = copytree(nepal.folder, tmp_path / "NP")
        table = folder / "offices.csv"
        table.write_text(
            table.read_text(encoding="utf-8").replace("कार्यालय,,,https://opmcm", "कार्यालय,min-home,min-home,https://opmcm"),
            encoding="utf-8",
        )
        with pytest.raises(UnableToPlaceOffice, match="its own superior"):
            generate_offices(open_pack(folder))

    def test_an_unknown_grievance_rule_is_refused(self, nepal: CountryPack) -> None:
        rules = nepal.rules | {"grievance_office": {"0": "self", "1": "ask_the_oracle", "2": "self"}}
        with pytest.raises(UnableToPlaceOffice, match="ask_the_oracle"):
            generate_offices(replace(nepal, rules=rules))
