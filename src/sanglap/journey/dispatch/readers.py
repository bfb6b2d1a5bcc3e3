"""The reader of posts and the routing table, kept in memory until the country's data changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.foundation.memory import settle
from sanglap.reading.post import PostReader


@dataclass(frozen=True, slots=True)
class RouteTo:
    """An office type that answers a topic at an area level."""

    area_level: int
    office_type: str
    priority: int


@dataclass(frozen=True, slots=True)
class Readers:
    """Everything dispatch reads with."""

    posts: PostReader
    routes: dict[str, list[RouteTo]]
    clocks: dict[str, str]
    country: str


class NoCountry(LookupError):
    """No country pack is loaded yet; ``./sanglap setup`` loads one."""


_remembered: dict[tuple[datetime, int], Readers] = {}
_post_readers: dict[datetime, PostReader] = {}


def readers() -> Readers:
    """Return the readers for the country and the routes as they are now. Raises :class:`NoCountry`."""
    country = Country.objects.first()
    if country is None:
        message = "No country pack is loaded."
        raise NoCountry(message)
    version = (country.loaded_at, country.routing_version)
    found = _remembered.get(version)
    if found is None:
        found = _make(country)
        _remembered.clear()
        _remembered[version] = found
    return found


def _make(country: Country) -> Readers:
    routes: dict[str, list[RouteTo]] = defaultdict(list)
    for route in Route.objects.order_by("priority"):
        routes[route.topic_id].append(RouteTo(route.area_level, route.office_type, route.priority))
    return Readers(
        posts=_post_reader(country.loaded_at),
        routes=dict(routes),
        clocks=dict(Topic.objects.values_list("code", "clock_code")),
        country=country.code,
    )


def _post_reader(loaded_at: datetime) -> PostReader:
    """Return the reader of posts: it takes a second to make, and does not change when only routes do."""
    if loaded_at not in _post_readers:
        _post_readers.clear()
        _post_readers[loaded_at] = PostReader(Path(settings.COUNTRY_PACK))
        settle()
    return _post_readers[loaded_at]
