"""A thin client of the Graph API: one call, its outcome, and how much of our allowance it used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import orjson

from sanglap.channels.connectors.facebook.verifying import appsecret_proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sanglap.channels.contract import Account

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
SLOW_AT, STOP_AT = 70, 90  # percent of the allowance
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of our allowance is used, in percent, and how long we are shut out."""

    percent: int = 0
    regain: timedelta | None = None

    @property
    def should_slow(self) -> bool:
        """Tell whether only urgent calls should be made."""
        return self.percent >= SLOW_AT

    @property
    def should_stop(self) -> bool:
        """Tell whether no call should be made for a while."""
        return self.percent >= STOP_AT or bool(self.regain)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call. ``reached`` is False when nothing left this machine."""

    status: int
    data: dict[str, Any] = field(default_factory=dict)
    usage: Usage = Usage()
    reached: bool = True
    answered: bool = True

    @property
    def ok(self) -> bool:
        """Tell whether the network did what was asked."""
        return self.status == 200 and "error" not in self.data  # noqa: PLR2004 – HTTP

    @property
    def error(self) -> dict[str, Any]:
        """Return the error object, or an empty one."""
        found = self.data.get("error")
        return found if isinstance(found, dict) else {}

    @property
    def code(self) -> int:
        """Return the error's code, 0 without one."""
        found = self.error.get("code")
        return found if isinstance(found, int) else 0

    @property
    def subcode(self) -> int | None:
        """Return the error's subcode."""
        found = self.error.get("error_subcode")
        return found if isinstance(found, int) else None


_client: list[httpx.Client] = []


def call(account: Account, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None, token: str = "") -> Outcome:  # noqa: ANN401
    """Make one call for a page. Never raises for what a network can do wrong."""
    used = token or account.token
    query = {**(params or {}), "access_token": used}
    if account.app_secret and used:
        query["appsecret_proof"] = appsecret_proof(used, account.app_secret)
    body = {"json": json} if json is not None else {}
    if method == "POST" and json is None:
        body, query = {"data": query}, {}
    try:
        answer = _shared_client().request(method, f"{account.api_root}/{path.lstrip('/')}", params=query, **body)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL):
        return Outcome(0, reached=False, answered=False)
    except httpx.HTTPError:
        return Outcome(0, answered=False)
    return Outcome(answer.status_code, _parse(answer.content), usage_of(answer.headers, account.page_id))


def pages(account: Account, path: str, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of all pages of a list. A page may be short or empty while there is a next one."""
    after: dict[str, Any] = {}
    for _ in range(MOST_PAGES):
        outcome = call(account, "GET", path, params={**params, **after})
        if not outcome.ok:
            raise UnableToList(outcome)
        yield from (item for item in outcome.data.get("data", []) if isinstance(item, dict))
        paging = outcome.data.get("paging") or {}
        cursor = (paging.get("cursors") or {}).get("after")
        if not paging.get("next") or not cursor:
            return
        after = {"after": cursor}


class UnableToList(RuntimeError):
    """A list could not be read to its end; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        """Keep the outcome."""
        self.outcome = outcome
        super().__init__(f"The network answered {outcome.status}, error {outcome.code}.")


def usage_of(headers: Mapping[str, str], page_id: str) -> Usage:
    """Read the usage headers; the highest percentage of any counter counts."""
    percent, regain = 0, 0
    for name in ("x-app-usage", "x-page-usage"):
        percent = max(percent, _highest(_parse(headers.get(name, "").encode())))
    business = _parse(headers.get("x-business-use-case-usage", "").encode())
    for one in business.get(page_id) or []:
        if isinstance(one, dict):
            percent = max(percent, _highest(one))
            regain = max(regain, int(one.get("estimated_time_to_regain_access") or 0))
    return Usage(percent, timedelta(minutes=regain) if regain else None)


def _highest(counters: dict[str, Any]) -> int:
    values = [counters.get(name) for name in ("call_count", "total_time", "total_cputime")]
    return max([int(value) for value in values if isinstance(value, int | float)], default=0)


def _parse(content: bytes) -> dict[str, Any]:
    try:
        parsed = orjson.loads(content) if content else {}
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _shared_client() -> httpx.Client:
    if not _client:
        _client.append(httpx.Client(timeout=TIMEOUT, follow_redirects=False, limits=httpx.Limits(max_connections=32)))
    return _client[0]
