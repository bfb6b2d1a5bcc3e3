"""The routing table and the reader of posts, each kept in memory until it changes.

Pages need the table only, which is small; the reader, a hundred times larger, is made where posts are read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.foundation.memory import settle
from sanglap.reading.offices import RouteTo
from sanglap.reading.post import PostReader


@dataclass(frozen=True, slots=True)
class RoutingTable:
    """Which office types answer a topic, on which clock, in the country as it is loaded now."""

    routes: dict[str, list[RouteTo]]
    clocks: dict[str, str]
    country: str
    loaded_at: datetime


class NoCountry(LookupError):
    """No country pack is loaded yet; ``./sanglap setup`` loads one."""


_tables: dict[tuple[datetime, int], RoutingTable] = {}
_post_readers: dict[datetime, PostReader] = {}


def routing_table() -> RoutingTable:
    """Return the table as it is now; one small query tells whether it has changed. Raises :class:`NoCountry`."""
    country = Country.objects.first()
    if country is None:
        message = "No country pack is loaded."
        raise NoCountry(message)
    version = (country.loaded_at, country.routing_version)
    if version not in _tables:
        _tables.clear()
        _tables[version] = _table_of(country)
    return _tables[version]


def post_reader(table: RoutingTable | None = None) -> PostReader:
    """Return the reader of posts for the country as it is loaded now; it takes a second to make. Raises :class:`NoCountry`."""
    loaded_at = (table or routing_table()).loaded_at
    if loaded_at not in _post_readers:
        _post_readers.clear()
        _post_readers[loaded_at] = PostReader(Path(settings.COUNTRY_PACK))
        settle()
    return _post_readers[loaded_at]


def _table_of(country: Country) -> RoutingTable:
    routes: dict[str, list[RouteTo]] = defaultdict(list)
    for route in Route.objects.order_by("priority"):
        routes[route.topic_id].append(RouteTo(route.area_level, route.office_type, route.priority))
    clocks = dict(Topic.objects.values_list("code", "clock_code"))
    return RoutingTable(dict(routes), clocks, country.code, country.loaded_at)
