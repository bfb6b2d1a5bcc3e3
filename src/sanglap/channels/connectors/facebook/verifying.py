"""Is it really Facebook? Handshake, signature over the raw bytes, proof of our own secret."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sanglap.channels.contract import Account, WebhookAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNATURE_HEADER = "x-hub-signature-256"
PREFIX = "sha256="
DIGEST_LENGTH = 64


def answer_handshake(account: Account, query: Mapping[str, str]) -> WebhookAnswer:
    """Repeat the challenge when the verify token is ours; 403 otherwise."""
    given, ours = query.get("hub.verify_token", ""), account.verify_token
    if query.get("hub.mode") == "subscribe" and ours and hmac.compare_digest(given.encode(), ours.encode()):
        return WebhookAnswer(200, query.get("hub.challenge", ""))
    return WebhookAnswer(403, reason="The verify token is not ours.")


def check_signature(account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
    """Accept a body only with ``X-Hub-Signature-256`` over its exact bytes. The old SHA-1 header is never enough."""
    given = headers.get(SIGNATURE_HEADER, "")
    if not given:
        return WebhookAnswer(403, reason="The signature X-Hub-Signature-256 is missing.")
    if not given.startswith(PREFIX) or len(given) != len(PREFIX) + DIGEST_LENGTH:
        return WebhookAnswer(403, reason="The signature is not of the form sha256=<64 hexadecimal digits>.")
    expected = PREFIX + hmac.new(account.app_secret.encode(), body, hashlib.sha256).hexdigest()
    if not account.app_secret or not hmac.compare_digest(given.encode(), expected.encode()):
        return WebhookAnswer(403, reason="The signature does not match the body.")
    return WebhookAnswer(200, "EVENT_RECEIVED", keep=True)


def appsecret_proof(token: str, app_secret: str) -> str:
    """Return the proof, sent with every call, that the token is used by the app it was given to."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
