"""What comes in: stored safely, compared kindly, cut between letters, shown without anyone's number."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.foundation.text import clean_incoming, excerpt, fold

BANGLA = st.text("ক্ষত্রযুক্তাক্ষরণ়িীেোৌঁংঃ্ জ্ঞ\u200c\u200dabc 0১😀\U0001f3fd\U0001f1e7\U0001f1e9", max_size=60)
ANY_TEXT = st.text(st.characters(), max_size=200)  # lone surrogates as well


class TestStoring:
    """PostgreSQL takes it, and nothing a citizen wrote is lost."""

    @pytest.mark.parametrize("broken", ["\x00", chr(0xD800), chr(0xDFFF)])
    def test_what_cannot_be_stored_is_marked(self, broken):
        assert clean_incoming(f"আগে{broken}পরে") == "আগে\ufffdপরে"
        assert clean_incoming(f"a{broken}b") == "a\ufffdb"

    def test_two_halves_of_a_pair_become_their_character(self):
        assert clean_incoming("x\ud83d\ude00y") == "x😀y"

    def test_both_ways_of_typing_a_letter_become_one(self):
        assert clean_incoming("\u09df") == clean_incoming("\u09af\u09bc") == "\u09af\u09bc"

    def test_everything_else_stays(self):
        text = "প্রিয় মহোদয়,\r\n\tরাস্তা ভাঙা! 😀 \u200dশেষ".replace("\u09df", "\u09af\u09bc")
        assert clean_incoming(text) == text

    def test_a_hundred_thousand_letters_stay_a_hundred_thousand(self):
        assert len(clean_incoming("ক" * 100_000)) == 100_000

    def test_only_what_exceeds_the_limit_is_cut_and_never_inside_a_letter(self):
        assert clean_incoming("কখ", 2) == "কখ"
        assert clean_incoming("ক্ষমা", 2) == ""
        assert clean_incoming("আক্ষমা", 3) == "আ"

    def test_a_letter_under_a_million_accents_does_not_keep_us_busy(self):
        cruel = "a" + "\u0301\u0323" * 500_000
        clean = clean_incoming(cruel)
        assert clean.replace("\u034f", "").count("\u0323") == 499_999  # one is part of ạ now
        assert fold(cruel)

    @given(ANY_TEXT)
    def test_whatever_comes_can_be_stored_and_is_clean_already_the_second_time(self, text):
        clean = clean_incoming(text)
        clean.encode()
        assert "\x00" not in clean
        assert clean_incoming(clean) == clean
        assert unicodedata.is_normalized("NFC", clean)


class TestComparing:
    """Search finds it however it was typed."""

    @pytest.mark.parametrize(
        ("typed", "folded"),
        [
            ("SADAR Upazila", "sadar upazila"),
            ("ওয়ার্ড ৭", "ও\u09af\u09bcার্ড 7"),
            ("रु. ५०", "रु. 50"),
            ("জরুরিiiiiii!!!!!", "জরুরিii!!"),
            ("হা\u200dহা\u200c\ufeff", "হাহা"),
            ("1000000", "1000000"),
            ("১০০০", "1000"),
        ],
    )
    def test_examples(self, typed, folded):
        assert fold(typed) == folded

    @given(BANGLA)
    def test_folding_twice_is_folding_once(self, text):
        assert fold(fold(text)) == fold(text)

    @given(BANGLA)
    def test_it_does_not_matter_how_it_was_composed(self, text):
        assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


class TestCutting:
    """An excerpt for a list."""

    def test_short_words_stay(self):
        assert excerpt("রাস্তা ভাঙা", 20) == "রাস্তা ভাঙা"

    def test_it_is_one_line_cut_between_words(self):
        assert excerpt("The  road\nis broken", 14) == "The road is…"

    def test_a_conjunct_is_never_cut(self):
        assert excerpt("আক্ষরিক", 4) == "আ…"
        assert excerpt("আক্ষরিক", 5) == "আক্ষ…"
        assert excerpt("আক্ষরিক", 6) == "আক্ষ…"

    def test_neither_are_a_family_a_skin_tone_and_a_flag(self):
        assert excerpt("ab👨\u200d👩\u200d👧cd", 5) == "ab…"
        assert excerpt("ab👍🏽cd", 4) == "ab…"
        assert excerpt("🇧🇩🇳🇵🇧🇩", 4) == "🇧🇩…"

    def test_room_for_nothing(self):
        assert excerpt("abc", 0) == ""
        assert excerpt("abc", 1) == "…"

    @given(BANGLA, st.integers(0, 60))
    def test_it_never_exceeds_its_room_and_never_begins_a_piece_with_a_sign(self, text, letters):
        line, cut = " ".join(text.split()), excerpt(text, letters)
        assert len(cut) <= max(letters, 0)
        if cut.endswith("…"):
            kept = cut[:-1]
            assert line.startswith(kept)
            rest = line[len(kept) :]
            assert not kept or not unicodedata.category(rest[0]).startswith("M")
            assert rest[0].isascii() or not kept.endswith(("্", "\u200d"))  # a sign before a space joins nothing
