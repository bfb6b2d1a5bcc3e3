"""Facebook pages and Messenger as a channel: the contract's questions, each handed to the module that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanglap.channels.connectors.facebook import finding, health, sending, windows
from sanglap.channels.connectors.facebook.graph import Graph, shared_client
from sanglap.channels.connectors.facebook.reading import page_ids, read_body
from sanglap.channels.connectors.facebook.recent import read_recent
from sanglap.channels.connectors.facebook.verifying import answer_handshake
from sanglap.channels.signing import check_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    import httpx

    from sanglap.channels.contract import (
        Account,
        Health,
        IncomingPost,
        OutgoingReply,
        ReplyMode,
        SendResult,
        WebhookAnswer,
        Window,
    )


class FacebookChannel:
    """See :class:`sanglap.channels.contract.Channel`."""

    kind = "facebook"
    text_limits: Mapping[ReplyMode, int] = sending.TEXT_LIMITS

    def __init__(self, client: httpx.Client | None = None) -> None:
        """Speak through ``client``, or through connections that the whole process shares."""
        self._client = client

    def handshake(self, account: Account, query: Mapping[str, str]) -> WebhookAnswer:
        """Repeat Facebook's challenge when it knows our verify token."""
        return answer_handshake(account, query)

    def verify(self, account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Check ``X-Hub-Signature-256`` over the raw bytes."""
        return check_signature(account, headers, body)

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        """Return the pages a body speaks of; empty when unreadable."""
        return page_ids(body)

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        """Read everything a body says. Raises :class:`~sanglap.channels.contract.Malformed`."""
        return read_body(body, received_at)

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        """Send one reply, once."""
        return sending.send(self._graph(account), reply, now)

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        """Look up an uncertain reply."""
        return finding.find_sent(self._graph(account), reply)

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        """Return until when this person may be answered privately."""
        return windows.window(last_from_citizen, commented_at)

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        """Read the page again. Raises :class:`~sanglap.channels.contract.UnableToRead`."""
        return read_recent(self._graph(account), since)

    def health(self, account: Account, now: datetime) -> Health:
        """Ask whether token, permissions and subscription are in order."""
        return health.check(self._graph(account), now)

    def _graph(self, account: Account) -> Graph:
        return Graph(account, self._client or shared_client())
