"""The citizen's form as a channel: our own words, signed with our own secret, on the same road as every network's.

An answer to a form needs no sending: it stands on the page of the case, where the citizen looks for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sanglap.channels.connectors.webform.reading import page_ids, read_form
from sanglap.channels.contract import Delivery, Health, ReplyMode, SendResult, WebhookAnswer, Window
from sanglap.channels.signing import check_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sanglap.channels.contract import Account, IncomingPost, OutgoingReply

LONGEST_TEXT = 8_000  # letters, as in the form itself
ALWAYS = datetime(9000, 1, 1, tzinfo=UTC)


class WebformChannel:
    """See :class:`sanglap.channels.contract.Channel`."""

    kind = "webform"
    text_limits: Mapping[ReplyMode, int] = {
        ReplyMode.PUBLIC: LONGEST_TEXT,
        ReplyMode.PRIVATE_REPLY: LONGEST_TEXT,
        ReplyMode.MESSAGE: LONGEST_TEXT,
    }

    def handshake(self, account: Account, query: Mapping[str, str]) -> WebhookAnswer:
        """Answer that there is nothing to ask: the form only posts."""
        del account, query
        return WebhookAnswer(405, reason="The form only posts.")

    def verify(self, account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Check our own signature over the raw bytes."""
        return check_signature(account, headers, body)

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        """Return the office's form that a body was written in."""
        return page_ids(body)

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        """Read one form. Raises :class:`~sanglap.channels.contract.Malformed`."""
        return read_form(body, received_at)

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        """Say that the answer is where the citizen looks for it; nothing has to leave."""
        del account, now
        return SendResult(Delivery.SENT, remote_id=reply.reference)

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        """Say the same again."""
        del account
        return SendResult(Delivery.SENT, remote_id=reply.reference)

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        """Return a window that never closes."""
        del last_from_citizen, commented_at
        return Window(open_until=ALWAYS, human_until=ALWAYS)

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        """Return nothing: on a road inside the house nothing is lost."""
        del account, since
        return ()

    def health(self, account: Account, now: datetime) -> Health:
        """Say whether there is a secret to sign with; nothing else can break."""
        del now
        if account.app_secret:
            return Health(ok=True)
        return Health(ok=False, code="no_secret", reason="The form has no secret to sign with.")
