"""Signed tokens with which a page may listen to live news. No Django here: the live stream runs without it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CHANNEL = "sanglap_live"
TOKEN_LIVES = 12 * 3600  # seconds; a page reloaded after that gets a new one


class WrongToken(ValueError):
    """The token is not ours, was changed, or is too old."""


def make_live_token(paths: Iterable[str], secret_key: str, now: datetime) -> str:
    """Return a token with which a page may listen to these paths and all below them."""
    body = json.dumps({"p": sorted(paths), "e": int(now.timestamp()) + TOKEN_LIVES}, separators=(",", ":")).encode()
    return f"{_text(body)}.{_text(_sign(body, secret_key))}"


def read_live_token(token: str, secret_key: str, now: datetime) -> tuple[str, ...]:
    """Return the paths a token lets its bearer listen to. Raises :class:`WrongToken`."""
    body_text, _, signature = token.partition(".")
    try:
        body = base64.urlsafe_b64decode(body_text + "=" * (-len(body_text) % 4))
        given = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        claims = json.loads(body) if hmac.compare_digest(given, _sign(body, secret_key)) else None
    except (binascii.Error, ValueError):
        claims = None
    if not isinstance(claims, dict) or claims["e"] < now.timestamp():
        message = "This page has been open for too long, or its token is not ours."
        raise WrongToken(message)
    return tuple(claims["p"])


def _sign(body: bytes, secret_key: str) -> bytes:
    return hmac.new(hashlib.sha256(b"live:" + secret_key.encode()).digest(), body, hashlib.sha256).digest()[:20]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
