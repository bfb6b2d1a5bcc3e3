"""Does the account still hear and speak? Facebook never tells of a token's death, so we ask every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.errors import meaning_of
from sanglap.channels.connectors.facebook.graph import Outcome, writing_trouble
from sanglap.channels.connectors.facebook.permissions import (
    FIELD_PREFIX,
    FIELDS,
    NEEDED_FIELDS,
    Permission,
    granted_for,
    missing_permissions,
)
from sanglap.channels.contract import Delivery, Health
from sanglap.channels.untrusted import Value, list_of, moment, number_of, object_of, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.channels.connectors.facebook.graph import Graph


def check(graph: Graph, now: datetime) -> Health:
    """Ask for the token, its permissions and the page's subscription, in this order; the first fault is told."""
    token = inspect_token(graph)
    if not token.is_ok:
        return _trouble(token)
    data = object_of(token.data, "data")
    expires_at = expiry_of(data, now)
    if data.get("is_valid") is not True or (expires_at is not None and expires_at <= now):
        return _dead_token(data, expires_at)
    missing = missing_permissions(granted_for(graph.account.page_id, data))
    subscription = graph.get(graph.account.page_id, "subscribed_apps")
    if not subscription.is_ok:
        return _trouble(subscription, expires_at)
    return _judge(missing, missing_fields(graph, subscription.data), expires_at)


def inspect_token(graph: Graph, token: str = "") -> Outcome:
    """Ask what a token (the page's own, if none is named) is worth, in the name of the app."""
    account = graph.account
    app = f"{account.app_id}|{account.app_secret}" if account.app_id and account.app_secret else ""
    return graph.get("debug_token", token=app, input_token=token or account.token)


def expiry_of(token_data: Value, now: datetime) -> datetime | None:
    """Return when the token or its access to data ends, whichever is sooner; None for never (0 on the network)."""
    ends = [
        moment(token_data[name], now) for name in ("expires_at", "data_access_expires_at") if (number_of(token_data, name) or 0) > 0
    ]
    return min(ends, default=None)


def missing_fields(graph: Graph, subscribed: Value) -> tuple[str, ...]:
    """Return the webhook fields that this page does not send to our app."""
    ours = [
        one
        for one in list_of(subscribed, "data")
        if isinstance(one, dict) and (not graph.account.app_id or text_of(one, "id") == graph.account.app_id)
    ]
    fields = {text_of({"field": field}, "field") for one in ours for field in list_of(one, "subscribed_fields")}
    return tuple(field for field in FIELDS if field not in fields)


def _judge(missing: tuple[Permission, ...], fields: tuple[str, ...], expires_at: datetime | None) -> Health:
    names = (*(one.name for one in missing), *(FIELD_PREFIX + field for field in fields))
    if needed := [one for one in missing if one.is_needed]:
        return Health(ok=False, code="permission", reason=_sentence(needed), expires_at=expires_at, missing=names)
    if NEEDED_FIELDS.intersection(fields):
        reason = "The page does not send us its posts: it has to be subscribed again."
        return Health(ok=False, code="not_subscribed", reason=reason, expires_at=expires_at, missing=names)
    told = [_sentence(list(missing))] if missing else []
    told += [f"Not subscribed: {', '.join(fields)}."] if fields else []
    return Health(ok=True, reason=" ".join(told), expires_at=expires_at, missing=names)


def _sentence(missing: list[Permission]) -> str:
    return "Missing: " + "; ".join(f"{one.name} ({one.without_it})" for one in missing) + "."


def _dead_token(data: Value, expires_at: datetime | None) -> Health:
    error = object_of(data, "error")
    code, subcode = (int(number_of(error, name) or 0) for name in ("code", "subcode"))
    meaning = meaning_of(code or 190, subcode, is_sign_in=True)
    return Health(ok=False, code=meaning.name, reason=meaning.reason, expires_at=expires_at)


def _trouble(outcome: Outcome, expires_at: datetime | None = None) -> Health:
    """Tell a fault of the account from a network that is away or wants us to slow down."""
    trouble = writing_trouble(outcome)
    if trouble.delivery in {Delivery.WAIT, Delivery.UNKNOWN}:
        reason = "Facebook could not be asked about this page. It is asked again later."
        return Health(ok=False, code="unreachable", reason=reason, expires_at=expires_at)
    return Health(ok=False, code=trouble.code, reason=trouble.reason, expires_at=expires_at)
