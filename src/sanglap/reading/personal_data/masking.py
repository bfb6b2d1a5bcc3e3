"""Personal data of every kind in one text, and the text without it."""

from __future__ import annotations

from collections.abc import Iterable

from sanglap.reading.personal_data.numbers import Span, find_numbers
from sanglap.reading.personal_data.words import find_words

LONGEST_READ = 20_000  # letters
MARK = "•"
MARKS = {"phone": 8, "nid": 8, "birth_registration": 8, "passport": 6, "email": 6, "address": 6, "name": 4}


def find_personal_data(text: str) -> list[Span]:
    """Return the spans in the original text, from left to right, none over another. Never fails."""
    read = text[:LONGEST_READ]
    spans = sorted([*find_numbers(read), *find_words(read)], key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def mask(text: str, spans: Iterable[Span]) -> str:
    """Return the text with a row of dots for each span; of a telephone number the last two digits stay, for its owner."""
    pieces, end = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        shown = text[span.end - 2 : span.end] if span.type == "phone" else ""
        pieces += [text[end : span.start], MARK * MARKS.get(span.type, 6), shown]
        end = span.end
    return "".join([*pieces, text[end:]])
