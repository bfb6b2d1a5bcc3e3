"""Rahima writes Bangla letters, her son Latin ones, the clerk English: the sound is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sanglap.reading.normalising import normalise
from sanglap.reading.views import phonetic, skeleton


def sounds(text: str) -> list[str]:
    return [phonetic(word) for word in normalise(text).split()]


class TestThreeWritings:
    @pytest.mark.parametrize(
        ("bangla", "latin"),
        [
            ("ভাতার টাকা", "vatar taka"),
            ("ভাতার টাকা", "bhatar taka"),
            ("হয়েছে", "hoyeche"),
            ("বয়স্ক", "boyosko"),
            ("জন্ম নিবন্ধন", "jonmo nibondhon"),
            ("প্রতিবন্ধী", "protibondhi"),
            ("ক্ষতি", "khoti"),
            ("স্কুল", "school"),
            ("ওয়ার্ড", "ward"),
            ("বাল্যবিবাহ", "ballobibaho"),
            ("ঘুষ", "ghush"),
        ],
    )
    def test_a_word_sounds_the_same_in_both(self, bangla: str, latin: str) -> None:
        assert sounds(bangla) == sounds(latin)

    def test_vowels_spelt_at_will_leave_the_consonants(self) -> None:
        assert skeleton(phonetic("nibandhan")) == skeleton(phonetic("nibondhon"))

    def test_different_words_stay_different(self) -> None:
        assert phonetic("rasta") != phonetic("basta")


class TestAnything:
    @given(some.text(some.characters(), max_size=60))
    def test_every_text_has_a_sound(self, text: str) -> None:
        assert isinstance(phonetic(normalise(text)), str)
