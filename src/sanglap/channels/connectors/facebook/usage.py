"""How much of our allowance is used, as three headers tell it. Calling while throttled lengthens the block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sanglap.channels.contract import Malformed
from sanglap.channels.untrusted import Value, list_of, number_of, parse_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SLOW_AT, STOP_AT = 70, 90  # percent
APP_HEADERS = ("x-app-usage", "x-page-usage")
BUSINESS_HEADER = "x-business-use-case-usage"
COUNTERS = ("call_count", "total_time", "total_cputime")
REGAIN = "estimated_time_to_regain_access"  # minutes
LONGEST_PAUSE = timedelta(days=1)
USUAL_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Usage:
    """The highest counter in percent, and how long we are shut out (None: we are not)."""

    percent: float = 0
    regain: timedelta | None = None

    @property
    def is_slow(self) -> bool:
        """Tell whether calls that can be spared should be spared (70 percent)."""
        return self.percent >= SLOW_AT

    @property
    def must_stop(self) -> bool:
        """Tell whether nothing that can wait should be asked (90 percent, or shut out)."""
        return self.percent >= STOP_AT or self.regain is not None

    @property
    def pause(self) -> timedelta | None:
        """Return how long to rest, or None when there is no need."""
        return (self.regain or USUAL_PAUSE) if self.must_stop else None


def usage_of(headers: Mapping[str, str]) -> Usage:
    """Read the usage headers of an answer; what cannot be read counts nothing. Header names are lower case."""
    percent, minutes = 0.0, 0.0
    for counters in _counters(headers):
        percent = max([percent, *(number_of(counters, name) or 0 for name in COUNTERS)])
        minutes = max(minutes, number_of(counters, REGAIN) or 0)
    regain = timedelta(minutes=min(minutes, LONGEST_PAUSE / timedelta(minutes=1))) if minutes > 0 else None
    return Usage(percent, regain)


def _counters(headers: Mapping[str, str]) -> Iterator[Value]:
    for name in APP_HEADERS:
        yield _parse(headers.get(name, ""))
    business = _parse(headers.get(BUSINESS_HEADER, ""))
    for key in business:
        yield from (one for one in list_of(business, key) if isinstance(one, dict))


def _parse(header: str) -> Value:
    try:
        return parse_object(header.encode("utf-8", "replace")) if header else {}
    except Malformed:
        return {}
