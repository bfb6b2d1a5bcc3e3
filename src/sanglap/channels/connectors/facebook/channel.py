"""Facebook pages and Messenger as a channel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sanglap.channels.connectors.facebook import health, recent, sending
from sanglap.channels.connectors.facebook.reading import page_ids, read_body
from sanglap.channels.connectors.facebook.verifying import answer_handshake, check_signature
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

    def handshake(self, account: Account, query: Mapping[str, str]) -> WebhookAnswer:
        """Answer ``hub.challenge``."""
        return answer_handshake(account, query)

    def verify(self, account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Check ``X-Hub-Signature-256``."""
        return check_signature(account, headers, body)

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        """Name the pages of a body."""
        return page_ids(body)

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        """Read a body."""
        return read_body(body, received_at)

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        """Send a reply, once."""
        return sending.send(account, reply, now)

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        """Look up an uncertain reply."""
        return sending.find_sent(account, reply)

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        """Return until when private answers are possible."""
        return sending.window(last_from_citizen, commented_at)

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        """Read the page again."""
        return recent.recent(account, since)

    def health(self, account: Account, now: datetime) -> Health:
        """Check token, permissions and subscription."""
        return health.check(account, now)
