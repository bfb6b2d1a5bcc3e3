"""Signatures over the raw bytes of a body: HMAC-SHA256 with a secret that both sides know."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sanglap.channels.contract import WebhookAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sanglap.channels.contract import Account

SIGNATURE_HEADER = "x-hub-signature-256"
PREFIX = "sha256="
DIGITS = frozenset("0123456789abcdef")
DIGEST_LENGTH = 64


def signature_of(body: bytes, secret: str) -> str:
    """Return what ``X-Hub-Signature-256`` must say for this body."""
    return PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def check_signature(account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
    """Accept a body only with ``X-Hub-Signature-256`` over its exact bytes. The old SHA-1 header is never enough."""
    if not account.app_secret:
        return WebhookAnswer(403, reason="This account has no app secret yet, so nothing can be verified.")
    given = headers.get(SIGNATURE_HEADER, "")
    if not given:
        return WebhookAnswer(403, reason="The signature X-Hub-Signature-256 is missing.")
    digits = given.removeprefix(PREFIX)
    if digits == given or len(digits) != DIGEST_LENGTH or not DIGITS.issuperset(digits):
        return WebhookAnswer(403, reason="The signature is not of the form sha256=<64 lower-case hexadecimal digits>.")
    if not hmac.compare_digest(given, signature_of(body, account.app_secret)):
        return WebhookAnswer(403, reason="The signature does not match the body.")
    return WebhookAnswer(200, "EVENT_RECEIVED", keep=True)
