"""E-mail addresses, passports, street addresses, and the names of those who must not be named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanglap.reading.personal_data.numbers import DIGITS, Span

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,10}")
_SPOKEN_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{1,40}\s?(?:\[at\]|\(at\)|\bat\b)\s?[A-Za-z0-9-]{2,30}\s?(?:\.|\[dot\]|\(dot\)|\bdot\b)\s?(?:com|net|org|bd|me|info)\b",
    re.I,
)
_PASSPORT = re.compile(r"(?<![A-Za-z\d])(?:[A-Z]{2}\d{7}|[A-Z]\d{8})(?![A-Za-z\d])")
_PASSPORT_WITH_WORD = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{1,2}[ -]?\d{7,8}(?![A-Za-z\d])")
_PASSPORT_WORDS = re.compile(r"passport|পাসপোর্ট|পাছপোর্ট|paspo", re.I)
_ADDRESS = re.compile(
    r"(?:বাসা|বাড়ি|বাড\u09bcি|হোল্ডিং|ফ্ল্যাট|house|holding|flat|basa)\s*(?:নং|নম্বর|নাম্বার|no\.?|number|#)\s*[:\-–]?\s*[\dA-Za-z/-]+"
    r"(?:\s*,?\s*(?:রোড|সড়ক|লেন|গলি|ব্লক|সেক্টর|road|lane|block|sector|street)\s*(?:নং|নম্বর|no\.?|#)?\s*[:\-]?\s*[\dA-Za-z/-]+){0,3}",
    re.I,
)
_NAMED = re.compile(
    r"(?:(?:আমার|মেয়ের|মেয\u09bcের|মেয়েটির|মেয়েটার|ছেলের|বোনের|শিশুটির|বাচ্চার|ভিকটিমের|স্ত্রীর|ছাত্রীর|ওর|তার)\s+নাম(?=[\s:–-])\s*(?:হলো|হল|হচ্ছে)?\s*[:\-–]?\s*)"
    r"((?:মোঃ|মোছাঃ|মো\.|মোছা\.)?\s*[\u0980-\u09ff]{2,}(?:\s+(?:আক্তার|খাতুন|বেগম|রানী|রাণী|সুলতানা|ইসলাম|হোসেন|মিয়া|আলী|রহমান|দাস|চাকমা|পারভীন))?)"
)
_NAMED_IN_LATIN = re.compile(
    r"(?:my name is|her name is|his name is|girl'?s name is|name of the (?:girl|child|victim) is|(?:amar|meyer|meyetar|cheler|boner|or) (?:nam|naam)\s*(?:holo|hoilo)?)\s*[:\-]?\s*"
    r"([A-Za-z.]{2,}(?:\s+(?:akter|akhter|khatun|begum|rani|sultana|islam|hossain|hosen|mia|ali|rahman|das|chakma|parvin|parveen))?)",
    re.I,
)
_NEAR = 40


def find_words(text: str) -> list[Span]:
    """Return e-mail addresses, passports, street addresses and names that were told as names."""
    found = [Span("email", one.start(), one.end()) for one in _EMAIL.finditer(text)] if "@" in text else []
    if not found:
        found += [Span("email", one.start(), one.end()) for one in _SPOKEN_EMAIL.finditer(text)]
    found += _passports(text.translate(DIGITS))
    found += [Span("address", one.start(), one.end()) for one in _ADDRESS.finditer(text.translate(DIGITS))]
    found += [Span("name", one.start(1), one.end(1)) for told in (_NAMED, _NAMED_IN_LATIN) for one in told.finditer(text)]
    return found


def _passports(plain: str) -> Iterator[Span]:
    pattern = _PASSPORT_WITH_WORD if _PASSPORT_WORDS.search(plain) else _PASSPORT
    for one in pattern.finditer(plain):
        yield Span("passport", one.start(), one.end())
