"""People write names as they speak them, and still find the place."""

from __future__ import annotations

import pytest

from sanglap.directory.places.naming import NameIndex
from sanglap.directory.places.spelling import fold_spelling, romanise, sound_key

SAVAR, SREEMANGAL, TEKNAF, TRISHAL = "BD30260072", "BD60580083", "BD20220090", "BD45610094"
DHAKA, CUMILLA, JASHORE, CHATTOGRAM = "BD3026", "BD2019", "BD4041", "BD2015"
DHAKA_SOUTH, DHAKA_NORTH = "BD30262000", "BD30262500"


class TestAName:
    """Bangla, English and Banglish, old and new, with and without endings."""

    @pytest.mark.parametrize(
        ("written", "code"),
        [
            ("Savar", SAVAR),
            ("সাভার", SAVAR),
            ("shavar", SAVAR),
            ("sabhar", SAVAR),
            ("সাভারে", SAVAR),
            ("সাভারের", SAVAR),
            ("savar upojela", SAVAR),
            ("সাভার উপজেলা", SAVAR),
            ("উপজেলা সাভার", SAVAR),
            ("Sreemangal", SREEMANGAL),
            ("Srimongol", SREEMANGAL),
            ("শ্রীমঙ্গল", SREEMANGAL),
            ("teknaf", TEKNAF),
            ("টেকনাফে", TEKNAF),
            ("Trisal", TRISHAL),
            ("ত্রিশাল", TRISHAL),
            ("Comilla", CUMILLA),
            ("kumilla", CUMILLA),
            ("কুমিল্লা জেলা", CUMILLA),
            ("Jessore", JASHORE),
            ("jossor", JASHORE),
            ("ঢাকা জেলা", DHAKA),
            ("dhaka zila", DHAKA),
            ("Chittagong district", CHATTOGRAM),
            ("chottogram jela", CHATTOGRAM),
            ("ধানমন্ডি", DHAKA_SOUTH),
            ("dhanmondi", DHAKA_SOUTH),
            ("uttara dhaka", DHAKA_NORTH),
            ("DSCC", DHAKA_SOUTH),
            ("জিয়ানগর, পিরোজপুর", "BD10790090"),
            ("শায়েস্তাগঞ্জ", "BD60360087"),
            ("Bogra sadar", "BD50100020"),
        ],
    )
    def test_it_is_found_in_any_spelling(self, index: NameIndex, written: str, code: str) -> None:
        assert index.search(written)[0].code == code

    def test_nothing_is_found_for_nonsense(self, index: NameIndex) -> None:
        for text in ("", "   ", "!!!", "xyzqw vvkk", "১২৩", "\u200b", "x" * 5_000, "x" * 100):
            assert index.search(text) == []

    def test_the_level_word_decides_between_upazila_and_union(self, index: NameIndex) -> None:
        assert index.search("Savar upazila")[0].level == 3
        assert index.search("Savar union")[0].level == 4

    def test_a_search_inside_a_district_stays_there(self, index: NameIndex) -> None:
        found = index.search("Kaliganj", within="BD3033")
        assert found
        assert all("/BD3033/" in match.path for match in found)


class TestNamesakes:
    """Four Kaliganjes are four places."""

    def test_all_come_back_with_their_parents(self, index: NameIndex) -> None:
        found = [match for match in index.search("Kaliganj") if match.level == 3]
        assert len(found) >= 3
        assert len({match.path.split("/")[3] for match in found}) == len(found)
        assert max(match.score for match in found) - min(match.score for match in found) < 1

    @pytest.mark.parametrize(
        ("written", "district"),
        [
            ("Kaliganj, Gazipur", "BD3033"),
            ("kaliganj gazipur", "BD3033"),
            ("gazipur kaligonj", "BD3033"),
            ("কালীগঞ্জ, ঝিনাইদহ", "BD4044"),
            ("Kachua, Chandpur", "BD2013"),
            ("কচুয়া বাগেরহাট", "BD4001"),
        ],
    )
    def test_the_parent_in_the_same_words_settles_it(self, index: NameIndex, written: str, district: str) -> None:
        best = index.search(written)[0]
        assert best.level == 3
        assert f"/{district}/" in best.path


class TestOtherSpellingsOfUpazilas:
    """The portal and the map disagree on every fifth Latin name; people must not notice."""

    def test_nearly_every_official_bangla_name_finds_its_upazila(self, index: NameIndex, areas: dict[str, dict[str, str]]) -> None:
        upazilas = [area for area in areas.values() if area["type"] == "upazila"]
        right = sum(
            index.search(romanise(area["name_bn"]), within=area["parent_pcode"], limit=1)[0].code.startswith(area["pcode"])
            for area in upazilas
        )
        assert right / len(upazilas) > 0.97


class TestSpelling:
    """The sound key is the same for spellings of the same name."""

    @pytest.mark.parametrize(
        "spellings",
        [
            ("শ্রীমঙ্গল", "Sreemangal", "Srimongol"),
            ("লক্ষ্মীপুর", "Lakshmipur", "Laxmipur"),
            ("কুমিল্লা", "Comilla", "Cumilla"),
            ("ব্রাহ্মণবাড়িয়া", "Brahmanbaria"),
            ("ঈশ্বরগঞ্জ", "Ishwarganj"),
            ("কক্সবাজার", "Cox's Bazar", "Coxsbazar"),
            ("চাঁপাইনবাবগঞ্জ", "Chapainawabganj", "Chapainababganj"),
            ("যশোর", "Jessore", "Jashore"),
            ("সাভার", "Savar", "Shavar"),
        ],
    )
    def test_one_name_has_one_key(self, spellings: tuple[str, ...]) -> None:
        assert len({sound_key(spelling) for spelling in spellings}) == 1

    def test_composed_and_decomposed_letters_are_the_same(self) -> None:
        assert fold_spelling("বাড়ি") == fold_spelling("বা\u09dcি")

    def test_devanagari_is_read_too(self) -> None:
        assert sound_key("ललितपुर") == sound_key("Lalitpur")

    def test_a_script_without_a_table_is_kept(self) -> None:
        assert fold_spelling("日本") == "日本"
