"""A network's side of the story: pages of offices, posts in Facebook's own shape, signed webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sanglap.channels.models import Account, Page
from sanglap.channels.secrets import lock
from sanglap.directory.offices.models import Office

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

ACCOUNT, SECRET, VERIFY_TOKEN = "stage", "test_app_secret", "test_verify_token"


def page_of(office_code: str, remote_id: str = "112") -> Page:
    """Return the office's page, made with its account when it is not there yet."""
    account, _ = Account.objects.get_or_create(
        key=ACCOUNT,
        defaults={
            "kind": "facebook",
            "name": "Stage",
            "app_id": "4711",
            "app_secret": lock(SECRET),
            "verify_token": lock(VERIFY_TOKEN),
            "api_root": "http://127.0.0.1:9/graph",
        },
    )
    office = Office.objects.get(code=office_code)
    page, _ = Page.objects.get_or_create(
        kind="facebook",
        remote_id=remote_id,
        defaults={
            "account": account,
            "office": office,
            "district_id": office.district_code,
            "name": office.name_en,
            "token": lock("EAAtesttoken"),
        },
    )
    return page


def visitor_post(
    number: int, words: str, *, at: datetime, page: str = "112", author: str = "7001", name: str = "Rahima", verb: str = "add"
) -> dict[str, Any]:
    """Return a citizen's post on the page, as ``changes[].value``."""
    value = {"item": "post", "verb": verb, "from": {"id": author, "name": name}, "post_id": f"{page}_{number}"}
    return {**value, "message": words, "created_time": int(at.timestamp())}


def comment(
    number: int,
    words: str,
    *,
    at: datetime,
    under: int,
    page: str = "112",
    author: str = "7001",
    name: str = "Rahima",
    verb: str = "add",
    parent: int | None = None,
) -> dict[str, Any]:
    """Return a comment under a post (or, with ``parent``, under a comment), as ``changes[].value``."""
    return {
        "item": "comment",
        "verb": verb,
        "from": {"id": author, "name": name},
        "post_id": f"{page}_{under}",
        "comment_id": f"{under}_{number}",
        "parent_id": f"{under}_{parent}" if parent else f"{page}_{under}",
        "message": words,
        "created_time": int(at.timestamp()),
    }


def body_of(values: Sequence[dict[str, Any]], page: str = "112") -> bytes:
    """Return one webhook body that holds these changes, ASCII-escaped as Facebook does."""
    changes = [{"field": "feed", "value": value} for value in values]
    at = max((value["created_time"] for value in values), default=0)
    return json.dumps({"object": "page", "entry": [{"id": page, "time": at, "changes": changes}]}).encode()


def signed(body: bytes, secret: str = SECRET) -> str:
    """Return the signature header's value for a body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def deliver(client: Client, *values: dict[str, Any], page: str = "112") -> HttpResponse:
    """Deliver changes as one signed webhook."""
    body = body_of(values, page)
    return client.post(  # type: ignore[return-value]
        f"/channels/facebook/{ACCOUNT}/webhook",
        body,
        content_type="application/json",
        headers={"X-Hub-Signature-256": signed(body)},
    )
