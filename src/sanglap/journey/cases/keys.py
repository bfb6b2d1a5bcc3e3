"""The citizen's key to their own case: a link that was given to them alone, instead of an account and a password.

A tracking number may stand in public under a post, so it opens only what anyone may read. Whether a case is solved is
said with the key (R21), which leaves only by private ways: the receipt of the form, a private message.
"""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "sanglap.case.key"
LETTERS = 24  # of a hexadecimal digest: 96 bits


def key_of(number: str) -> str:
    """Return the key of a case by its tracking number; it changes with the secret of the installation."""
    return salted_hmac(SALT, number, algorithm="sha256").hexdigest()[:LETTERS]


def is_key(number: str, key: str) -> bool:
    """Tell whether this is the key of the case, in the same time for every wrong one."""
    return constant_time_compare(key_of(number), key)
