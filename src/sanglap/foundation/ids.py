"""Names for rows and for people: UUIDv7 inside, short tracking numbers outside.

A tracking number has ten random characters (49 bits: nobody guesses a neighbour's) and one check character, over an
alphabet of 31 characters without look-alikes. The check is the sum of weight × value modulo 31 with the weights 1 … 10,
as ISBN-10 does modulo 11: 31 is prime and larger than any weight or difference of weights, so every single wrong
character and every swap of two characters is found.
"""

from __future__ import annotations

import secrets
import unicodedata
from uuid import UUID

import uuid_utils

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"  # 31: Crockford's, without Z; no I, L, O, U
BODY_LENGTH = 10
GROUP = 4
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"})


def new_id() -> UUID:
    """Return a new UUIDv7: time-ordered, made without asking the database."""
    return UUID(int=uuid_utils.uuid7().int)


def new_ids(count: int) -> list[UUID]:
    """Return many new ids, in order."""
    return [new_id() for _ in range(count)]


def make_tracking_number() -> str:
    """Return a new canonical tracking number: eleven characters, no dashes, e.g. ``7K3M9QX2TB4``."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
    return body + _check_character(body)


def parse_tracking_number(text: str) -> str | None:
    """Return the canonical number from what a person typed, or None when it cannot be one.

    Any case, any digits (Bangla, Devanagari, full width), with or without dashes and spaces; O, I and L are read as the
    digits they look like.
    """
    letters = []
    for character in unicodedata.normalize("NFKC", text.strip())[:60]:
        digit = unicodedata.digit(character, None)
        letters.append(str(digit) if digit is not None else character.upper())
    plain = "".join(one for one in letters if one.isalnum()).translate(_CONFUSED)
    if len(plain) != BODY_LENGTH + 1 or any(one not in _VALUES for one in plain):
        return None
    return plain if plain[-1] == _check_character(plain[:-1]) else None


def show_tracking_number(number: str) -> str:
    """Return the number as people read it, in groups: ``7K3M-9QX2-TB4``."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))


def _check_character(body: str) -> str:
    total = sum(weight * _VALUES[character] for weight, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
