"""Bangladesh as data: what people may rely on."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

from sanglap.directory.packs.checking import check_pack
from sanglap.directory.packs.reading_pack import CountryPack
from sanglap.directory.packs.rows import AreaRow

SAVAR = "BD30260072"


class TestTheCountry:
    """Its areas, names and calendar."""

    def test_it_is_sound(self, bangladesh: CountryPack) -> None:
        assert [str(problem) for problem in check_pack(bangladesh)] == []

    def test_it_has_every_division_district_upazila_and_city(self, areas: dict[str, AreaRow]) -> None:
        counted = Counter(area.kind for area in areas.values())
        assert counted["division"] == 8
        assert counted["district"] == 64
        assert counted["upazila"] == 495
        assert counted["city_corporation"] == 12
        assert 4_500 <= counted["union"] <= 4_600

    def test_savar_has_its_names_its_place_and_its_parents(self, areas: dict[str, AreaRow]) -> None:
        savar = areas[SAVAR]
        assert (savar.name_en, savar.name_local, savar.kind) == ("Savar", "সাভার", "upazila")
        assert areas[savar.parent_code].name_en == "Dhaka"
        assert savar.latitude is not None
        assert savar.longitude is not None
        assert abs(savar.latitude - 23.86) < 0.1
        assert abs(savar.longitude - 90.27) < 0.1

    def test_namesakes_are_kept_apart_by_their_parents(self, areas: dict[str, AreaRow]) -> None:
        namesakes = [area for area in areas.values() if area.name_en == "Kaliganj" and area.kind == "upazila"]
        assert len(namesakes) >= 3
        assert len({area.parent_code for area in namesakes}) == len(namesakes)

    def test_old_names_are_still_known(self, bangladesh: CountryPack) -> None:
        former = {row.name: row.area_code for row in bangladesh.names() if row.kind == "former"}
        assert former["Comilla"] == "BD2019"
        assert former["জিয়ানগর"] == "BD10790090"

    def test_upazilas_newer_than_the_portal_list_are_there(self, areas: dict[str, AreaRow]) -> None:
        assert areas["BD60360087"].name_local == "শায়েস্তাগঞ্জ"

    def test_the_weekend_is_friday_and_saturday(self, bangladesh: CountryPack) -> None:
        assert bangladesh.weekend == (5, 6)

    def test_nine_holidays_of_2026_fall_on_weekends(self, bangladesh: CountryPack) -> None:
        days = {row.day for row in bangladesh.holidays() if row.day.year == 2026 and row.kind != "optional"}
        assert len([day for day in days if day.isoweekday() in bangladesh.weekend]) == 9
        assert date(2026, 12, 16) in days

    def test_offices_close_early_in_ramadan(self, bangladesh: CountryPack) -> None:
        ramadan = next(row for row in bangladesh.hours() if row.label == "Ramadan 2026")
        assert ramadan.closes == time(15, 30)
        assert ramadan.valid_from <= date(2026, 3, 1) <= (ramadan.valid_to or date.max)


class TestThePromises:
    """Topics and clocks."""

    def test_there_are_49_topics_with_cues_in_three_writings(self, bangladesh: CountryPack) -> None:
        counted = Counter((cue.topic_code, cue.language) for cue in bangladesh.cues())
        topics = list(bangladesh.topics())
        assert [topic.number for topic in topics] == list(range(1, 50))
        assert min(counted[topic.code, language] for topic in topics for language in ("bn", "en", "bn-Latn")) >= 10

    def test_a_grievance_takes_thirty_working_days_by_law(self, bangladesh: CountryPack) -> None:
        clock = next(row for row in bangladesh.clocks() if row.code == "G")
        assert (clock.amount, clock.unit, clock.is_law) == (30, "working_days", True)
        assert "7.4.1" in clock.paragraph

    def test_reply_clocks_are_said_to_be_our_own(self, bangladesh: CountryPack) -> None:
        clock = next(row for row in bangladesh.clocks() if row.code == "REPLY")
        assert not clock.is_law

    def test_danger_is_never_public(self, bangladesh: CountryPack) -> None:
        for topic in bangladesh.topics():
            if topic.clock_code == "K0":
                assert topic.sensitivity in {"XX", "N"}, topic.code
