"""What a citizen types is compared in one form, whatever her keyboard makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from sanglap.reading.normalising import LONGEST_READ, normalise


class TestACitizensKeyboard:
    def test_both_ways_of_encoding_a_letter_are_one(self) -> None:
        assert normalise("ব\u09dcো ন\u09dfন") == normalise("বড\u09bcো নয\u09bcন")

    def test_invisible_signs_are_gone(self) -> None:
        assert normalise("ভা\u200cতা\u200b") == "ভাতা"

    def test_bangla_digits_are_digits(self) -> None:
        assert normalise("০১৭১১") == "01711"

    def test_a_letter_held_down_counts_twice_at_most(self) -> None:
        assert normalise("plzzzzzz") == "plzz"

    def test_ornamental_letters_are_letters(self) -> None:
        assert normalise("𝐫𝐚𝐬𝐭𝐚 ｂｈａｎｇａ") == "rasta bhanga"

    def test_cyrillic_look_alikes_are_latin(self) -> None:
        assert normalise("rаstа") == "rasta"

    def test_an_assamese_letter_is_the_bangla_one(self) -> None:
        assert normalise("আমাৰ") == "আমার"

    def test_emoji_stay(self) -> None:
        assert "😡" in normalise("রাস্তা 😡")


class TestAnything:
    @given(some.text(some.characters(), max_size=200))
    def test_no_text_breaks_it(self, text: str) -> None:
        assert isinstance(normalise(text), str)

    @given(some.text(max_size=60))
    def test_twice_is_as_good_as_once(self, text: str) -> None:
        once = normalise(text)
        assert normalise(once).casefold() == normalise(normalise(once)).casefold()

    def test_of_a_very_long_post_the_beginning_is_read(self) -> None:
        assert len(normalise("ab" * 100_000)) == LONGEST_READ
