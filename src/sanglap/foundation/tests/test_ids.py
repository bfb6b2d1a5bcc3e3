"""Ids for rows, tracking numbers for people."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.foundation import ids
from sanglap.foundation.ids import (
    ALPHABET,
    BODY_LENGTH,
    make_tracking_number,
    new_id,
    new_ids,
    parse_tracking_number,
    show_tracking_number,
)

BODIES = st.text(ALPHABET, min_size=BODY_LENGTH, max_size=BODY_LENGTH)
NUMBERS = BODIES.map(lambda body: body + ids._check_character(body))
BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
DEVANAGARI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class TestRows:
    """UUIDv7."""

    def test_ids_are_those_of_the_standard_library_and_in_order(self):
        made = [new_id(), *new_ids(1000), new_id()]
        assert all(type(one) is UUID and one.version == 7 for one in made)
        assert made == sorted(set(made))

    def test_they_carry_their_moment(self):
        now = datetime(2026, 1, 4, 4, tzinfo=UTC)
        first, second = new_id(now), new_id(now + timedelta(milliseconds=1))
        assert first.int >> 80 == int(now.timestamp() * 1000)
        assert first < second
        assert first.version == 7
        assert new_id(now) != new_id(now)

    def test_a_clock_set_back_does_not_disturb_their_order(self, monkeypatch):
        far = UUID(int=new_id(datetime(2099, 1, 1, tzinfo=UTC)).int)
        monkeypatch.setattr(ids, "_last", far.int)
        made = [far, new_id(), *new_ids(3)]
        assert made == sorted(set(made))
        assert {one.version for one in made} == {7}

    def test_threads_never_share_one(self):
        made: list[UUID] = []
        threads = [threading.Thread(target=lambda: made.extend([*new_ids(500), *(new_id() for _ in range(500))])) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(made)) == 4000

    def test_a_forked_worker_makes_others(self):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, b"".join(one.bytes for one in new_ids(100)))
            os._exit(0)
        mine = {one.bytes for one in new_ids(100)}
        os.waitpid(child, 0)
        told = os.read(reading, 1600)
        os.close(reading)
        os.close(writing)
        theirs = {told[start : start + 16] for start in range(0, 1600, 16)}
        assert len(theirs) == 100
        assert not mine & theirs


class TestRahimaTypesHerNumber:
    """In any way a person may."""

    def test_a_new_number_is_accepted_in_every_dress(self):
        number = make_tracking_number()
        shown = show_tracking_number(number)
        assert len(number) == 11
        assert parse_tracking_number(number) == number
        for typed in (shown, shown.lower(), f"  {shown}\n", f"#{number}", shown.replace("-", " "), shown.replace("-", "–")):
            assert parse_tracking_number(typed) == number
        for digits in (BANGLA_DIGITS, DEVANAGARI_DIGITS, FULL_WIDTH):
            assert parse_tracking_number(shown.translate(digits)) == number
        assert parse_tracking_number("\u200b".join(shown)) == number

    @given(NUMBERS)
    def test_letters_that_look_like_digits_are_read_as_digits(self, number):
        assert parse_tracking_number(number.replace("0", "O").replace("1", "l")) == number
        assert parse_tracking_number(number.replace("0", "o").replace("1", "I").replace("2", "z").replace("V", "u")) == number

    @given(NUMBERS, st.integers(0, BODY_LENGTH), st.sampled_from(ALPHABET))
    def test_one_wrong_character_is_noticed(self, number, place, other):
        wrong = number[:place] + other + number[place + 1 :]
        assert parse_tracking_number(wrong) == (number if wrong == number else None)

    @given(NUMBERS, st.integers(0, BODY_LENGTH), st.integers(0, BODY_LENGTH))
    def test_two_swapped_characters_are_noticed(self, number, one, other):
        letters = list(number)
        letters[one], letters[other] = letters[other], letters[one]
        wrong = "".join(letters)
        assert parse_tracking_number(wrong) == (number if wrong == number else None)

    @pytest.mark.parametrize("typed", ["", " ", "7K3M", "hello", "আমার নম্বর কই", "1" * 500, "7K3M-9QX2-TB4!", "\ud800", "😀" * 11])
    def test_anything_else_is_no_number(self, typed):
        assert parse_tracking_number(typed) is None

    def test_half_a_number_and_a_number_too_long_are_none(self):
        number = make_tracking_number()
        assert parse_tracking_number(number[:-1]) is None
        assert parse_tracking_number(number + "0") is None

    @given(st.text(max_size=80))
    def test_no_text_makes_it_fail(self, text):
        found = parse_tracking_number(text)
        assert found is None or parse_tracking_number(found) == found

    def test_nobody_guesses_a_neighbours_number(self):
        made = {make_tracking_number() for _ in range(2000)}
        assert len(made) == 2000
        assert len(ALPHABET) ** BODY_LENGTH > 2**49
        assert len({number[0] for number in made}) == len({number[9] for number in made}) == len(ALPHABET)
