"""Who calls, as which page, in which mood of the network: checked before any call is answered."""

from __future__ import annotations

import hmac
import json
import time
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sanglap.demo.graph.answers import FORBIDDEN, UNAUTHORIZED, UNAVAILABLE, GraphError, bad_parameter
from sanglap.demo.graph.fields import Wanteds, read_fields
from sanglap.demo.models import Mood, PretendApp, PretendPage
from sanglap.demo.network.moods import is_granted, mood_towards
from sanglap.demo.network.signing import proof, read_user_token

SLOW = 3.0  # seconds
NUL = b"\\u0000"  # as JSON writes it
LIMIT_OF_THE_APP = 4
THROTTLED = {
    4: "Application request limit reached",
    17: "User request limit reached",
    32: "Page request limit reached",
    613: "Calls to this api have exceeded the rate limit.",
    80001: "There have been too many calls to this Page account. Wait a bit and try again.",
    80006: "There have been too many messages sent from this page. Wait a bit and try again.",
}
DEAD = {
    458: "Error validating access token: The user has not authorized the application.",
    459: "Error validating access token: The user is checkpointed.",
    460: "Error validating access token: The session has been invalidated because the user changed their password.",
    463: "Error validating access token: Session has expired.",
    464: "Error validating access token: The user is not confirmed.",
    492: "Error validating access token: The user does not have a role on the page.",
}


class Caller(StrEnum):
    """Whose token it is."""

    APP = "app"
    PAGE = "page"
    PERSON = "person"
    NOBODY = "nobody"  # only asks for a token


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its words from query, form or JSON, and whose token it carries."""

    method: str
    address: str
    words: dict[str, Any]
    caller: Caller
    app: PretendApp | None
    page: PretendPage | None
    mood: Mood
    now: datetime
    fields: Wanteds

    def word(self, name: str) -> str:
        """Return a word as text."""
        value = self.words.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def object(self, name: str) -> dict[str, Any]:
        """Return an object that came in a JSON body, or as JSON inside a form."""
        value = self.words.get(name)
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                value = None
        if not isinstance(value, dict):
            message = f"The parameter {name} is required"
            raise bad_parameter(message)
        return value

    def need(self, scope: str) -> None:
        """Refuse when the page's token lacks a permission: error 10 for reading and messages, 200 for other writing."""
        if is_granted(self.mood, scope):
            return
        if self.method == "GET" or scope == "pages_messaging":
            message = f"This endpoint requires the '{scope}' permission or the 'Page Public Content Access' feature."
            raise GraphError(10, message, status=FORBIDDEN)
        raise GraphError(200, f"Requires {scope} permission to manage the object", status=FORBIDDEN)

    def own_page(self) -> PretendPage:
        """Return the calling page; a person or an app cannot speak as one."""
        if self.page is None:
            raise GraphError(1705, "This call must be made as a Page.")
        return self.page


def read_call(request: HttpRequest, node: str, now: datetime) -> Call:
    """Return the call. Raises :class:`GraphError` as the network would."""
    words = _words(request)
    token = str(words.get("access_token") or request.headers.get("Authorization", "").removeprefix("Bearer ")).strip()
    caller, app, page = _caller(token, node, now)
    mood = mood_towards(page.remote_id if page else "")
    if mood.is_slow:
        time.sleep(SLOW)
    if mood.is_down:
        raise GraphError(2, "Service temporarily unavailable", status=UNAVAILABLE, is_transient=True)
    method = request.method or "GET"
    if method == "POST" and str(words.get("method", "")).upper() == "DELETE":
        method = "DELETE"
    if caller in {Caller.PAGE, Caller.PERSON}:
        _check_mood(mood, method)
    _check_proof(words, token, app)
    address, fields = settings.PUBLIC_ADDRESS + request.path, read_fields(str(words.get("fields", "")))
    return Call(method, address, words, caller, app, page, mood, now, fields)


def _caller(token: str, node: str, now: datetime) -> tuple[Caller, PretendApp | None, PretendPage | None]:
    if not token:
        if node == "oauth":
            return Caller.NOBODY, None, None
        raise GraphError(104, "An access token is required to request this resource.", status=UNAUTHORIZED)
    app_id, bar, secret = token.partition("|")
    if bar:
        app = PretendApp.objects.filter(app_id=app_id).first()
        if app is None or not hmac.compare_digest(secret.encode("utf-8", "replace"), app.secret.encode()):
            raise GraphError(190, "Invalid OAuth access token signature.", status=UNAUTHORIZED)
        return Caller.APP, app, None
    page = PretendPage.objects.select_related("app").filter(token=token).first()
    if page is not None:
        return Caller.PAGE, page.app, page
    if person := read_user_token(token):
        if person.expires_at <= now:
            raise GraphError(190, DEAD[463], subcode=463, status=UNAUTHORIZED)
        return Caller.PERSON, PretendApp.objects.get(app_id=person.app_id), None
    raise GraphError(190, "Invalid OAuth access token - Cannot parse access token", subcode=467, status=UNAUTHORIZED)


def _check_mood(mood: Mood, method: str) -> None:
    if mood.dead_token:
        message = DEAD.get(mood.dead_token, "Error validating access token: The session is invalid.")
        raise GraphError(190, message, subcode=mood.dead_token, status=UNAUTHORIZED)
    if mood.is_throttled:
        code = mood.throttle_code
        message = THROTTLED.get(code, THROTTLED[LIMIT_OF_THE_APP])
        raise GraphError(code, message, status=FORBIDDEN, is_transient=code == LIMIT_OF_THE_APP)
    if mood.is_blocked and method != "GET":
        raise GraphError(368, "The action attempted has been deemed abusive or is otherwise disallowed", status=FORBIDDEN)


def _words(request: HttpRequest) -> dict[str, Any]:
    """Return all words of a call. Raises :class:`GraphError` for what no database can keep."""
    words: dict[str, Any] = {**request.GET.dict(), **request.POST.dict()}
    if "json" in (request.content_type or "") and request.body:
        try:
            told = json.loads(request.body)
        except (ValueError, RecursionError):
            raise bad_parameter("The JSON you supplied is not valid") from None
        words |= told if isinstance(told, dict) else {}
    try:
        written = json.dumps(words, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a letter
        written = NUL
    if NUL in written:
        raise bad_parameter("A parameter holds a character that cannot be stored")
    return words


def _check_proof(words: dict[str, Any], token: str, app: PretendApp | None) -> None:
    given = words.get("appsecret_proof")
    if app is None or (given is None and not app.needs_proof):
        return
    if given is None:
        message = "API calls from the server require an appsecret_proof argument"
        raise GraphError(100, message, kind="GraphMethodException")
    if not hmac.compare_digest(str(given).encode("utf-8", "replace"), proof(token, app.secret).encode()):
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")
