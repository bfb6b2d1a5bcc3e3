"""Does the account still hear and speak? Facebook never tells of a token's death, so we ask every day."""

from __future__ import annotations

from datetime import UTC, datetime

from sanglap.channels.connectors.facebook.errors import meaning_of
from sanglap.channels.connectors.facebook.graph import call
from sanglap.channels.contract import Account, Health

FIELDS = ("feed", "mention", "ratings", "messages", "messaging_postbacks", "message_echoes", "message_edits", "message_deliveries", "message_reads", "standby")
PERMISSIONS = {
    "pages_manage_metadata": "new posts are not reported",
    "pages_read_user_content": "what citizens write cannot be read",
    "pages_manage_engagement": "answers in public are impossible",
    "pages_messaging": "private answers are impossible",
}


def check(account: Account, now: datetime) -> Health:
    """Ask ``debug_token`` and compare the subscription; re-subscribe where a field is missing."""
    del now
    app_token = f"{account.app_id}|{account.app_secret}"
    outcome = call(account, "GET", "debug_token", params={"input_token": account.token}, token=app_token)
    if not outcome.answered:
        return Health(ok=False, code="unreachable", reason="Facebook cannot be reached.")
    data = outcome.data.get("data")
    data = data if isinstance(data, dict) else {}
    if not outcome.ok or data.get("is_valid") is not True:
        error = data.get("error") if isinstance(data.get("error"), dict) else outcome.error
        code, subcode = int((error or {}).get("code") or 190), (error or {}).get("subcode") or outcome.subcode
        return Health(ok=False, code=f"{code}/{subcode}" if subcode else str(code), reason=meaning_of(code, subcode).reason)
    scopes = data.get("scopes")
    missing = tuple(name for name in PERMISSIONS if isinstance(scopes, list) and name not in scopes)
    expires = data.get("expires_at")
    _subscribe(account)
    return Health(
        ok=not missing,
        code="200" if missing else "",
        reason="; ".join(f"{name}: {PERMISSIONS[name]}" for name in missing),
        expires_at=datetime.fromtimestamp(expires, UTC) if isinstance(expires, int) and expires else None,
        missing=missing,
    )


def _subscribe(account: Account) -> None:
    """Put the page's subscription right when Facebook has dropped it."""
    path = f"{account.page_id}/subscribed_apps"
    outcome = call(account, "GET", path)
    listed = outcome.data.get("data") if outcome.ok else None
    subscribed = {name for app in listed or [] if isinstance(app, dict) for name in app.get("subscribed_fields", [])}
    if outcome.ok and not set(FIELDS) <= subscribed:
        call(account, "POST", path, params={"subscribed_fields": ",".join(FIELDS)})
