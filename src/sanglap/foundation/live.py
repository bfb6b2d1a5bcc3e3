"""Live screens: who may listen to what (signed tokens), and the news that something has changed (ids only).

A screen listens to the paths of the offices it shows. News names the paths of the offices it touched. A listener hears
news of every office at or below a path it listens to; the news says only "something changed", and the page reads
again through its normal, permitted way.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CHANNEL = "sanglap_live"
TOKEN_LIVES = 12 * 3600  # seconds; a page reloaded after that gets a new one
LONGEST_PAYLOAD = 7_000  # bytes; PostgreSQL refuses 8,000


class WrongToken(ValueError):
    """The token is not ours, was changed, or is too old."""


def live_token(paths: Iterable[str], now: datetime) -> str:
    """Return a token with which a page may listen to these paths and all below them."""
    body = json.dumps({"p": sorted(paths), "e": int(now.timestamp()) + TOKEN_LIVES}, separators=(",", ":")).encode()
    return f"{_text(body)}.{_text(_sign(body, settings.SECRET_KEY))}"


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


def announce_live(paths: Iterable[str]) -> None:
    """Tell listening screens, when the running transaction commits, that something at these paths has changed."""
    part: list[str] = []
    for path in paths:
        if part and sum(map(len, part)) + len(part) + len(path) > LONGEST_PAYLOAD:
            _notify(part)
            part = []
        part.append(path)
    if part:
        _notify(part)


def _notify(paths: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, "\n".join(paths)])


def _sign(body: bytes, secret_key: str) -> bytes:
    return hmac.new(hashlib.sha256(b"live:" + secret_key.encode()).digest(), body, hashlib.sha256).digest()[:20]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
