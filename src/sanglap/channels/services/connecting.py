"""An operator connects an app and the offices' pages; secrets are locked before they are stored (R2)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from sanglap.channels.accounts import plain_account
from sanglap.channels.connectors.facebook.connecting import connect, subscribe_app
from sanglap.channels.connectors.facebook.graph import Graph, shared_client
from sanglap.channels.contract import UnableToRead
from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import lock

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.models import Office

FACEBOOK = "facebook"


class UnableToConnect(ValueError):
    """The page belongs to another office already, or the account is of another kind; the message says which."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A connected page and, in plain words, what is not possible on it yet."""

    page: Page
    expires_at: datetime | None
    missing: tuple[str, ...]


def webhook_address(key: str) -> str:
    """Return the address that a network must be given for an account."""
    return f"{settings.PUBLIC_ADDRESS}/channels/{FACEBOOK}/{key}/webhook"


def connect_app(key: str, *, name: str, app_id: str, app_secret: str, tells_network: bool) -> Account:
    """Keep the account of a Facebook app, or renew its secret, and give Facebook our webhook's address.

    Facebook asks that address at once, so the account is there before; when it refuses, what was kept before is kept
    still. The verify token stays what it was. Raises :class:`UnableToConnect` and ``UnableToRead``.
    """
    before = Account.objects.filter(key=key).first()
    if before is not None and before.kind != FACEBOOK:
        message = f"The account {key} is of the kind {before.kind}."
        raise UnableToConnect(message)
    account = Account(
        key=key,
        kind=FACEBOOK,
        name=name,
        app_id=app_id,
        app_secret=lock(app_secret),
        verify_token=before.verify_token if before else lock(secrets.token_urlsafe(24)),
        api_root=settings.GRAPH_ADDRESS,
    )
    account.save()
    if tells_network:
        try:
            subscribe_app(Graph(plain_account(account), shared_client()), webhook_address(key))
        except UnableToRead:
            if before is None:
                account.delete()
            else:
                before.save()
            raise
    return account


def connect_office_page(account: Account, office: Office, *, user_token: str, page_id: str, now: datetime) -> Connected:
    """Connect a page that the owner of ``user_token`` runs to its office; again renews its key.

    Raises :class:`UnableToConnect` when the page stands for another office, ``UnableToRead`` when Facebook refuses.
    """
    known = Page.objects.filter(kind=FACEBOOK, remote_id=page_id).exclude(office=office).select_related("office").first()
    if known is not None:
        message = f"This page stands for {known.office.code} already."
        raise UnableToConnect(message)
    found = connect(plain_account(account), shared_client(), user_token, page_id, now)
    facts = {
        "account": account,
        "office": office,
        "district_id": office.district_code,
        "name": found.name,
        "address": f"https://www.facebook.com/{page_id}",
        "token": lock(found.account.token),
        "status": Page.LIVE,
        "status_reason": "",
        "checked_at": now,
    }
    with transaction.atomic():
        page, _ = Page.objects.update_or_create(
            kind=FACEBOOK, remote_id=page_id, defaults=facts, create_defaults={**facts, "opened_on": now.date()}
        )
    missing = [f"{one.name}: {one.without_it}" for one in found.missing]
    missing += [f"field {name}: not subscribed" for name in found.missing_fields]
    return Connected(page, found.expires_at, tuple(missing))
