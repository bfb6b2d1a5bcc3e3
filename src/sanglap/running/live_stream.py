"""Live streams: a small ASGI program without Django that tells screens "something changed".

One connection listens to PostgreSQL for all clients. A client hears only paths its token allows, at most four times a
second, and then reads its page again through the normal way.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import psycopg

from sanglap.config import env
from sanglap.foundation import clock
from sanglap.foundation.live_tokens import CHANNEL, WrongToken, read_live_token

HEARTBEAT = 15.0
SMALLEST_GAP = 0.25
MOST_CLIENTS = 5_000
REST_AFTER_TROUBLE = 1.0

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream: what it may hear, and whether there is news for it."""

    paths: tuple[str, ...]
    news: asyncio.Event = field(default_factory=asyncio.Event)
    count: int = 0

    def hears(self, touched: str) -> bool:
        """Tell whether a touched path lies at or below one that this stream watches."""
        return any(touched.startswith(path) for path in self.paths)


class LiveStream:
    """The ASGI application."""

    def __init__(self) -> None:
        """Start without listeners; the database is asked when the server starts."""
        self.listeners: set[Listener] = set()
        self.listening: asyncio.Task[None] | None = None
        self.hears = False
        self.name = f"sanglap-live-{os.getpid()}"
        self.secret_key = env.text("SANGLAP_SECRET_KEY")
        self.origin = env.text("SANGLAP_PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
        self.database = env.text("SANGLAP_DATABASE_URL")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http" and scope["path"].rstrip("/") == "/live":
            await self._stream(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == "/health":
            await _answer(send, *((200, b"ok") if self.hears else (503, b"The database is away.")))
        elif scope["type"] == "http":
            await _answer(send, 404, b"There is nothing here.")

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.listening = asyncio.create_task(self.listen())
                await send({"type": "lifespan.startup.complete"})
            else:
                if self.listening:
                    self.listening.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def listen(self) -> None:
        """Hear the database for ever; after a break everybody is told to look, since news may have been missed."""
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                async with await psycopg.AsyncConnection.connect(
                    self.database, autocommit=True, application_name=self.name, connect_timeout=10
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self.hears = True
                    self.tell(["/"])
                    async for note in connection.notifies():
                        self.tell(note.payload.split("\n"))
            self.hears = False
            await asyncio.sleep(REST_AFTER_TROUBLE)

    def tell(self, touched: list[str]) -> None:
        """Wake the streams that hear one of the touched paths; ``/`` wakes all."""
        for listener in self.listeners:
            if touched == ["/"] or any(listener.hears(path) for path in touched):
                listener.count += 1
                listener.news.set()

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        try:
            paths = read_live_token(token, self.secret_key, clock.now())
        except WrongToken as trouble:
            await _answer(send, 403, str(trouble).encode())
            return
        if len(self.listeners) >= MOST_CLIENTS:
            await _answer(send, 503, b"Too many screens are open; this one asks from time to time instead.")
            return
        listener = Listener(paths)
        self.listeners.add(listener)
        leaving = asyncio.create_task(_left(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self._headers()})
            await self._feed(listener, leaving, send)
        finally:
            leaving.cancel()
            self.listeners.discard(listener)

    async def _feed(self, listener: Listener, leaving: asyncio.Task[None], send: Send) -> None:
        await _write(send, "retry: 2000\n\n")
        while not leaving.done():
            waiting = asyncio.create_task(listener.news.wait())
            await asyncio.wait({waiting, leaving}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if leaving.done():
                return
            if listener.news.is_set():
                listener.news.clear()
                await _write(send, f"event: changed\ndata: {listener.count}\n\n")
                await asyncio.sleep(SMALLEST_GAP)
            else:
                await _write(send, ": still here\n\n")

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
            (b"access-control-allow-origin", self.origin.encode()),
        ]


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _answer(send: Send, status: int, text: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
    await send({"type": "http.response.body", "body": text})


application = LiveStream()
