"""What a citizen tells about herself is found however she writes it, and nothing else is."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.reading.personal_data.finding import LONGEST_READ, load_personal_data_finder
from sanglap.reading.personal_data.masking import ENGLISH_MARKS, mask
from sanglap.reading.personal_data.spans import Span, even

PACK = Path(__file__).parents[5] / "countrypacks/BD"
FINDER = load_personal_data_finder(PACK)
BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
GAPS = st.sampled_from(["", " ", "-", ".", "\u200b", "\u200d", "\u2060", " - ", "\u2013", "\u00a0", "\ufe0f"])


def found(text):
    return [(span.type, text[span.start : span.end]) for span in FINDER.find(text)]


class TestAPhoneNumber:
    @pytest.mark.parametrize(
        "number",
        [
            "01711234567", "০১৭১১২৩৪৫৬৭", "+8801711234567", "+৮৮০১৭১১২৩৪৫৬৭", "008801711234567", "8801711234567", "01711-234567",
            "০১৭১১-২৩ ৪৫ ৬৭", "0 1 7 1 1 2 3 4 5 6 7", "01711.234.567", "O1711234567", "ol7ll234567", "0171I23456О", "017112345671",
            "0\u200b1\u200b7\u200b1\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7", "0️⃣1️⃣7️⃣1️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7",
            "01711/234567", "zero one seven one one two three four five six seven", "শূন্য এক সাত এক এক দুই তিন চার পাঁচ ছয় সাত",
            "+966 50 123 4567", "031-654321",
        ],
    )  # fmt: skip
    def test_is_found_in_every_dress(self, number):
        assert found(f"আমার নম্বর {number} এ ফোন দিয়েন") == [("phone", number)]

    def test_glued_to_words_is_found(self):
        assert found("কল দেন০১৭১১২৩৪৫৬৭নাম্বারে") == [("phone", "০১৭১১২৩৪৫৬৭")]

    def test_without_its_zero_is_found_when_it_is_called_a_phone(self):
        assert found("mobile 1711234567") == [("phone", "1711234567")]

    @given(
        digits=st.text("0123456789", min_size=8, max_size=8),
        operator=st.sampled_from("3456789"),
        bangla=st.booleans(),
        gaps=st.lists(GAPS, min_size=10, max_size=10),
    )
    @settings(max_examples=150, deadline=None)
    def test_is_found_with_anything_between_its_digits(self, digits, operator, bangla, gaps):
        number = "01" + operator + digits
        if bangla:
            number = number.translate(BANGLA)
        dressed = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
        if dressed.count(".") > 1 or ("." in dressed and "-" in dressed):
            dressed = dressed.replace(".", " ")
        text = f"amar number {dressed} call den"
        assert even(dressed)[:5].count("-") > 2 or found(text) == [("phone", dressed)]

    @given(digits=st.text("23456789", min_size=5, max_size=5), look=st.lists(st.sampled_from("0O1lI"), min_size=3, max_size=3))
    @settings(max_examples=60, deadline=None)
    def test_is_found_with_letters_that_look_like_digits(self, digits, look):
        number = "o1" + "7" + "".join(look) + digits
        assert found(f"ph: {number}") == [("phone", number)]


class TestWhatIsNoPhone:
    @pytest.mark.parametrize(
        "text",
        [
            "বিল এসেছে ১২,৫০০ টাকা", "স্মারক নং ০৫.৪১.৩৩০০.০১৭.০১.০০৪.২৪-১২৩", "তারিখ 01.5.2024 1500 টাকা", "৩৩৩ এ ফোন দিছি, ৯৯৯ ধরে না, ১৬৪৩০",
            "109 1098 16899 106", "৩০ কেজির জায়গায় ২২ কেজি", "meter no 017123456789012", "dag no 1711", "২০২৩-২০২৪ অর্থবছর ১০০০০০০০", "TrxID 9H7A6B5C4D",
            "office phone 02-47110234", "খতিয়ান 1711234567",
        ],
    )  # fmt: skip
    def test_is_left_alone(self, text):
        assert not found(text)


class TestOtherNumbersOfAPerson:
    @pytest.mark.parametrize(
        ("text", "kind", "piece"),
        [
            ("আমার এনআইডি ৬৪১২৩৪৫৬৭৮", "nid", "৬৪১২৩৪৫৬৭৮"),
            ("nid 1990 1234 5678 9", "nid", "1990 1234 5678 9"),
            ("19901234567890123 dekhen", "nid", "19901234567890123"),
            ("জন্ম নিবন্ধন ২০১২১২৩৪৫৬৭৮৯০১২৩", "birth_registration", "২০১২১২৩৪৫৬৭৮৯০১২৩"),
            ("passport no ab1234567", "passport", "ab1234567"),
            ("পাসপোর্ট A1234567 আসে না", "passport", "A1234567"),
            ("mail rahim.88@gmail.com দেন", "email", "rahim.88@gmail.com"),
            ("rahim88 at gmail dot com", "email", "rahim88 at gmail dot com"),
            ("rahim88[at]gmail.com", "email", "rahim88[at]gmail.com"),
            ("বাসা নং ৪৫, রোড ৭ এ থাকি", "address", "বাসা নং ৪৫, রোড ৭"),
            ("House 12, Road 5 e asen", "address", "House 12, Road 5"),
        ],
    )
    def test_is_found(self, text, kind, piece):
        assert found(text) == [(kind, piece)]

    def test_a_memo_number_is_no_identity_card(self):
        assert not found("memo 1990123456789")


class TestANameInAPostAboutHarm:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("আজ রাতে বাল্যবিয়ে, মেয়ের নাম সুমাইয়া, ক্লাস এইট", "সুমাইয়া"),
            ("my daughter Sumaiya is missing since morning", "Sumaiya"),
            ("her name is Ruma Khatun and he beats her", "Ruma Khatun"),
            ("amake mare. meyer nam ruma", "ruma"),
        ],
    )
    def test_is_hidden(self, text, name):
        assert ("name", name) in found(text)

    def test_a_name_on_a_request_stays(self):
        assert not found("আমার নাম করিম, রাস্তাটা ঠিক করেন")


class TestTheFinder:
    @given(st.text(max_size=300))
    @settings(max_examples=100, deadline=None)
    def test_never_fails_and_never_overlaps(self, text):
        spans = FINDER.find(text)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))

    def test_reads_a_very_long_text_to_its_end(self):
        text = "ক" * (LONGEST_READ * 5 - 5) + " 01711234567"
        assert found(text) == [("phone", "01711234567")]

    def test_takes_half_a_letter(self):
        assert found("\ud800 01711234567") == [("phone", "01711234567")]


class TestMasking:
    def test_puts_a_readable_mark(self):
        assert mask("call 01711234567 now", [Span("phone", 5, 16)], ENGLISH_MARKS) == "call [phone number] now"

    def test_hides_overlapping_pieces_whole(self):
        assert mask("abcdef", [Span("nid", 2, 5), Span("phone", 1, 3)], {"phone": "*"}) == "a*f"

    def test_of_nothing_is_the_text(self):
        assert mask("ঠিক আছে", []) == "ঠিক আছে"
