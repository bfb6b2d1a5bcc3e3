"""Telephone numbers, identity and birth registration numbers, however they are typed.

Digits may be Bangla or Latin, apart or glued to words, with spaces, dashes, dots and invisible signs between them, and
with letters that look like digits. Every translation here is letter for letter, so places are those of the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९٠١٢٣٤٥٦٧٨٩", "0123456789" * 3)
LOOK_ALIKES = str.maketrans("oOОоΟοlI|", "000000111")
COUNTRY = "BD"

_BETWEEN = "[ \\t\\-.\u2010-\u2015()\u00a0\u200b-\u200f\u2060\ufeff\u00ad]{0,3}"
_RUN = re.compile(rf"[+(]{{0,2}}\d(?:{_BETWEEN}\d){{8,24}}")
_LOOK_ALIKE_RUN = re.compile(rf"(?<![^\W\d_])[\doOОоlI](?:{_BETWEEN}[\doOОоlI|]){{9,14}}(?![^\W\d_])")
_MOBILE = re.compile(r"(?:00880|880|88)?(01[3-9]\d{8})|(?:00880|880)(1[3-9]\d{8})")
_WALLET = re.compile(r"01[3-9]\d{9}")  # Rocket: a mobile number with a check digit
_EIGHT = re.compile(r"\d(?:\D{0,3}\d){7}")
_FEWEST_REAL_DIGITS = 7

_NID_WORDS = re.compile(
    r"nid|n\.i\.d|এনআইডি|এন আইডি|ভোটার|voter|পরিচয়পত্র|পরিচয\u09bcপত্র|জাতীয়|জাতীয\u09bc|smart ?card|স্মার্ট ?কার্ড|national id|id ?no|আইডি", re.I
)
_BIRTH_WORDS = re.compile(r"জন্ম|birth|jonmo|jonmonibondhon|\bbrn\b|\bbrc\b|জম্ম|sonod|সনদ", re.I)
_WALLET_WORDS = re.compile(r"rocket|রকেট|রোকেট", re.I)
_OTHER_NUMBERS = re.compile(
    r"স্মারক|isbn|memo|invoice|ইনভয়েস|tracking|ট্র্যাকিং|ট্র‍্যাকিং|imei|চালান|challan|transaction|txn|trx|রোল|roll|মিটার|meter|"
    r"\bac(?:count)?\b|a/c|হিসাব|একাউন্ট|অ্যাকাউন্ট|registration no|order|অর্ডার|reference|token|টোকেন|দরপত্র|tender|barcode|বারকোড",
    re.I,
)
_NEAR_BEFORE, _NEAR_AFTER = 42, 24
_NID_LENGTHS, _OLD_NID = frozenset({10, 13, 17}), 10
_BIRTH_LENGTH = 17


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the original text, from ``start`` up to ``end``, and what it is."""

    type: str
    start: int
    end: int


def find_numbers(text: str) -> list[Span]:
    """Return telephone, identity and birth registration numbers."""
    plain = text.translate(DIGITS)
    if not _EIGHT.search(plain) and not _LOOK_ALIKE_RUN.search(plain):
        return []
    found: list[Span] = []
    for run in _RUN.finditer(plain):
        found += _in_run(plain, run.start(), run.end())
    found += [span for span in _disguised(plain) if not _overlaps(span, found)]
    found += [span for span in _foreign(plain) if not _overlaps(span, found)]
    return found


def _in_run(plain: str, start: int, end: int) -> Iterator[Span]:
    places = [place for place in range(start, end) if plain[place].isdigit()]
    digits = "".join(plain[place] for place in places)
    taken = 0
    for mobile in _MOBILE.finditer(digits):
        first, last = places[mobile.start()], places[mobile.end() - 1]
        if _stands_alone(plain, first, last):
            yield Span("phone", _with_sign(plain, first, start), last + 1)
            taken += 1
    if taken:
        return
    wallet = _WALLET.fullmatch(digits)
    if wallet and _near(_WALLET_WORDS, plain, start, end):
        yield Span("phone", places[0], places[-1] + 1)
        return
    yield from _identity_numbers(plain, places)


def _identity_numbers(plain: str, places: list[int]) -> Iterator[Span]:
    """Each group of digits that stands together, or the whole run when it was typed in groups."""
    for first, last, count in (*_groups(places), (places[0], places[-1], len(places))):
        if count not in _NID_LENGTHS or not _stands_alone(plain, first, last):
            continue
        before = plain[max(0, first - _NEAR_BEFORE) : first]
        if _OTHER_NUMBERS.search(before[-26:]) and not _NID_WORDS.search(before[-16:]):
            continue
        if count == _BIRTH_LENGTH and _near(_BIRTH_WORDS, plain, first, last):
            yield Span("birth_registration", first, last + 1)
        elif count != _OLD_NID or _near(_NID_WORDS, plain, first, last):
            yield Span("nid", first, last + 1)
        else:
            continue
        return


def _groups(places: list[int]) -> Iterator[tuple[int, int, int]]:
    start = 0
    for place in range(1, len(places) + 1):
        if place == len(places) or places[place] != places[place - 1] + 1:
            yield places[start], places[place - 1], place - start
            start = place


def _stands_alone(plain: str, first: int, last: int) -> bool:
    return not plain[first - 1 : first].isdigit() and not plain[last + 1 : last + 2].isdigit()


def _with_sign(plain: str, first: int, start: int) -> int:
    """Return where the number begins with its plus sign or bracket; a country code in brackets stands before it."""
    bracket = plain.rfind(")", first, first + 8)
    if bracket >= 0:
        return bracket + 1
    while first > start and plain[first - 1] in "+(":
        first -= 1
    return first


def _near(words: re.Pattern[str], plain: str, first: int, last: int) -> bool:
    return bool(words.search(plain[max(0, first - _NEAR_BEFORE) : first]) or words.search(plain[last : last + _NEAR_AFTER]))


def _disguised(plain: str) -> Iterator[Span]:
    for run in _LOOK_ALIKE_RUN.finditer(plain):
        told = run.group()
        if sum(letter.isdigit() for letter in told) < _FEWEST_REAL_DIGITS or told.isdigit():
            continue
        digits = re.sub(r"\D", "", told.translate(LOOK_ALIKES))
        if _MOBILE.fullmatch(digits):
            yield Span("phone", run.start(), run.end())


def _foreign(plain: str) -> Iterator[Span]:
    if "+" not in plain:
        return
    for match in phonenumbers.PhoneNumberMatcher(plain, COUNTRY):
        if match.raw_string.startswith("+"):
            yield Span("phone", match.start, match.end)


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
