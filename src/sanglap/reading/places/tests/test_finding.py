"""Rahima names her place as she speaks; the reader finds it, or asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanglap.reading.page_area import PageAreas
from sanglap.reading.places.finding import PlaceFinder
from sanglap.reading.places.loading import load_place_finder

PACK = Path(__file__).resolve().parents[5] / "countrypacks" / "BD"


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return load_place_finder(PACK)


@pytest.fixture(scope="module")
def names() -> PageAreas:
    return PageAreas(PACK)


def first(finder: PlaceFinder, text: str, page: str | None = None) -> str:
    places = finder.find(text, page).places
    return places[0].name if places else ""


class TestRahimaNamesHerPlace:
    @pytest.mark.parametrize(
        "text",
        [
            "সাভারে রাস্তা ভাঙা", "সাভারের মানুষ কষ্টে আছে", "সাভার থেকে বলছি", "savar e rasta vanga", "savarer rasta",
            "Savar road is broken", "SAVAR UPAZILA", "shavar upojelay pani nai", "সাভার উপজেলা",
        ],
    )  # fmt: skip
    def test_in_any_writing_and_with_any_ending(self, finder: PlaceFinder, text: str) -> None:
        assert first(finder, text) == "Savar"

    @pytest.mark.parametrize(
        ("text", "district"),
        [
            ("কুমিল্লার খবর", "Cumilla"), ("comilla te", "Cumilla"), ("kumillar rasta", "Cumilla"), ("Jessore road", "Jashore"),
            ("যশোরে বিদ্যুৎ নাই", "Jashore"), ("bograte dim er dam", "Bogura"), ("বগুড়ার দই", "Bogura"),
            ("Barisal launch ghat", "Barishal"), ("rajshahite gorom", "Rajshahi"), ("kustiar lok", "Kushtia"),
            ("লক্ষ্মীপুরে বন্যা", "Lakshmipur"), ("noakhali te pani", "Noakhali"), ("moymonsingh er khobor", "Mymensingh"),
        ],
    )  # fmt: skip
    def test_old_and_new_names_are_one_district(self, finder: PlaceFinder, text: str, district: str) -> None:
        assert first(finder, text) == district

    def test_a_quarter_of_the_city_is_the_city(self, finder: PlaceFinder) -> None:
        assert first(finder, "ধানমন্ডি লেকের পাড়ে ময়লা") == "Dhaka South City Corporation"

    def test_both_ways_of_writing_one_letter(self, finder: PlaceFinder) -> None:
        assert first(finder, "বগুড\u09bcায়") == first(finder, "বগুড়ায়") == "Bogura"


class TestWordsBesideAName:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("সিলেট সিটিতে ময়লা", "Sylhet City Corporation"), ("rongpur shohorer drain", "Rangpur City Corporation"),
            ("Kushtia town has no bus stop", "Kushtia Sadar"), ("ফরিদপুর পৌরসভার পানি", "Faridpur Sadar"),
        ],
    )  # fmt: skip
    def test_a_districts_town_is_its_city_or_the_area_around_its_seat(self, finder: PlaceFinder, text: str, place: str) -> None:
        assert first(finder, text) == place

    def test_a_union_of_an_upazila_lies_in_that_upazila(self, finder: PlaceFinder) -> None:
        assert first(finder, "secretary of a Keraniganj union") == "Keraniganj"

    @pytest.mark.parametrize(("text", "place"), [("bribes in Lama", "Lama"), ("ভোলার লঞ্চে ভাড়া ডাবল", "Bhola")])
    def test_a_word_of_another_meaning_is_a_place_where_places_stand(self, finder: PlaceFinder, text: str, place: str) -> None:
        assert first(finder, text) == place

    @pytest.mark.parametrize("text", ["ভাঙ্গা হাসপাতাল", "লামা বাজার নিচে", "bhanga school er deyal", "অফিসে তালা"])
    def test_but_a_broken_hospital_is_no_upazila(self, finder: PlaceFinder, text: str) -> None:
        assert finder.clear(finder.find(text)) is None

    def test_a_spoken_ending_is_the_written_one(self, finder: PlaceFinder) -> None:
        assert first(finder, "gafargao bazarer gur") == first(finder, "গফরগাঁও") == "Gafargaon"


class TestNamesThatSeveralPlacesShare:
    def test_the_parent_named_beside_it_decides(self, finder: PlaceFinder, names: PageAreas) -> None:
        assert finder.find("কচুয়া, চাঁদপুর").places[0].pcode == names.code_of("Chandpur", "Kachua")
        assert finder.find("kachua upazila, bagerhat").places[0].pcode == names.code_of("Bagerhat", "Kachua")

    def test_the_page_decides(self, finder: PlaceFinder, names: PageAreas) -> None:
        bagerhat = names.code_of("Bagerhat", "")
        assert finder.find("কচুয়া উপজেলায় পানি নাই", bagerhat).places[0].pcode == names.code_of("Bagerhat", "Kachua")

    def test_else_a_person_is_asked(self, finder: PlaceFinder) -> None:
        read = finder.find("কালীগঞ্জ উপজেলায় সার নাই")
        assert read.ask
        assert finder.clear(finder.find("কালীগঞ্জ উপজেলায় সার নাই")) is None


class TestWordsThatAreNoPlaces:
    @pytest.mark.parametrize("text", ["৫ তালা ভবনের ছাদ", "ghore tala dise", "রাস্তা ভাঙ্গা", "rasta vanga", "বেড়া ভেঙে গেছে"])
    def test_a_lock_is_no_upazila(self, finder: PlaceFinder, text: str) -> None:
        assert finder.clear(finder.find(text)) is None

    def test_a_bare_union_never_decides(self, finder: PlaceFinder) -> None:
        assert finder.clear(finder.find("সাহস করে লিখলাম")) is None

    def test_a_union_with_its_cue_is_found(self, finder: PlaceFinder, names: PageAreas) -> None:
        read = finder.find("আমিনবাজার ইউনিয়ন, সাভার", names.code_of("Dhaka", ""))
        assert "Aminbazar" in [place.name for place in read.places]


class TestThePageAndThePin:
    def test_when_nothing_is_named_it_is_most_probably_here(self, finder: PlaceFinder, names: PageAreas) -> None:
        savar = names.code_of("Dhaka", "Savar")
        place = finder.find("আমাদের রাস্তাটা ঠিক করেন", savar).places[0]
        assert (place.pcode, place.words) == (savar, "")

    def test_when_only_the_district_is_named_the_page_inside_it_comes_first(self, finder: PlaceFinder, names: PageAreas) -> None:
        sadar = names.code_of("Barguna", "Barguna Sadar")
        assert finder.find("বরগুনায় ডিমের দাম ১৮০", sadar).places[0].pcode == sadar

    def test_a_pin_on_the_map_is_an_upazila(self, finder: PlaceFinder, names: PageAreas) -> None:
        assert finder.find("এখানে", None, 23.858, 90.267).places[0].pcode == names.code_of("Dhaka", "Savar")

    @pytest.mark.parametrize(("latitude", "longitude"), [(999.0, 0.0), (float("nan"), 90.0), (0.0, 0.0)])
    def test_impossible_coordinates_count_as_not_said(self, finder: PlaceFinder, latitude: float, longitude: float) -> None:
        assert finder.find("এখানে", None, latitude, longitude).places == ()

    @pytest.mark.parametrize("text", ["", "😀😀", "১২৩ 456", "\ud800", "مرحبا", "x" * 100_000, "সাভার " * 5_000])
    def test_no_text_breaks_it(self, finder: PlaceFinder, text: str) -> None:
        finder.find(text, "BD3026")
