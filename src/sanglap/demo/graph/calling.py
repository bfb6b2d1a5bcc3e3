"""Who calls, as which page, in which mood of the network: checked before any call is answered."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sanglap.demo.connecting_pages import APP_ID, APP_SECRET
from sanglap.demo.graph.answers import GraphError
from sanglap.demo.models import Mood, PretendPage

SLOW = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its words from query, form or JSON, and the page whose token it carries (None: the app's own)."""

    method: str
    words: dict[str, Any]
    page: PretendPage | None


def read_call(request: HttpRequest) -> Call:
    """Return the call. Raises :class:`GraphError` as the network would."""
    mood = Mood.objects.first() or Mood()
    if mood.is_slow:
        time.sleep(SLOW)
    if mood.is_down:
        raise GraphError(2, "Service temporarily unavailable", status=503, is_transient=True)
    words = _words(request)
    token = str(words.get("access_token", ""))
    if token == f"{APP_ID}|{APP_SECRET}":
        return Call(request.method or "GET", words, None)
    page = PretendPage.objects.filter(token=token).first() if token else None
    if page is None:
        raise GraphError(190, "Invalid OAuth access token.", subcode=467, status=401)
    if mood.dead_token:
        raise GraphError(190, "Error validating access token.", subcode=mood.dead_token, status=401)
    _check_proof(words, token)
    if mood.is_throttled:
        raise GraphError(32, "Page request limit reached", status=403)
    return Call(request.method or "GET", words, page)


def loses_the_answer() -> bool:
    """Tell whether the network, at the moment, does its work and then loses the answer."""
    return Mood.objects.filter(drops_answers=True).exists()


def _words(request: HttpRequest) -> dict[str, Any]:
    words: dict[str, Any] = {**request.GET.dict(), **request.POST.dict()}
    if "json" in (request.content_type or "") and request.body:
        try:
            told = json.loads(request.body)
        except ValueError:
            raise GraphError(100, "Invalid JSON") from None
        words |= told if isinstance(told, dict) else {}
    return words


def _check_proof(words: dict[str, Any], token: str) -> None:
    given = words.get("appsecret_proof")
    expected = hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
    if given is not None and not hmac.compare_digest(str(given), expected):
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument")
