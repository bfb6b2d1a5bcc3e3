"""Connecting a page: from an administrator's short-lived token to a page that tells us everything and lets us answer.

Exchange the token → list the pages → choose one → look at the page's own token → subscribe → see that it is so.
Every step raises :class:`UnableToRead` with the reason in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook.graph import Graph, Outcome, reading_trouble
from sanglap.channels.connectors.facebook.health import expiry_of, inspect_token, missing_fields
from sanglap.channels.connectors.facebook.permissions import FIELDS, Permission, granted_for, missing_permissions
from sanglap.channels.contract import Account, Delivery, SendResult, UnableToRead
from sanglap.channels.untrusted import identifier_of, list_of, object_of, text_of

if TYPE_CHECKING:
    from datetime import datetime

    import httpx


@dataclass(frozen=True, slots=True)
class ManagedPage:
    """A page that the administrator may connect, with its own token."""

    id: str
    name: str
    token: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConnectedPage:
    """A connected page: what to store, and what is not possible on it."""

    account: Account
    name: str
    expires_at: datetime | None
    granted: tuple[str, ...]
    missing: tuple[Permission, ...]
    missing_fields: tuple[str, ...]


def exchange_token(graph: Graph, user_token: str) -> str:
    """Return a token of about 60 days for one of one or two hours."""
    account = graph.account
    outcome = graph.get(
        "oauth",
        "access_token",
        token=user_token,
        grant_type="fb_exchange_token",
        client_id=account.app_id,
        client_secret=account.app_secret,
        fb_exchange_token=user_token,
    )
    token = text_of(_expect(outcome).data, "access_token")
    if not token:
        raise _unexpected("Facebook gave no long-lived key for this one.")
    return token


def list_pages(graph: Graph, user_token: str) -> tuple[ManagedPage, ...]:
    """Return the pages that this person runs. Their tokens have no date of expiry, yet die with a password or a role."""
    person = Graph(replace(graph.account, token=user_token), graph.client)
    found = person.listing("me", "accounts", is_urgent=True, limit=100, fields="id,name,tasks,access_token")
    return tuple(
        ManagedPage(
            id=identifier_of(one, "id"),
            name=text_of(one, "name"),
            token=text_of(one, "access_token"),
            tasks=tuple(text_of({"task": task}, "task") for task in list_of(one, "tasks")),
        )
        for one in found
        if identifier_of(one, "id") and text_of(one, "access_token")
    )


def subscribe_app(graph: Graph, callback_url: str) -> None:
    """Tell Facebook, once for the whole app, where our webhook is. It asks that address back at once."""
    account = graph.account
    outcome = graph.post(
        account.app_id,
        "subscriptions",
        token=f"{account.app_id}|{account.app_secret}",
        object="page",
        callback_url=callback_url,
        fields=",".join(FIELDS),
        verify_token=account.verify_token,
    )
    _expect_success(outcome, "Facebook did not accept the webhook's address.")


def subscribe_page(graph: Graph) -> tuple[str, ...]:
    """Install the app on the page, look whether it is so, and return the fields that are still missing."""
    edge = (graph.account.page_id, "subscribed_apps")
    _expect_success(graph.post(*edge, subscribed_fields=",".join(FIELDS)), "The page did not accept the subscription.")
    return missing_fields(graph, _expect(graph.get(*edge)).data)


def connect_page(graph: Graph, page: ManagedPage, now: datetime) -> ConnectedPage:
    """Connect a chosen page; say what is missing and what that disables."""
    account = replace(graph.account, page_id=page.id, token=page.token)
    own = Graph(account, graph.client)
    data = object_of(_expect(inspect_token(own)).data, "data")
    granted = granted_for(page.id, data)
    return ConnectedPage(
        account=account,
        name=page.name,
        expires_at=expiry_of(data, now),
        granted=tuple(sorted(granted)),
        missing=missing_permissions(granted),
        missing_fields=subscribe_page(own),
    )


def connect(account: Account, client: httpx.Client, user_token: str, page_id: str, now: datetime) -> ConnectedPage:
    """Do all of it for one page, named by its id."""
    graph = Graph(account, client)
    for page in list_pages(graph, exchange_token(graph, user_token)):
        if page.id == page_id:
            return connect_page(graph, page, now)
    raise _unexpected("This person does not run that page.")


def _expect(outcome: Outcome) -> Outcome:
    if not outcome.is_ok:
        raise UnableToRead(reading_trouble(outcome))
    return outcome


def _expect_success(outcome: Outcome, reason: str) -> None:
    if _expect(outcome).data.get("success") is not True:
        raise _unexpected(reason)


def _unexpected(reason: str) -> UnableToRead:
    return UnableToRead(SendResult(Delivery.REFUSED, code="unexpected", reason=reason))
