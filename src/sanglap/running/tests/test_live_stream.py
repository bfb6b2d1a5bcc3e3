"""Screens are told that something changed, each only of what it may see."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from sanglap.config import env
from sanglap.foundation import clock
from sanglap.foundation.live import announce_live
from sanglap.foundation.live_tokens import CHANNEL, make_live_token
from sanglap.running import live_stream
from sanglap.running.live_stream import LiveStream

PATIENCE = 10.0


class Screen:
    """A page that listens."""

    def __init__(self, stream: LiveStream, paths: list[str], *, token: str = "", path: str = "/live/") -> None:
        given = token or make_live_token(paths, stream.secret_key, clock.now())
        self.heard: asyncio.Queue[str] = asyncio.Queue()
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.leaves = asyncio.Event()
        scope = {"type": "http", "path": path, "query_string": f"token={given}".encode()}
        self.open = asyncio.create_task(stream(scope, self._receive, self._send))

    async def next(self) -> str:
        return await asyncio.wait_for(self.heard.get(), PATIENCE)

    async def leave(self) -> None:
        self.leaves.set()
        await asyncio.wait_for(self.open, PATIENCE)

    async def _receive(self) -> dict[str, Any]:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            self.heard.put_nowait(message["body"].decode())


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> LiveStream:
    monkeypatch.setattr(live_stream, "SMALLEST_GAP", 0.05)
    return LiveStream()


def play(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


class TestAScreenOfDhaka:
    def test_it_hears_of_its_own_offices_only(self, stream: LiveStream) -> None:
        async def story() -> None:
            dhaka, rajshahi = Screen(stream, ["/cab/dhaka/"]), Screen(stream, ["/cab/rajshahi/"])
            assert await dhaka.next() == await rajshahi.next() == "retry: 2000\n\n"
            stream.tell(["/cab/dhaka/savar/"])
            assert await dhaka.next() == "event: changed\ndata: 1\n\n"
            assert rajshahi.heard.empty()
            await dhaka.leave()
            await rajshahi.leave()
            assert not stream.listeners

        play(story())

    def test_a_flood_of_news_is_told_a_few_times_only(self, stream: LiveStream) -> None:
        async def story() -> None:
            screen = Screen(stream, ["/"])
            await screen.next()
            for _ in range(1_000):
                stream.tell(["/cab/"])
            assert await screen.next() == "event: changed\ndata: 1000\n\n"
            assert screen.heard.empty()
            await screen.leave()

        play(story())

    def test_silence_is_kept_alive(self, stream: LiveStream, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_stream, "HEARTBEAT", 0.02)

        async def story() -> None:
            screen = Screen(stream, ["/"])
            await screen.next()
            assert (await screen.next()).startswith(":")
            await screen.leave()

        play(story())

    def test_only_our_own_pages_may_read_the_stream(self, stream: LiveStream) -> None:
        async def story() -> None:
            screen = Screen(stream, ["/"])
            await screen.next()
            assert screen.headers[b"access-control-allow-origin"] == stream.origin.encode()
            assert screen.headers[b"content-type"].startswith(b"text/event-stream")
            await screen.leave()

        play(story())


class TestSomebodyElse:
    def test_without_a_token_nothing_is_heard(self, stream: LiveStream) -> None:
        async def story() -> None:
            old = make_live_token(["/"], stream.secret_key, clock.now() - timedelta(days=2))
            for token in ("guessed", old, "%00.%00"):
                screen = Screen(stream, [], token=token)
                await screen.open
                assert screen.status == 403

        play(story())

    def test_there_is_nothing_but_the_stream_and_its_health(self, stream: LiveStream) -> None:
        async def story() -> None:
            elsewhere, health = Screen(stream, ["/"], path="/desk/"), Screen(stream, ["/"], path="/health")
            await asyncio.gather(elsewhere.open, health.open)
            assert elsewhere.status == 404
            assert health.status == 503  # it does not hear the database yet

        play(story())

    def test_too_many_are_asked_to_come_back(self, stream: LiveStream, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_stream, "MOST_CLIENTS", 1)

        async def story() -> None:
            first, second = Screen(stream, ["/"]), Screen(stream, ["/"])
            await first.next()
            await second.open
            assert second.status == 503
            await first.leave()

        play(story())


@pytest.mark.django_db(transaction=False)
class TestNewsFromTheDatabase:
    def test_it_arrives_and_a_broken_connection_is_made_good(self, stream: LiveStream, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_stream, "REST_AFTER_TROUBLE", 0.01)
        stream.database = env.text("SANGLAP_DATABASE_URL")

        async def story() -> None:
            listening = asyncio.create_task(stream.listen())
            screen = Screen(stream, ["/cab/"])
            await screen.next()
            assert "changed" in await screen.next()  # whoever was there before the connection is told to look
            async with await psycopg.AsyncConnection.connect(stream.database, autocommit=True) as elsewhere:
                await elsewhere.execute("SELECT pg_notify(%s, %s)", [CHANNEL, "/other/\n/cab/dhaka/"])
                assert "changed" in await screen.next()
                await elsewhere.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [stream.name]
                )
                assert "changed" in await screen.next()  # after a break news may have been missed
            await screen.leave()
            listening.cancel()

        play(story())

    def test_long_news_is_told_in_parts(self) -> None:
        paths = [f"/cab/division/district/upazila/{number:06}/" for number in range(1_000)]
        with transaction.atomic(), connection.cursor() as cursor:
            announce_live(paths)
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
