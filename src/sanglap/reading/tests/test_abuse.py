"""An insult is weighed, however it is dressed; a hard word about a thief is not one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.reading.abuse import load_abuse_reader

READER = load_abuse_reader(Path(__file__).parents[4] / "countrypacks/BD")
LOOKED_AT = 0.5


class TestAnInsult:
    @pytest.mark.parametrize(
        "text", ["হারামজাদা অফিসার", "haramjada officer", "s@la officer", "হা*মি", "h@ramjada", "fu*k you", "s a l a", "কুত্তার বাচ্চা মেম্বার"]
    )
    def test_is_weighed_through_its_disguise(self, text):
        assert READER.read(text).score >= LOOKED_AT

    def test_with_a_report_in_it_names_only_the_insult(self):
        assert READER.read("শালারা নামজারির ফাইল নিয়া আট মাস বইসা আছস").words == ("শালারা",)


class TestAHardWord:
    @pytest.mark.parametrize(
        "text", ["চোর ধরেন", "dalal chara kaj hoy na", "ছাগল পালন প্রশিক্ষণ", "balu tole rate", "দুই বাচ্চা নিয়ে আছি", "ভালো কাজ", ""]
    )
    def test_is_no_insult(self, text):
        assert READER.read(text).score < LOOKED_AT


class TestTheReader:
    @given(st.text(max_size=200))
    @settings(max_examples=80, deadline=None)
    def test_never_fails_and_stays_between_nought_and_one(self, text):
        assert 0.0 <= READER.read(text).score <= 1.0

    def test_takes_half_a_letter_and_a_very_long_text(self):
        assert READER.read("\ud800" + "*" * 100_000).score == 0.0
