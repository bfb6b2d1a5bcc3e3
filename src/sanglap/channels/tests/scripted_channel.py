"""A network for tests: it answers as it was told to, remembers what reached it, and knows what stands on its pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sanglap.channels.connectors.facebook.windows import window as facebook_window
from sanglap.channels.contract import (
    Account,
    Delivery,
    Health,
    IncomingPost,
    OutgoingReply,
    ReplyMode,
    SendResult,
    WebhookAnswer,
    Window,
)

Scripted = SendResult | Callable[[OutgoingReply], SendResult]
NOT_THERE = SendResult(Delivery.REFUSED, code="not_found", reason="It did not arrive.")
NO_LINE = SendResult(Delivery.WAIT, retry_after=timedelta(minutes=2), code="unreachable", reason="No line.")
NO_ANSWER = SendResult(Delivery.UNKNOWN, code="no_answer", reason="The answer never came.")
DEAD_TOKEN = SendResult(Delivery.BROKEN, code="190/463", reason="The page must be connected again.")


class ScriptedChannel:
    """See :class:`sanglap.channels.contract.Channel`. Without a script, everything is sent at once."""

    kind = "scripted"
    text_limits = {ReplyMode.PUBLIC: 200, ReplyMode.PRIVATE_REPLY: 100, ReplyMode.MESSAGE: 100}

    def __init__(self) -> None:
        self.asked: list[OutgoingReply] = []
        self.there: dict[str, str] = {}  # reference → the network's id
        self.script: list[Scripted] = []
        self.always: Scripted | None = None
        self.look_up: SendResult | None = None
        self.looked_up: list[str] = []
        self.is_healthy = Health(ok=True)
        self._lock = threading.Lock()

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        with self._lock:
            self.asked.append(reply)
            step = self.script.pop(0) if self.script else self.always
        result = step(reply) if callable(step) else step
        return result or self.publish(reply)

    def publish(self, reply: OutgoingReply) -> SendResult:
        """Let it stand on the page; twice under one reference would be seen as two."""
        with self._lock:
            name = f"r{len(self.there) + 1}"
            assert reply.reference not in self.there, "sent twice"
            self.there[reply.reference] = name
        return SendResult(Delivery.SENT, remote_id=name)

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        self.looked_up.append(reply.reference)
        if self.look_up is not None:
            return self.look_up
        name = self.there.get(reply.reference)
        return SendResult(Delivery.SENT, remote_id=name) if name else NOT_THERE

    def health(self, account: Account, now: datetime) -> Health:
        return self.is_healthy

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        return facebook_window(last_from_citizen, commented_at)

    def handshake(self, account: Account, query: object) -> WebhookAnswer:
        return WebhookAnswer(200)

    def verify(self, account: Account, headers: object, body: bytes) -> WebhookAnswer:
        return WebhookAnswer(200, keep=True)

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        return ()

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        return ()

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        return ()
