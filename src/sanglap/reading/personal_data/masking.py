"""Hiding what is personal from those who need not see it; the original stays with the desk."""

from __future__ import annotations

from collections.abc import Iterable

from sanglap.reading.personal_data.spans import Span

MARKS = {
    "phone": "[ফোন নম্বর]", "nid": "[পরিচয়পত্র নম্বর]", "email": "[ই-মেইল]", "passport": "[পাসপোর্ট নম্বর]",
    "birth_registration": "[জন্মনিবন্ধন নম্বর]", "address": "[ঠিকানা]", "name": "[নাম]",
}  # fmt: skip
ENGLISH_MARKS = {
    "phone": "[phone number]", "nid": "[identity card number]", "email": "[e-mail]", "passport": "[passport number]",
    "birth_registration": "[birth registration number]", "address": "[address]", "name": "[name]",
}  # fmt: skip
_ANY = "[…]"


def mask(text: str, spans: Iterable[Span], marks: dict[str, str] = MARKS) -> str:
    """Return the text with a readable mark in the place of every span; spans may come in any order and may overlap."""
    pieces, place = [], 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end <= place:
            continue
        if span.start >= place:
            pieces += [text[place : span.start], marks.get(span.type, _ANY)]
        place = max(place, span.end)
    return "".join([*pieces, text[place:]])
