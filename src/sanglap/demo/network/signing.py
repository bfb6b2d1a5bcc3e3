"""What an app's secret proves: that a webhook is ours, that a call is the app's, that a token is genuine."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sanglap.demo.models import PretendApp

PREFIX = "EAAperson"


@dataclass(frozen=True, slots=True)
class UserToken:
    """What a person's token says."""

    app_id: str
    person: str
    expires_at: datetime


def signature(body: bytes, secret: str) -> str:
    """Return the value of ``X-Hub-Signature-256`` for exactly these bytes."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def proof(token: str, secret: str) -> str:
    """Return the ``appsecret_proof`` of a token."""
    return hmac.new(secret.encode(), token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def make_user_token(app: PretendApp, person: str, expires_at: datetime) -> str:
    """Return the token of a person who runs the pages of ``app``."""
    said = json.dumps([app.app_id, person, int(expires_at.timestamp())]).encode()
    told = base64.urlsafe_b64encode(said).decode().rstrip("=")
    return f"{PREFIX}{told}.{proof(told, app.secret)[:32]}"


def read_user_token(token: str) -> UserToken | None:
    """Return what a person's token says; None when it is none or not genuine. It may be over."""
    told, _, seal = token.removeprefix(PREFIX).partition(".")
    if not token.startswith(PREFIX) or not told.isascii():
        return None
    try:
        app_id, person, ends = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        said = UserToken(str(app_id), str(person), datetime.fromtimestamp(int(ends), UTC))
    except (ValueError, TypeError, OverflowError):
        return None
    app = PretendApp.objects.filter(app_id=said.app_id).first()
    is_genuine = app is not None and hmac.compare_digest(seal.encode("utf-8", "replace"), proof(told, app.secret)[:32].encode())
    return said if is_genuine else None
