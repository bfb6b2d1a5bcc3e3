"""A line of the log as bytes: the same bytes always, whoever writes them down, so that its hash can be made again.

A line has an *open* part, which may stand on a receipt, and a *private* part (names, words, offices, ids), of which the
open part holds only a commitment: SHA-256(salt ‖ private bytes). Who does not know the 16 random bytes of salt learns
nothing from it and cannot guess either. Once salt and private part are erased the commitment means nothing to anybody,
but the line's hash, and every proof over it, stays as it was (erasure under R69 beside the proof of R71).

The bytes are JSON (RFC 8259) in UTF-8 without spaces: the open part in the order written here, the private part with
its keys sorted. Moments are in UTC to the microsecond. A later form gets another number; old lines keep theirs.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

FORM = 1
SALT_LENGTH = 16
_SORTED = orjson.OPT_SORT_KEYS
_IN_ORDER = orjson.OPT_UTC_Z


def new_salt() -> bytes:
    """Return the random bytes that hide a private part."""
    return secrets.token_bytes(SALT_LENGTH)


def commit_to(salt: bytes, private: Mapping[str, Any]) -> bytes:
    """Return the commitment to a private part: plain values, lists and dictionaries of them."""
    try:
        plain = orjson.dumps(private, option=_SORTED)
    except TypeError:  # a whole number of more than 64 bits; nothing of ours writes one, and it must not stop the log
        plain = json.dumps(private, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    return sha256(salt + plain).digest()


def open_line(*, case: str, line: UUID, at: datetime | None, kind: str, from_state: str, to_state: str, commitment: bytes) -> bytes:
    """Return a line's bytes in form 1, as they are hashed into the log. ``case`` is the tracking number without dashes."""
    return orjson.dumps(
        {
            "form": FORM,
            "case": case,
            "line": line,
            "at": at.astimezone(UTC) if at else None,
            "kind": kind,
            "from": from_state,
            "to": to_state,
            "private": b64encode(commitment).decode(),
        },
        option=_IN_ORDER,
    )
