"""Tokens and secrets of accounts, encrypted where they are stored.

The key is derived from ``SANGLAP_SECRET_KEY``, which lives outside the database: a stolen backup opens no page.
"""

from __future__ import annotations

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class UnableToUnlock(ValueError):
    """A secret was locked with another key than the present ``SANGLAP_SECRET_KEY``."""


def lock(text: str) -> bytes:
    """Return the text encrypted."""
    return _fernet(settings.SECRET_KEY).encrypt(text.encode()) if text else b""


def unlock(locked: bytes | memoryview) -> str:
    """Return the text of :func:`lock`. Raises :class:`UnableToUnlock`."""
    if not locked:
        return ""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(bytes(locked)).decode()
    except InvalidToken:
        message = "A stored secret cannot be read with the present SANGLAP_SECRET_KEY."
        raise UnableToUnlock(message) from None


@cache
def _fernet(secret_key: str) -> Fernet:
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"sanglap", info=b"channel secrets").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
