"""Names for rows and for people: UUIDv7 inside, short tracking numbers outside.

A tracking number has ten random characters (49 bits: nobody guesses a neighbour's) and one check character, over an
alphabet of 31 characters without look-alikes. It is stored as eleven characters in capitals, and shown in groups:
``7K3M-9QX2-TB4``. The check is the sum of weight × value modulo 31 with the weights 1 … 10, as ISBN-10 does modulo 11:
31 is prime and larger than any weight or difference of weights, so every single wrong character and every swap of two
characters, neighbours or not, is found. (Swapping with the check character is found as well: no weight is -1 modulo 31.)
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from datetime import UTC, datetime, timedelta
from uuid import UUID

import uuid_utils

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"  # 31: Crockford's, without Z; no I, L, O, U
BODY_LENGTH = 10
GROUP = 4
LONGEST_TYPED = 60
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_LOOKS_LIKE = {"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2"}
_BETWEEN = frozenset("#№.,_/:|'\"()[]")  # people copy these along; dashes and spaces of every kind too
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_making = threading.Lock()
_last = 0


def new_id(now: datetime | None = None) -> UUID:
    """Return a new UUIDv7: time-ordered, made without asking the database.

    Of this process each is larger than the one before, even when the machine's clock is set back. With ``now``, the id
    carries that moment instead: for telling a story of past days, whose rows must lie in their order.
    """
    if now is not None:
        return UUID(int=uuid_utils.uuid7(nanoseconds=(now - _EPOCH) // timedelta(microseconds=1) * 1000).int)
    global _last  # noqa: PLW0603 – the last id of the process, behind its lock
    with _making:
        _last = max(uuid_utils.uuid7().int, _last + 1)
        return UUID(int=_last)


def new_ids(count: int) -> list[UUID]:
    """Return many new ids, in order."""
    global _last  # noqa: PLW0603 – as above
    with _making:
        made = []
        for _ in range(count):
            _last = max(uuid_utils.uuid7().int, _last + 1)
            made.append(UUID(int=_last))
        return made


def make_tracking_number() -> str:
    """Return a new canonical tracking number: eleven characters, no dashes, e.g. ``7K3M9QX2TB4``."""
    rest, body = secrets.randbelow(len(ALPHABET) ** BODY_LENGTH), ""
    for _ in range(BODY_LENGTH):
        rest, value = divmod(rest, len(ALPHABET))
        body += ALPHABET[value]
    return body + _check_character(body)


def parse_tracking_number(text: str) -> str | None:
    """Return the canonical number from what a person typed, or None when it cannot be one.

    Any case, any digits (Bangla, Devanagari, full width), with or without dashes and spaces; letters that look like
    another (O, I, L, U, Z) are read as that one.
    """
    plain = _plain_letters(text)
    if plain is None or len(plain) != BODY_LENGTH + 1:
        return None
    return plain if plain[-1] == _check_character(plain[:-1]) else None


def numbers_beginning_with(text: str) -> tuple[str, str] | None:
    """Return the first and the last tracking number that could begin with what was typed; None when none does.

    It takes at least :data:`GROUP` letters, a digit among them: a short word is no number.
    """
    plain = _plain_letters(text)
    if plain is None or not GROUP <= len(plain) <= BODY_LENGTH + 1 or not any(letter.isdigit() for letter in plain):
        return None
    missing = BODY_LENGTH + 1 - len(plain)
    return plain + ALPHABET[0] * missing, plain + ALPHABET[-1] * missing


def _plain_letters(text: str) -> str | None:
    """Return the letters of the alphabet that a person typed; None when something else stands among them."""
    plain = ""
    for character in unicodedata.normalize("NFKC", text[:LONGEST_TYPED]):
        digit = unicodedata.digit(character, None)
        letter = str(digit) if digit is not None else character.upper()
        letter = _LOOKS_LIKE.get(letter, letter)
        if letter in _VALUES:
            plain += letter
        elif not _is_between(character):
            return None
    return plain


def show_tracking_number(number: str) -> str:
    """Return the number as people read it, in groups: ``7K3M-9QX2-TB4``."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))


def _is_between(character: str) -> bool:
    return character.isspace() or character in _BETWEEN or unicodedata.category(character) in {"Pd", "Cf"}


def _check_character(body: str) -> str:
    total = sum(weight * _VALUES[character] for weight, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
