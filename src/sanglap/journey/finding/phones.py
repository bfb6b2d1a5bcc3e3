"""A telephone number as the index knows it: the same for every way of writing it, and readable to nobody."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

SALT = "sanglap.finding.phone"
LETTERS = 32  # of a hexadecimal digest
FEWEST_DIGITS, DIGITS_COMPARED = 8, 10  # the last ones: with or without the country's code it is the same telephone
MOST_LETTERS = 24


def phone_key(typed: str) -> str:
    """Return the key of a telephone number in any writing (Bangla digits, spaces, +880); "" for what is none."""
    words = typed.strip()
    digits = "".join(str(unicodedata.digit(letter)) for letter in words if unicodedata.digit(letter, None) is not None)
    if len(words) > MOST_LETTERS or any(letter.isalpha() for letter in words) or len(digits) < FEWEST_DIGITS:
        return ""
    return salted_hmac(SALT, digits[-DIGITS_COMPARED:], algorithm="sha256").hexdigest()[:LETTERS]
