"""The writing of a post decides the language of its answer."""

from __future__ import annotations

import pytest

from sanglap.reading.normalising import normalise
from sanglap.reading.scripts import read_script, reply_language


def script(text: str, banglish: float = 0.9) -> str:
    return read_script(text, normalise(text), lambda: banglish).script


class TestAPost:
    def test_in_bangla_letters_is_bangla(self) -> None:
        assert script("রাস্তা ভাঙা") == "bn"

    def test_with_a_lone_abbreviation_stays_bangla(self) -> None:
        assert script("আমার মায়ের NID কার্ডে নাম ভুল এসেছে কী করব") == "bn"

    def test_with_several_english_words_is_mixed(self) -> None:
        assert script("আমার NID card এ নাম wrong এসেছে") == "mixed"

    def test_in_latin_letters_is_what_the_model_says(self) -> None:
        assert script("rasta bhanga", 0.9) == "bn-Latn"
        assert script("the road is broken", 0.1) == "en"

    def test_a_link_makes_no_bangla_post_mixed(self) -> None:
        assert script("এই দেখেন https://example.org/some/long/path") == "bn"

    @pytest.mark.parametrize("text", ["", "   ", "😡😡", "12345", "सड़क टूटी है", "الطريق مكسور", "дорога"])
    def test_in_another_alphabet_or_none_is_other(self, text: str) -> None:
        assert script(text) == "other"

    def test_without_letters_is_an_unsure_reading(self) -> None:
        assert read_script("😡", "😡", lambda: 0.0).confidence < 0.5


class TestTheAnswer:
    def test_goes_in_english_only_to_english(self) -> None:
        assert reply_language("en") == "en"
        assert {reply_language(one) for one in ("bn", "bn-Latn", "mixed", "other")} == {"bn"}
