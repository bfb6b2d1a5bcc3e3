"""A webhook: check the signature on the raw bytes, store them untouched, answer. Everything else happens later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sanglap.channels.accounts import UnknownAccount, account_for_webhook
from sanglap.channels.registry import UnknownChannel, channel_of
from sanglap.channels.services import store_envelope
from sanglap.foundation import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_BODY = 5 * 1024 * 1024  # bytes; 1,000 changes of ordinary length are about 0.6 MB


@csrf_exempt  # a network has no session with us; it signs instead
@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, kind: str, account: str) -> HttpResponse:
    """Answer a network: its handshake (GET) or its news (POST)."""
    now = clock.now()
    try:
        channel = channel_of(kind)
        known = account_for_webhook(kind, account, now)
    except (UnknownChannel, UnknownAccount) as trouble:
        return _plain(404, str(trouble))
    if request.method == "GET":
        answer = channel.handshake(known, {name: str(request.GET[name]) for name in request.GET})
        return _plain(answer.status, answer.body or answer.reason)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _plain(413, "The body is too large; send fewer changes at a time.")
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        return _plain(413, "The body is too large; send fewer changes at a time.")
    headers = {name.lower(): value for name, value in request.headers.items()}
    answer = channel.verify(known, headers, body)
    if answer.keep:
        store_envelope(account_key=account, kind=kind, headers=headers, body=body, now=now)
    return _plain(answer.status, answer.body or answer.reason)


def _plain(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
