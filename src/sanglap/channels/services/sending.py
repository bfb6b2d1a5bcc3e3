"""Sending, once: claim and commit, call the network with a few hands at once, write down what came of it.

Whatever crashes between claim and answer leaves an item ``sending``; it is looked up first (``looking_up``), never
blindly sent again. Networks are called by threads that do not touch the database; one thread claims and writes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING, Self

import structlog

from sanglap.channels.accounts import account_for_page
from sanglap.channels.contract import Delivery, OutgoingReply, ReplyMode, SendResult
from sanglap.channels.registry import UnknownChannel, channel_of
from sanglap.channels.secrets import UnableToUnlock
from sanglap.channels.services.claiming import FIRST, claim_turn
from sanglap.channels.services.looking_up import uncertain_items
from sanglap.channels.services.settling import UNREACHABLE, Answer, settle_looked_up, settle_sent

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from sanglap.channels.models import OutboxItem

HANDS = 8  # pages spoken to at the same time
LONGEST_RUN = 60.0  # seconds after the claim in which an item may still be begun; see looking_up.ABANDONED_AFTER
REST_OF_THE_NETWORK = timedelta(seconds=30)
OUT_OF_ORDER = frozenset({Delivery.WAIT, Delivery.BROKEN})

_resting: dict[str, datetime] = {}  # networks that cannot be reached, until when this process leaves them alone
log = structlog.get_logger(__name__)


class Sender:
    """Empties the outbox with some hands. One per process; used from one thread."""

    def __init__(self, hands: int = HANDS) -> None:
        """Take so many hands."""
        self.hands = hands
        self._pool = ThreadPoolExecutor(hands, thread_name_prefix="sending")
        self._runs: set[Future[list[Answer]]] = set()
        self._look_ups: set[Future[list[Answer]]] = set()
        self._after: UUID = FIRST
        self._stopping = Event()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let the hands finish the call they are in; what they did not begin is handed back by :meth:`settle`."""
        self._stopping.set()
        self._pool.shutdown(wait=True)

    def begin(self, now: datetime) -> int:
        """Claim for every free hand; return how many items were claimed. Committed before any network is called."""
        free = self.hands - len(self._runs) - len(self._look_ups)
        if free <= 0 or self._stopping.is_set():
            return 0
        resting = [root for root, until in _resting.items() if now < until <= now + REST_OF_THE_NETWORK]
        turn = claim_turn(self._after, pages=free, resting=resting, now=now)
        self._after = turn.next_after
        claimed_at = time.monotonic()
        for items in turn.pages:
            self._runs.add(self._pool.submit(self._send_page, items, now, claimed_at))
        return sum(len(items) for items in turn.pages)

    def begin_looking_up(self, now: datetime) -> int:
        """Look up what is uncertain; return how many items."""
        if self._look_ups or self._stopping.is_set():
            return 0
        items = uncertain_items(now)
        if items:
            self._look_ups.add(self._pool.submit(_look_up_all, items))
        return len(items)

    def settle(self, now: datetime) -> int:
        """Write down what the hands have finished by now; return how many items."""
        sent = _finished(self._runs)
        looked_up = _finished(self._look_ups)
        if sent:
            _let_networks_rest(sent, now)
            settle_sent(sent, now)
        if looked_up:
            settle_looked_up(looked_up, now)
        return len(sent) + len(looked_up)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until some hand is free again; return whether any is busy."""
        busy = self._runs | self._look_ups
        if busy:
            wait(busy, timeout=seconds, return_when="FIRST_COMPLETED")
        return bool(busy)

    def _send_page(self, items: Sequence[OutboxItem], now: datetime, claimed_at: float) -> list[Answer]:
        """Send one page's items in their order; from the first trouble of the page on, the rest is handed back."""
        answers: list[Answer] = []
        for place, item in enumerate(items):
            if self._stopping.is_set() or time.monotonic() - claimed_at > LONGEST_RUN:
                return answers + [Answer(one, None) for one in items[place:]]
            result = _ask(item, lambda one: channel_of(one.page.kind).send(account_for_page(one.page), outgoing(one), now))
            answers.append(Answer(item, result))
            if result.delivery in OUT_OF_ORDER:
                return answers + [Answer(one, None) for one in items[place + 1 :]]
        return answers


def send_due(now: datetime, *, read_clock: Callable[[], datetime]) -> int:
    """Send some of what is due and wait for it; return how many items were claimed. ``read_clock`` times the answers."""
    with Sender() as sender:
        claimed = sender.begin(now)
        while sender.wait():
            sender.settle(read_clock())
    return claimed


def look_up_uncertain(now: datetime, *, read_clock: Callable[[], datetime]) -> int:
    """Look up what is uncertain and wait for it; return how many items were asked about."""
    with Sender() as sender:
        asked = sender.begin_looking_up(now)
        while sender.wait():
            sender.settle(read_clock())
    return asked


def outgoing(item: OutboxItem) -> OutgoingReply:
    """Return an item as connectors want it."""
    return OutgoingReply(
        page_id=item.page.remote_id,
        mode=ReplyMode(item.mode),
        target_id=item.target_id,
        reference=item.reference,
        text=item.text,
        thread_id=item.thread_id,
        parent_id=item.parent_id,
        addressee_name=item.addressee_name,
        by_human=item.by_human,
        last_from_citizen=item.last_from_citizen,
        commented_at=item.commented_at,
        attempt_started_at=item.started_at,
    )


def _look_up_all(items: Sequence[OutboxItem]) -> list[Answer]:
    return [
        Answer(item, _ask(item, lambda one: channel_of(one.page.kind).find_sent(account_for_page(one.page), outgoing(one))))
        for item in items
    ]


def _ask(item: OutboxItem, call: Callable[[OutboxItem], SendResult]) -> SendResult:
    """Call the network. Whatever goes wrong is told as a result: no fault of ours may lose or double a reply."""
    try:
        return call(item)
    except (UnableToUnlock, UnknownChannel) as trouble:
        return SendResult(Delivery.BROKEN, code="settings", reason=str(trouble))
    except Exception:
        log.exception("connector_failed", item=str(item.id), kind=item.page.kind)
        return SendResult(
            Delivery.UNKNOWN, code="fault", reason="Something went wrong on our side. It is looked up whether it arrived."
        )


def _finished(runs: set[Future[list[Answer]]]) -> list[Answer]:
    done = {run for run in runs if run.done()}
    runs -= done
    return [answer for run in done for answer in run.result()]


def _let_networks_rest(answers: Sequence[Answer], now: datetime) -> None:
    for answer in answers:
        if answer.result is not None and answer.result.code == UNREACHABLE:
            _resting[answer.item.page.account.api_root] = now + REST_OF_THE_NETWORK
