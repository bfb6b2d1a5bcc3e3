"""Accounts with their secrets, as connectors want them; cached for some seconds, since every webhook asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.channels.contract import Account as ConnectorAccount
from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import unlock

if TYPE_CHECKING:
    from datetime import datetime

SECONDS_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account with its secrets in the clear, for this process only."""

    kind: str
    account: ConnectorAccount
    read_at: datetime


_known: dict[str, KnownAccount] = {}


class UnknownAccount(LookupError):
    """No active account has this key and kind."""


def account_for_webhook(kind: str, key: str, now: datetime) -> ConnectorAccount:
    """Return the account that a webhook names. Raises :class:`UnknownAccount`."""
    known = _known.get(key)
    if known is None or (now - known.read_at).total_seconds() > SECONDS_REMEMBERED:
        row = Account.objects.filter(key=key, is_active=True).first()
        if row is None:
            _known.pop(key, None)
            message = f"There is no account {key!r}."
            raise UnknownAccount(message)
        known = _known[key] = KnownAccount(row.kind, _plain(row, page_id="", token=""), now)
    if known.kind != kind:
        message = f"The account {key!r} is not of the kind {kind!r}."
        raise UnknownAccount(message)
    return known.account


def account_for_page(page: Page) -> ConnectorAccount:
    """Return what a connector needs to speak for a page. The page must come with its account."""
    return _plain(page.account, page_id=page.remote_id, token=unlock(page.token))


def plain_account(row: Account) -> ConnectorAccount:
    """Return what a connector needs to speak for an account without a page."""
    return _plain(row, page_id="", token="")


def _plain(row: Account, *, page_id: str, token: str) -> ConnectorAccount:
    return ConnectorAccount(
        key=row.key,
        page_id=page_id,
        token=token,
        app_id=row.app_id,
        app_secret=unlock(row.app_secret),
        verify_token=unlock(row.verify_token),
        api_root=row.api_root,
    )
