"""Numbers, dates and spans as a Bangla, an English and a Nepali reader see them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.foundation.text import (
    THOUSANDS,
    format_date,
    format_datetime,
    format_duration,
    format_number,
    format_weekday,
    group_number,
    relative_time,
    to_digits,
)
from sanglap.foundation.text.languages import LANGUAGES

DHAKA = "Asia/Dhaka"
NOW = datetime(2026, 2, 15, 10, 30, tzinfo=UTC)  # half past four in Dhaka


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "english", "bangla"),
        [
            (0, "0", "০"),
            (999, "999", "৯৯৯"),
            (1000, "1,000", "১,০০০"),
            (99999, "99,999", "৯৯,৯৯৯"),
            (1234567, "12,34,567", "১২,৩৪,৫৬৭"),
            (123456789, "12,34,56,789", "১২,৩৪,৫৬,৭৮৯"),
            (-1500, "-1,500", "-১,৫০০"),
            (-0.2, "0", "০"),
        ],
    )
    def test_they_are_grouped_in_lakh_and_crore(self, value, english, bangla):
        assert format_number(value, "en") == english
        assert format_number(value, "bn") == bangla

    def test_decimals(self):
        assert format_number(1234.567, "bn", decimals=1) == "১,২৩৪.৬"
        assert format_number(-0.004, "en", decimals=2) == "0.00"

    def test_another_country_groups_as_it_likes(self):
        assert format_number(1234567, "en", grouping=THOUSANDS) == "1,234,567"
        assert group_number("12345678", (4,)) == "1234,5678"

    @given(st.integers(-(10**15), 10**15), st.sampled_from(["bn", "en", "ne"]))
    def test_without_commas_it_is_the_number(self, value, language):
        assert int(format_number(value, language).replace(",", "")) == value  # int() reads every script's digits

    def test_digits_of_anything(self):
        assert to_digits("7K3M-09", "bn") == "৭K৩M-০৯"
        assert to_digits(42, "ne") == "४२"
        assert to_digits(42, "bn-bd") == "৪২"
        assert to_digits(42, "en") == "42"
        assert to_digits(42, "xx") == "42"


class TestDays:
    def test_a_moment_is_shown_as_the_day_it_is_in_dhaka(self):
        late = datetime(2026, 2, 14, 19, 0, tzinfo=UTC)
        assert format_date(late, "en", DHAKA) == "15 February 2026"
        assert format_date(late, "bn", DHAKA) == "১৫ ফেব্রুয়ারি ২০২৬".replace("য়", "য়")
        assert format_date(late, "en", "Europe/London") == "14 February 2026"
        assert format_weekday(late, "bn", DHAKA) == "রবিবার"
        assert format_weekday(date(2026, 2, 14), "en", DHAKA) == "Saturday"

    def test_a_day_stays_the_day_it_is(self):
        assert format_date(date(2028, 2, 29), "ne", DHAKA) == "२९ फेब्रुअरी २०२८"

    @pytest.mark.parametrize(
        ("hour", "english", "bangla"),
        [
            (0, "12:05 AM", "রাত ১২:০৫"),
            (5, "5:05 AM", "ভোর ৫:০৫"),
            (9, "9:05 AM", "সকাল ৯:০৫"),
            (12, "12:05 PM", "দুপুর ১২:০৫"),
            (16, "4:05 PM", "বিকাল ৪:০৫"),
            (19, "7:05 PM", "সন্ধ্যা ৭:০৫"),
            (23, "11:05 PM", "রাত ১১:০৫"),
        ],
    )
    def test_the_time_of_day(self, hour, english, bangla):
        moment = datetime(2026, 3, 1, hour, 5, tzinfo=UTC)
        assert format_datetime(moment, "en", "UTC") == f"1 March 2026, {english}"
        assert format_datetime(moment, "bn", "UTC") == f"১ মার্চ ২০২৬, {bangla}"

    @given(
        st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)),
        st.sampled_from(["bn", "ne"]),
    )
    def test_no_latin_digit_is_left(self, moment, language):
        assert not set("0123456789") & set(format_datetime(moment, language, DHAKA))


class TestSpans:
    @pytest.mark.parametrize(
        ("span", "english", "bangla"),
        [
            (timedelta(0), "less than a minute", "এক মিনিটের কম"),
            (timedelta(minutes=1), "1 minute", "১ মিনিট"),
            (timedelta(minutes=59, seconds=59), "59 minutes", "৫৯ মিনিট"),
            (timedelta(hours=1), "1 hour", "১ ঘণ্টা"),
            (timedelta(hours=47), "1 day", "১ দিন"),
            (timedelta(days=400), "400 days", "৪০০ দিন"),
        ],
    )
    def test_by_the_largest_unit(self, span, english, bangla):
        assert format_duration(span, "en") == english
        assert format_duration(span, "bn") == bangla

    def test_by_two_units_where_the_smaller_one_follows(self):
        assert format_duration(timedelta(hours=28, minutes=5), "en", parts=2) == "1 day 4 hours"
        assert format_duration(timedelta(hours=3, minutes=20), "bn", parts=2) == "৩ ঘণ্টা ২০ মিনিট"
        assert format_duration(timedelta(days=3, minutes=5), "en", parts=2) == "3 days"

    @pytest.mark.parametrize(
        ("ago", "english", "bangla"),
        [
            (timedelta(seconds=59), "just now", "এইমাত্র"),
            (timedelta(seconds=-59), "just now", "এইমাত্র"),
            (timedelta(minutes=3), "3 minutes ago", "৩ মিনিট আগে"),
            (timedelta(hours=-2), "in 2 hours", "২ ঘণ্টা পরে"),
            (timedelta(days=59), "59 days ago", "৫৯ দিন আগে"),
            (timedelta(days=75), "2 months ago", "২ মাস আগে"),
            (timedelta(days=800), "2 years ago", "২ বছর আগে"),
        ],
    )
    def test_seen_from_now(self, ago, english, bangla):
        assert relative_time(NOW - ago, NOW, "en") == english
        assert relative_time(NOW - ago, NOW, "bn") == bangla

    @given(st.timedeltas(timedelta(0), timedelta(days=5000)), st.sampled_from(sorted(LANGUAGES)))
    def test_every_span_has_words(self, span, language):
        assert relative_time(NOW - span, NOW, language)
        assert format_duration(span, language, parts=2)


class TestTheTables:
    @pytest.mark.parametrize("code", sorted(LANGUAGES))
    def test_every_language_is_complete(self, code):
        language = LANGUAGES[code]
        assert (len(set(language.months)), len(set(language.weekdays)), len(language.digits)) == (12, 7, 10)
        assert set(language.units) == {"year", "month", "day", "hour", "minute"}
        assert language.parts_of_day[-1][0] == 24
        assert [unicodedata.digit(digit) for digit in language.digits] == list(range(10))

    @pytest.mark.parametrize("code", sorted(LANGUAGES))
    def test_its_words_are_stored_as_they_are_compared(self, code):
        for word in (*LANGUAGES[code].months, *LANGUAGES[code].weekdays):
            assert unicodedata.is_normalized("NFC", word)
