from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from sanglap.channels.connectors.facebook.channel import FacebookChannel
from sanglap.channels.connectors.facebook.graph import Graph
from sanglap.channels.connectors.facebook.tests.scripted_graph import ScriptedGraph
from sanglap.channels.contract import Account

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture
def network() -> Iterator[ScriptedGraph]:
    graph = ScriptedGraph()
    yield graph
    graph.close()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=httpx.Timeout(5.0, read=1.5), trust_env=False) as one:
        yield one


@pytest.fixture
def account(network: ScriptedGraph) -> Account:
    return Account(
        key="ward-12",
        page_id="112",
        token="EAAtesttoken",
        app_id="900",
        app_secret="test_app_secret",
        verify_token="OURS",
        api_root=network.root,
    )


@pytest.fixture
def channel(client: httpx.Client) -> FacebookChannel:
    return FacebookChannel(client)


@pytest.fixture
def graph(account: Account, client: httpx.Client) -> Graph:
    return Graph(account, client)
