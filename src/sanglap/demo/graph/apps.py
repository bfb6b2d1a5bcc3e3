"""Apps, tokens and subscriptions: connecting a page, and looking whether it is still connected."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from sanglap.demo.graph.answers import UNAUTHORIZED, GraphError, bad_parameter, not_there
from sanglap.demo.graph.calling import DEAD, Call, Caller
from sanglap.demo.graph.listing import list_rows
from sanglap.demo.graph.nodes import show_page
from sanglap.demo.models import ALL_FIELDS, PretendApp, PretendPage
from sanglap.demo.network.delivering import ask_whether_wanted
from sanglap.demo.network.moods import SCOPES, is_granted, mood_towards
from sanglap.demo.network.signing import make_user_token, read_user_token

LONG_LIVED = timedelta(days=60)
DATA_ACCESS = timedelta(days=90)
LONGEST_ADDRESS, LONGEST_TOKEN = 300, 120
OK = 200
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


def exchange_token(call: Call) -> dict[str, Any]:
    """Answer ``/oauth/access_token``: a long-lived token for a short one, or the app's own."""
    app = PretendApp.objects.filter(app_id=call.word("client_id")).first()
    if app is None or not hmac.compare_digest(call.word("client_secret").encode(), app.secret.encode()):
        raise GraphError(1, "Error validating client secret.")
    if call.word("grant_type") == "client_credentials":
        return {"access_token": f"{app.app_id}|{app.secret}", "token_type": "bearer"}
    if call.word("grant_type") != "fb_exchange_token":
        raise bad_parameter("Param grant_type must be one of {client_credentials, fb_exchange_token}")
    known = read_user_token(call.word("fb_exchange_token"))
    if known is None or known.app_id != app.app_id or known.expires_at <= call.now:
        raise GraphError(190, DEAD[463], subcode=463, status=UNAUTHORIZED)
    token = make_user_token(app, known.person, call.now + LONG_LIVED)
    return {"access_token": token, "token_type": "bearer", "expires_in": int(LONG_LIVED.total_seconds())}


def show_accounts(call: Call) -> dict[str, Any]:
    """Answer ``/me/accounts``: the pages that a person runs, with their tokens."""
    if call.caller is not Caller.PERSON:
        raise GraphError(2500, "An active access token must be used to query information about the current user.")
    pages = PretendPage.objects.filter(app=call.app)
    return list_rows(pages, call, lambda page: show_page(page, call), column="remote_id", newest_first=False)


def debug_token(call: Call) -> dict[str, Any]:
    """Answer ``/debug_token``: what a token is worth, asked in the name of its app."""
    app, token = call.app, call.word("input_token")
    if app is None:
        raise bad_parameter("You must provide an app access token, or a user access token that is an owner of the app")
    if person := read_user_token(token):
        is_over = person.expires_at <= call.now
        told = _told(call, app, about=person.person, kind="USER", subcode=463 if is_over else 0)
        return {"data": {**told, "expires_at": int(person.expires_at.timestamp())}}
    page = PretendPage.objects.filter(token=token, app=app).first()
    if page is None:
        error = {"code": 190, "message": "Invalid OAuth access token.", "subcode": 467}
        return {"data": {"app_id": app.app_id, "is_valid": False, "scopes": [], "error": error}}
    told = _told(call, app, about=page.remote_id, kind="PAGE", subcode=mood_towards(page.remote_id).dead_token or 0)
    return {"data": {**told, "profile_id": page.remote_id}}


def subscriptions(app_id: str, call: Call) -> dict[str, Any]:
    """Answer ``/{app}/subscriptions``: where the app listens, and to what."""
    app = call.app
    if call.caller is not Caller.APP or app is None or app.app_id != app_id:
        raise GraphError(15, "This method must be called with an app access_token.")
    if call.method == "GET":
        fields = [{"name": name, "version": "v26.0"} for name in app.fields.split(",") if name]
        listens = {"object": "page", "callback_url": app.callback_url, "active": True, "fields": fields}
        return {"data": [listens] if app.callback_url else []}
    if call.method == "DELETE":
        app.callback_url = app.fields = ""
        app.save(update_fields=["callback_url", "fields"])
        return {"success": True}
    if call.word("object") != "page":
        raise bad_parameter("Param object must be one of {page}: nothing else is pretended here")
    fields_wanted = _fields(call.word("fields"))
    _shake_hands(call.word("callback_url"), call.word("verify_token"))
    app.callback_url, app.verify_token, app.fields = call.word("callback_url"), call.word("verify_token"), fields_wanted
    app.save(update_fields=["callback_url", "verify_token", "fields"])
    return {"success": True}


def subscribed_apps(page: PretendPage, call: Call) -> dict[str, Any]:
    """Answer ``/{page}/subscribed_apps``: what the page tells the app."""
    app = call.app
    if app is None or call.own_page().remote_id != page.remote_id:
        raise not_there(page.remote_id)
    if call.method == "GET":
        fields = [name for name in page.subscribed_fields.split(",") if name]
        told = {"id": app.app_id, "name": app.name, "link": "", "category": "Government", "subscribed_fields": fields}
        return {"data": [told] if fields else []}
    call.need("pages_manage_metadata")
    page.subscribed_fields = "" if call.method == "DELETE" else _fields(call.word("subscribed_fields"))
    page.save(update_fields=["subscribed_fields"])
    return {"success": True}


def _fields(text: str) -> str:
    known, wanted = ALL_FIELDS.split(","), [name.strip() for name in text.split(",") if name.strip()]
    if not wanted:
        raise bad_parameter("The parameter subscribed_fields is required")
    for place, name in enumerate(wanted):
        if name not in known:
            message = f'Param subscribed_fields[{place}] must be one of {{{", ".join(known)}}} - got "{name[:40]}".'
            raise bad_parameter(message)
    return ",".join(wanted)


def _shake_hands(url: str, verify_token: str) -> None:
    """Ask the address whether it wants this; only addresses of this machine are asked, since this network is a pretence."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    is_known = host in {*THIS_MACHINE, urlsplit(settings.PUBLIC_ADDRESS).hostname}
    if not is_known or len(url) > LONGEST_ADDRESS or len(verify_token) > LONGEST_TOKEN:
        raise GraphError(2200, "The callback must be on this machine: this is a pretend network.")
    challenge = str(secrets.randbelow(10**10))
    status, text = ask_whether_wanted(url, challenge, verify_token)
    if status != OK or text != challenge:
        message = f"Callback verification failed with the following errors: HTTP Status Code = {status}"
        raise GraphError(2200, message)


def _told(call: Call, app: PretendApp, *, about: str, kind: str, subcode: int) -> dict[str, Any]:
    scopes = [] if subcode else [scope for scope in SCOPES if is_granted(mood_towards(about), scope)]
    message = DEAD.get(subcode, "The session is invalid.")
    return {
        "app_id": app.app_id,
        "type": kind,
        "application": app.name,
        "data_access_expires_at": int((call.now + DATA_ACCESS).timestamp()),
        "expires_at": 0,
        "is_valid": not subcode,
        "scopes": scopes,
        "granular_scopes": [{"scope": scope} for scope in scopes],
        "user_id": "1",
        **({"error": {"code": 190, "message": message, "subcode": subcode}} if subcode else {}),
    }
