"""A thin client of the Graph API: one call, what became of it, and how much of our allowance it used."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlsplit

import httpx

from sanglap.channels.connectors.facebook.errors import OUTSIDE_WINDOW, Meaning, meaning_of
from sanglap.channels.connectors.facebook.usage import Usage, usage_of
from sanglap.channels.connectors.facebook.verifying import appsecret_proof
from sanglap.channels.contract import Delivery, Malformed, SendResult, UnableToRead
from sanglap.channels.untrusted import Value, list_of, number_of, object_of, parse_object, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sanglap.channels.contract import Account

DEFAULT_ROOT = "https://graph.facebook.com/v26.0"
TIMEOUT = httpx.Timeout(connect=5.0, read=20.0, write=10.0, pool=5.0)  # seconds
MOST_CONNECTIONS = 32
MOST_PAGES = 1_000  # of a list: a guard against a network that never comes to an end
TRY_AGAIN = timedelta(minutes=2)
OK, UNAUTHORIZED = 200, 401
DIRECT = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}  # a proxy never serves this machine
NOT_USED = Usage()
SECRETS = frozenset({"access_token", "appsecret_proof"})

logging.getLogger("httpx").setLevel(logging.WARNING)  # it writes down addresses, and ours carry the page's token


class Fate(StrEnum):
    """How far a call came."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"  # something left, nothing readable came back: a write may have happened
    UNREACHED = "unreached"  # nothing ever left this machine
    MISADDRESSED = "misaddressed"  # our own setting is wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call."""

    fate: Fate
    status: int = 0
    data: Value = field(default_factory=dict)
    usage: Usage = NOT_USED

    @property
    def error(self) -> Value | None:
        """Return the error object, or None without one. An error may come with any status."""
        found = self.data.get("error")
        if found is None:
            return None
        return found if isinstance(found, dict) else {}

    @property
    def is_ok(self) -> bool:
        """Tell whether the network did what was asked."""
        return self.fate is Fate.ANSWERED and self.status == OK and self.error is None

    @property
    def meaning(self) -> Meaning | None:
        """Return the error's line in the table; None when the answer carries no error of the Graph API's."""
        if self.error is None:
            return None
        code, subcode = (int(number_of(self.error, name) or 0) for name in ("code", "error_subcode"))
        is_transient = self.error.get("is_transient") is True
        return meaning_of(code, subcode, is_transient=is_transient, is_sign_in=self.status == UNAUTHORIZED)

    @property
    def is_outside_window(self) -> bool:
        """Tell whether the person may no longer be written to in this way."""
        return self.meaning is not None and (self.meaning.code, self.meaning.subcode) in OUTSIDE_WINDOW


@cache
def shared_client() -> httpx.Client:
    """Return this process's connections to the network."""
    limits = httpx.Limits(max_connections=MOST_CONNECTIONS)
    return httpx.Client(timeout=TIMEOUT, limits=limits, follow_redirects=False, mounts=DIRECT)


class Graph:
    """The Graph API as one page's account sees it. A path is given in its segments: an id can never lead elsewhere."""

    def __init__(self, account: Account, client: httpx.Client) -> None:
        """Speak for ``account`` through ``client``."""
        self.account = account
        self.client = client

    def get(self, *path: str, token: str = "", **params: Any) -> Outcome:
        """Read something."""
        return self._call("GET", path, params={**params, **self._proof(token)})

    def post(self, *path: str, token: str = "", **fields: Any) -> Outcome:
        """Write something as a form, the way of posts and comments."""
        return self._call("POST", path, data={**fields, **self._proof(token)})

    def post_json(self, *path: str, body: Value) -> Outcome:
        """Write something as JSON, the way of Messenger."""
        return self._call("POST", path, params=self._proof(""), json=body)

    def listing(self, *path: str, is_urgent: bool = False, **params: Any) -> Iterator[Value]:
        """Yield every object of a list, page after page; a page may be short or empty while another one follows.

        Raises :class:`UnableToRead`, also when the allowance is nearly used up and nobody waits for the rest.
        """
        after: Mapping[str, str] = {}
        seen: set[tuple[tuple[str, str], ...]] = set()
        for _ in range(MOST_PAGES):
            outcome = self.get(*path, **{**params, **after})
            if not outcome.is_ok:
                raise UnableToRead(reading_trouble(outcome))
            yield from (one for one in list_of(outcome.data, "data") if isinstance(one, dict))
            after = _next_page(outcome.data)
            mark = tuple(sorted(after.items()))
            if not after or mark in seen:
                return
            seen.add(mark)
            if outcome.usage.must_stop and not is_urgent:
                raise UnableToRead(_must_rest(outcome.usage))
        raise UnableToRead(SendResult(Delivery.WAIT, code="endless", reason="The list did not come to an end."))

    def _proof(self, token: str) -> dict[str, str]:
        used, secret = token or self.account.token, self.account.app_secret
        proof = {"appsecret_proof": appsecret_proof(used, secret)} if used and secret else {}
        return {"access_token": used, **proof}

    def _call(self, method: str, path: tuple[str, ...], **content: Any) -> Outcome:
        """Make one call. Never raises for what a network can do wrong."""
        segments = "/".join(quote(segment, safe="") for segment in path)
        try:
            root = (self.account.api_root or DEFAULT_ROOT).rstrip("/")
            answer = self.client.request(method, f"{root}/{segments}", **content)
        except (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL):
            return Outcome(Fate.MISADDRESSED)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
            return Outcome(Fate.UNREACHED)
        except httpx.HTTPError:
            return Outcome(Fate.UNANSWERED)
        try:
            data = parse_object(answer.content)
        except Malformed:  # not the Graph API but something on the way to it
            return Outcome(Fate.UNANSWERED, answer.status_code)
        return Outcome(Fate.ANSWERED, answer.status_code, data, usage_of(answer.headers))


def writing_trouble(outcome: Outcome) -> SendResult:
    """Say what becomes of a reply whose call failed. A lost answer to a write is never simply tried again."""
    if outcome.fate is Fate.UNREACHED:
        reason = "Facebook cannot be reached. Nothing was sent; the reply leaves by itself when the line is back."
        return SendResult(Delivery.WAIT, retry_after=TRY_AGAIN, code="unreachable", reason=reason)
    if outcome.fate is Fate.MISADDRESSED:
        reason = "The address of the Graph API in this account's settings cannot be used."
        return SendResult(Delivery.BROKEN, code="address", reason=reason)
    meaning = outcome.meaning
    if meaning is None:
        code = f"http/{outcome.status}" if outcome.status else "no_answer"
        reason = "Facebook's answer never came. It is looked up whether the reply arrived before anything is sent again."
        return SendResult(Delivery.UNKNOWN, code=code, reason=reason)
    pause = (outcome.usage.regain or meaning.pause) if meaning.delivery is Delivery.WAIT else None
    return SendResult(meaning.delivery, retry_after=pause, code=meaning.name, reason=meaning.reason)


def reading_trouble(outcome: Outcome) -> SendResult:
    """Say what becomes of a reading that failed: what would be uncertain for a write can simply be asked again."""
    trouble = writing_trouble(outcome)
    if trouble.delivery is not Delivery.UNKNOWN:
        return trouble
    reason = "Facebook did not answer. It is asked again later."
    return SendResult(Delivery.WAIT, retry_after=TRY_AGAIN, code=trouble.code, reason=reason)


def _must_rest(usage: Usage) -> SendResult:
    reason = f"{usage.percent:.0f} percent of the allowance is used. The rest is read after a pause."
    return SendResult(Delivery.WAIT, retry_after=usage.pause, code="usage", reason=reason)


def _next_page(data: Value) -> Mapping[str, str]:
    """Return what to ask for the next page: nothing after the last. The address itself is never followed."""
    paging = object_of(data, "paging")
    following = text_of(paging, "next")
    if not following:
        return {}
    if after := text_of(object_of(paging, "cursors"), "after"):
        return {"after": after}
    try:
        return {name: value for name, value in parse_qsl(urlsplit(following).query) if name not in SECRETS}
    except ValueError:
        return {}
