"""A pretend network with one office's page, an app that listens, and calls to its Graph API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from sanglap.demo.models import ALL_FIELDS, Delivery, Mood, PretendApp, PretendPage
from sanglap.demo.network.postman import postman
from sanglap.foundation import clock

NOW = datetime(2026, 9, 21, 13, 46, 40, tzinfo=UTC)
ROOT = "/demo/graph/v26.0"
NOWHERE = "http://127.0.0.1:9/nobody"


@dataclass
class Graph:
    """Calls of the page's app, as an app makes them."""

    client: Client
    page: PretendPage
    token: str
    answer: Any = field(default=None)

    def get(self, path: str, **words: Any) -> Any:
        """Read; return what the network says."""
        return self._told(self.client.get(f"{ROOT}/{path}", {"access_token": self.token, **words}))

    def post(self, path: str, **words: Any) -> Any:
        """Write a form."""
        return self._told(self.client.post(f"{ROOT}/{path}", {"access_token": self.token, **words}))

    def delete(self, path: str) -> Any:
        """Remove."""
        return self._told(self.client.delete(f"{ROOT}/{path}?access_token={self.token}"))

    def send(self, **body: Any) -> Any:
        """Use the Send API, in JSON."""
        address = f"{ROOT}/{self.page.remote_id}/messages?access_token={self.token}"
        return self._told(self.client.post(address, json.dumps(body), content_type="application/json"))

    def _told(self, answer: Any) -> Any:
        self.answer = answer
        return answer.json() if answer.content else None


@pytest.fixture(autouse=True)
def _no_postman() -> Iterator[None]:
    """Tests deliver by themselves; nobody may walk about with a database that ends with the test."""
    postman.rest()
    yield
    postman.resume()


@pytest.fixture
def app(db: None) -> PretendApp:
    """Return an app whose callback nobody answers."""
    return PretendApp.objects.create(
        app_id="4711", name="Sanglap", secret="test_app_secret", callback_url=NOWHERE, verify_token="test", fields=ALL_FIELDS
    )


@pytest.fixture
def page(app: PretendApp) -> PretendPage:
    """Return the page of Ward 12."""
    return PretendPage.objects.create(
        remote_id="112",
        office_code="ward-12",
        name="ওয়ার্ড ১২ কার্যালয়",
        name_en="Ward 12 Office",
        words="ward-12 ward 12 office savar সাভার",
        token="EAAtesttoken",
        app=app,
    )


@pytest.fixture
def graph(client: Client, page: PretendPage) -> Iterator[Graph]:
    """Return the Graph API as the page's app sees it, on a September evening."""
    with clock.frozen(NOW):
        yield Graph(client, page, page.token)


def told() -> list[dict[str, Any]]:
    """Return the entries of all webhooks that were made, the oldest first."""
    return [json.loads(bytes(one.body))["entry"][0] for one in Delivery.objects.order_by("id")]


def newest_change() -> Any:
    """Return the newest ``changes[].value``."""
    return told()[-1]["changes"][0]["value"]


def set_mood(**switches: Any) -> None:
    """Put the network in a mood."""
    Mood.objects.update_or_create(id=1, defaults=switches)


def app_token(app: PretendApp) -> str:
    """Return the token of the app itself."""
    return f"{app.app_id}|{app.secret}"
