"""What every outside network must look like to Sanglap.

A connector turns a network's own words into :class:`IncomingPost` and an :class:`OutgoingReply` into the network's own
calls. Nothing here knows Django, a database or any one network, so a connector can be read, copied and tested alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta


class PostKind(StrEnum):
    """What a citizen (or the office itself) put on the network."""

    POST = "post"  # a post on the office's page
    COMMENT = "comment"  # a comment, or a reply to one
    MESSAGE = "message"  # a private message
    RATING = "rating"  # a review of the office
    MENTION = "mention"  # the office was named somewhere else
    FORM = "form"  # the citizen's form on our own site
    REACTION = "reaction"  # a like, a heart, an angry face
    RECEIPT = "receipt"  # "your message was delivered / read"
    OTHER = "other"  # something we keep but do not understand


class PostAction(StrEnum):
    """What happened to it."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    HIDE = "hide"
    UNHIDE = "unhide"


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody as the network knows them. ``id`` is opaque and only meaningful on that network."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, sound, film, file or place that came with a post. ``url`` is short-lived and not to be trusted."""

    kind: str  # image | audio | video | file | sticker | location | link | unsupported
    url: str = ""
    latitude: float | None = None
    longitude: float | None = None
    fingerprint: str = ""  # of a picture that we keep ourselves: equal for the same picture


@dataclass(frozen=True, slots=True)
class IncomingPost:
    """One thing that happened on a network, in our words.

    ``remote_id`` names the thing (post, comment, message) and ``thread_id`` the post or private conversation it hangs
    under; for a post of its own the two are equal. ``happened_at`` is the network's own time of *this* action: the
    newest wins, whatever the order of arrival. ``dedupe_key`` is equal for two deliveries of the same action and
    different for any other action on the same account.
    """

    page_id: str
    kind: PostKind
    action: PostAction
    remote_id: str
    thread_id: str
    dedupe_key: str
    happened_at: datetime
    parent_id: str = ""
    author: Author | None = None  # None: the network does not say (deleted user, privacy)
    from_page: bool = False  # written by the office itself, through us or elsewhere
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    permalink: str = ""
    sent_reference: str = ""  # the reference we gave when sending, if the network returns it
    via_standby: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)  # reaction type, rating, receipt watermark …


class ReplyMode(StrEnum):
    """Where an answer appears."""

    PUBLIC = "public"  # under the citizen's own post or comment
    PRIVATE_REPLY = "private_reply"  # a private message started from a public post
    MESSAGE = "message"  # in a private conversation that is already open
    HIDE = "hide"  # hides the citizen's comment from the public (nothing is written)
    UNHIDE = "unhide"


@dataclass(frozen=True, slots=True)
class OutgoingReply:
    """One thing that must leave, once.

    ``reference`` is our own key of this sending; ``target_id`` is the post, comment or person it answers.
    ``thread_id`` lets a connector look up whether an uncertain sending arrived after all.
    """

    page_id: str
    mode: ReplyMode
    target_id: str
    reference: str
    text: str = ""
    thread_id: str = ""
    addressee_name: str = ""
    by_human: bool = True  # typed by a person, not by a rule: some networks ask
    last_from_citizen: datetime | None = None  # when the citizen last wrote: private messages have a window
    commented_at: datetime | None = None  # when the citizen wrote the post or comment that a private reply answers
    attempt_started_at: datetime | None = None  # when the uncertain sending began; what is older is not ours
    parent_id: str = ""  # what the target itself hangs under; ours to ask the network when it is not known


class Delivery(StrEnum):
    """How a sending ended."""

    SENT = "sent"  # the network has it and named it
    UNKNOWN = "unknown"  # the answer never came: look before you send again
    WAIT = "wait"  # not now (rate limit, network down before anything was sent): try after ``retry_after``
    REFUSED = "refused"  # the network will never take this one; a person must choose another way
    BROKEN = "broken"  # the account itself is out of order (token, permission); a person must reconnect it


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one :class:`OutgoingReply`."""

    delivery: Delivery
    remote_id: str = ""
    permalink: str = ""
    retry_after: timedelta | None = None  # with SENT: done, but the network asks for a pause before the next
    code: str = ""  # the network's own error code, e.g. "190/463"
    reason: str = ""  # one plain English sentence for the officer
    addressee_id: str = ""  # whom it reached, where the network names them: proof of who wrote the post


@dataclass(frozen=True, slots=True)
class Account:
    """What a connector needs to speak for one page. Secrets are plain here and encrypted where they are stored."""

    key: str  # our name of the channel account, as in the webhook's address
    page_id: str
    token: str = ""
    app_id: str = ""
    app_secret: str = ""
    verify_token: str = ""
    api_root: str = ""  # e.g. https://graph.facebook.com/v26.0


@dataclass(frozen=True, slots=True)
class Window:
    """Until when, and how, a person may still be answered privately."""

    open_until: datetime | None  # None: never opened
    human_until: datetime | None  # later than open_until where a network lets a person answer longer
    private_reply_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What to answer the network at once: status, text, and whether the body is worth keeping."""

    status: int
    body: str = ""
    keep: bool = False
    reason: str = ""


class Malformed(ValueError):
    """The body cannot be read as this network's payload; it is kept and shown, never dropped."""


class UnableToRead(RuntimeError):
    """The network did not let us read to the end; ``result`` says why, and when to try again (WAIT).

    What was read before stands. The caller must not take the rest as read.
    """

    def __init__(self, result: SendResult) -> None:
        """Keep why."""
        self.result = result
        super().__init__(f"{result.reason} ({result.code})" if result.code else result.reason)


@dataclass(frozen=True, slots=True)
class Health:
    """Whether an account can still hear and speak."""

    ok: bool
    code: str = ""
    reason: str = ""
    expires_at: datetime | None = None
    missing: tuple[str, ...] = ()


class Channel(Protocol):
    """One network. Implementations hold no state: everything they need is handed to them."""

    kind: str
    text_limits: Mapping[ReplyMode, int]

    def handshake(self, account: Account, query: Mapping[str, str]) -> WebhookAnswer:
        """Answer the network's question whether this address is ours."""
        ...

    def verify(self, account: Account, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """Check the signature over the raw bytes. ``keep`` says whether to store them. Header names are lower case."""
        ...

    def page_ids(self, body: bytes) -> tuple[str, ...]:
        """Name the pages a verified body speaks of, cheaply; empty when unreadable."""
        ...

    def read(self, body: bytes, received_at: datetime) -> Iterable[IncomingPost]:
        """Everything the body says, in order. Unknown things come as ``PostKind.OTHER``. Raises :class:`Malformed`."""
        ...

    def send(self, account: Account, reply: OutgoingReply, now: datetime) -> SendResult:
        """Send one reply, once. Never raises for what a network can do wrong."""
        ...

    def find_sent(self, account: Account, reply: OutgoingReply) -> SendResult:
        """Look up an uncertain sending. SENT when it is there, REFUSED/"not_found" when surely not, else UNKNOWN."""
        ...

    def window(self, last_from_citizen: datetime | None, commented_at: datetime | None) -> Window:
        """Until when this person may be answered privately."""
        ...

    def recent(self, account: Account, since: datetime) -> Iterable[IncomingPost]:
        """Read the page again from ``since`` on: what a lost webhook would have told. Raises :class:`UnableToRead`."""
        ...

    def health(self, account: Account, now: datetime) -> Health:
        """Ask the network whether the account still works. Code "unreachable" says nothing about the account itself."""
        ...
