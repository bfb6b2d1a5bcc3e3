"""Accounts and pages that the house itself needs."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import lock, unlock

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.directory.offices.models import Office

WEBFORM = "webform"


def webform_page(office: Office, *, now: datetime) -> tuple[Page, str]:
    """Return the office's form as a page, made when it is first used, and the secret that signs its envelopes."""
    account, _ = Account.objects.get_or_create(
        key=WEBFORM, defaults={"kind": WEBFORM, "name": "Sanglap", "app_secret": lock(secrets.token_urlsafe(32))}
    )
    page, _ = Page.objects.get_or_create(
        kind=WEBFORM,
        remote_id=office.code,
        defaults={
            "account": account,
            "office": office,
            "district_id": office.district_code,
            "name": office.name_en,
            "opened_on": now.date(),
        },
    )
    return page, unlock(account.app_secret)


def put_addresses_right(graph_address: str) -> int:
    """Let every Facebook account speak to the address of the settings; return how many were changed."""
    return (
        Account.objects.filter(kind="facebook").exclude(api_root=graph_address).exclude(api_root="").update(api_root=graph_address)
    )
