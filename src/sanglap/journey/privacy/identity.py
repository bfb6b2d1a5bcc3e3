"""A hidden identity: locked where it lies, and the marks that stand in its place."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from django.utils.crypto import salted_hmac

from sanglap.channels.secrets import lock, unlock

SALT = "sanglap.privacy.author"
LETTERS = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """Who wrote, and what they wrote before it was masked."""

    name: str = ""
    phone: str = ""
    email: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to hide."""
        return not (self.name or self.phone or self.email or self.words)


def locked(identity: Identity) -> bytes:
    """Return the identity encrypted with the installation's key, which lies outside the database."""
    return lock(json.dumps(asdict(identity), ensure_ascii=False))


def unlocked(blob: bytes | memoryview) -> Identity:
    """Return what :func:`locked` hid; an empty identity where nothing was. Raises ``UnableToUnlock`` with another key."""
    text = unlock(blob)
    return Identity(**json.loads(text)) if text else Identity()


def nameless_author(phone: str, otherwise: str) -> str:
    """Return what stands for a hidden author in the register: the same for the same phone, and it tells nobody which."""
    return "hidden-" + salted_hmac(SALT, phone or otherwise, algorithm="sha256").hexdigest()[:LETTERS]
