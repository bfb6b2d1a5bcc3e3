"""The readers of topics and places, and the routing table, kept in memory until the country's data changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sanglap.directory.charter.models import Country, Cue, Route, Topic
from sanglap.directory.places.models import AreaName
from sanglap.reading.classifying.classifier import Classifier, load_classifier
from sanglap.reading.places import PlaceName, PlaceReader
from sanglap.reading.topics import CueWords, TopicReader


@dataclass(frozen=True, slots=True)
class RouteTo:
    """An office type that answers a topic at an area level."""

    area_level: int
    office_type: str
    priority: int


@dataclass(frozen=True, slots=True)
class Readers:
    """Everything dispatch reads with."""

    classifier: Classifier
    topics: TopicReader
    places: PlaceReader
    routes: dict[str, list[RouteTo]]
    sensitivity: dict[str, str]
    clocks: dict[str, str]
    country: str


class NoCountry(LookupError):
    """No country pack is loaded yet; ``./sanglap setup`` loads one."""


_remembered: dict[datetime, Readers] = {}


def readers() -> Readers:
    """Return the readers for the country as it is loaded now. Raises :class:`NoCountry`."""
    country = Country.objects.first()
    if country is None:
        message = "No country pack is loaded."
        raise NoCountry(message)
    found = _remembered.get(country.loaded_at)
    if found is None:
        found = _make(country)
        _remembered.clear()
        _remembered[country.loaded_at] = found
    return found


def _make(country: Country) -> Readers:
    routes: dict[str, list[RouteTo]] = defaultdict(list)
    for route in Route.objects.order_by("priority"):
        routes[route.topic_id].append(RouteTo(route.area_level, route.office_type, route.priority))
    district = country.district_level
    named = AreaName.objects.filter(area__level__gte=1).values_list("name", "area_id", "area__level", "area__path")
    return Readers(
        classifier=load_classifier(Path(settings.COUNTRY_PACK)),
        topics=TopicReader(CueWords(*cue) for cue in Cue.objects.values_list("topic_id", "words", "weight")),
        places=PlaceReader(
            (PlaceName(*row) for row in named.iterator(5_000)),
            endings=[word for word, _, position in country.place_words if position == "suffix"],
            deepest_bare_level=district + 1,
        ),
        routes=dict(routes),
        sensitivity=dict(Topic.objects.values_list("code", "sensitivity")),
        clocks=dict(Topic.objects.values_list("code", "clock_code")),
        country=country.code,
    )
