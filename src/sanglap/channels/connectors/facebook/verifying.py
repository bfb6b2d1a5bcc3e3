"""Is it really Facebook? The handshake, the proof of our own secret, and requests signed for people who leave."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import TYPE_CHECKING

from sanglap.channels.contract import Account, Malformed, WebhookAnswer
from sanglap.channels.untrusted import Value, parse_object

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer_handshake(account: Account, query: Mapping[str, str]) -> WebhookAnswer:
    """Repeat the challenge when the verify token is ours; 403 otherwise."""
    given, ours = query.get("hub.verify_token", ""), account.verify_token
    is_ours = bool(ours) and hmac.compare_digest(given.encode("utf-8", "replace"), ours.encode())
    if query.get("hub.mode") == "subscribe" and is_ours:
        return WebhookAnswer(200, query.get("hub.challenge", ""))
    return WebhookAnswer(403, reason="The verify token is not ours.")


def appsecret_proof(token: str, app_secret: str) -> str:
    """Return the proof, sent with every call, that the token is used by the app it was given to."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def read_signed_request(account: Account, signed_request: str) -> Value:
    """Return what Facebook says when a person removes the app or asks for deletion. Raises :class:`Malformed`.

    The signature is over the *undecoded* payload. ``user_id`` in it is app-scoped: it is not the id of Messenger.
    """
    signature, _, payload = signed_request.partition(".")
    expected = hmac.new(account.app_secret.encode(), payload.encode("utf-8", "replace"), hashlib.sha256).digest()
    if not account.app_secret or not hmac.compare_digest(_decode(signature), expected):
        message = "The signed request is not signed with this app's secret."
        raise Malformed(message)
    said = parse_object(_decode(payload))
    if str(said.get("algorithm", "")).upper() != "HMAC-SHA256":
        message = "The signed request does not name HMAC-SHA256."
        raise Malformed(message)
    return said


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        message = "The signed request is not base64."
        raise Malformed(message) from None
