"""A light source of HTTP requests: plain sockets kept open, so that it takes as little as possible of what it measures."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

WORDS = (
    "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি",
    "rasta venge gese, sako diye school e jawa jay na",
    "খালের ওপর দোকান তুলছে, পানি নামে না",
    "The tube well in our village has been broken for two weeks",
    "head sir ase na, class hoy na",
    "নামজারি তিন মাস ধরে ঝুলে আছে, দালাল ছাড়া কাজ হয় না",
)


@dataclass
class Tally:
    """What the requests of all connections came to."""

    answered: int = 0
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, answered: int, wrong: int, seconds: list[float]) -> None:
        """Add one connection's share."""
        with self.lock:
            self.answered += answered
            self.wrong += wrong
            self.seconds += seconds


def webhook(path: str, port: int, secret: str, pages: list[str], number: int, posts: int) -> bytes:
    """Return one signed webhook as the bytes of a request: ``posts`` new posts of new citizens on one page."""
    page = pages[(number * 7919) % len(pages)]
    changes = []
    for place in range(posts):
        post = number * posts + place
        value = {
            "item": "post", "verb": "add", "from": {"id": f"9{post}", "name": "Rahima Khatun"}, "post_id": f"{page}_{post}",
            "message": WORDS[post % len(WORDS)], "created_time": int(time.time()),
        }  # fmt: skip
        changes.append({"field": "feed", "value": value})
    body = json.dumps({"object": "page", "entry": [{"id": page, "time": int(time.time()), "changes": changes}]}).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\n\r\n"
    )
    return head.encode() + body


def get(path: str, port: int, cookie: str = "") -> bytes:
    """Return a GET request as bytes."""
    told = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n{told}\r\n".encode()


def as_fast_as_possible(port: int, requests: Iterator[bytes], connections: int, until: float) -> Tally:
    """Send requests over some connections, each waiting for its answer, until the moment ``until`` (monotonic)."""
    tally, lock = Tally(), threading.Lock()

    def take() -> bytes | None:
        with lock:
            return next(requests, None)

    def send() -> None:
        done, wrong, seconds = 0, 0, []
        with Connection(port) as connection:
            while time.monotonic() < until and (request := take()) is not None:
                started = time.perf_counter()
                status = connection.ask(request)
                seconds.append(time.perf_counter() - started)
                done += 1
                wrong += status != 200  # noqa: PLR2004 – HTTP
        tally.add(done, wrong, seconds)

    _together(send, connections)
    return tally


def at_a_pace(port: int, requests: Iterator[bytes], a_second: float, seconds: float, connections: int = 8) -> Tally:
    """Send requests at fixed moments, whatever the answers do: waiting for a slow answer counts against it."""
    tally, began, lock = Tally(), time.perf_counter() + 0.2, threading.Lock()
    planned = iter(
        [(began + place / a_second, request) for place, request in zip(range(int(a_second * seconds)), requests, strict=False)]
    )

    def take() -> tuple[float, bytes] | None:
        with lock:
            return next(planned, None)

    def send() -> None:
        done, wrong, taken = 0, 0, []
        with Connection(port) as connection:
            while (one := take()) is not None:
                at, request = one
                time.sleep(max(0.0, at - time.perf_counter()))
                status = connection.ask(request)
                taken.append(time.perf_counter() - at)
                done += 1
                wrong += status != 200  # noqa: PLR2004 – HTTP
        tally.add(done, wrong, taken)

    _together(send, connections)
    return tally


class Connection:
    """One kept-open connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.socket.close()

    def ask(self, request: bytes) -> int:
        """Send a request, read its whole answer and return the status; ``size`` is then the body's length in bytes."""
        self.socket.sendall(request)
        received = self._more()
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"content-length:" in lower:
            length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
            while len(body) < length:
                body += self._more()
        elif b"chunked" in lower:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
        self.size = len(body)
        return int(head[9:12])

    def _more(self) -> bytes:
        received = self.socket.recv(65536)
        if not received:
            message = "The server closed the connection in the middle of its answer."
            raise ConnectionResetError(message)
        return received


def _together(send: Callable[[], None], connections: int) -> None:
    threads = [threading.Thread(target=send) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
