"""Which offices should answer: the topic's office types by the routing table, in the place that the text names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.places.finding import KnownArea, PlacesRead
from sanglap.reading.tables import rows_of

MOST_OFFICES = 3
SHARES = (0.62, 0.22, 0.1, 0.04, 0.02)  # of a topic's probability, for its first, second, … office type
SECOND_PLACE = 0.25  # the weight of the second place when a person should be asked which one is meant
HIGHER_THAN_WANTED = 0.5  # only the district is known, and an upazila's office is wanted: who brings them together


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """An office that could answer, and how probable that is (0 to 1)."""

    id: str
    name: str
    office_type: str
    p: float


@dataclass(frozen=True, slots=True)
class RouteTo:
    """An office type that answers a topic at an area level; 0 is the country."""

    area_level: int
    office_type: str
    priority: int


@dataclass(frozen=True, slots=True)
class OfficeType:
    """A kind of office: in areas of which level and kinds it stands, and how one is called."""

    code: str
    area_level: int
    area_kinds: frozenset[str]
    name: str
    stands_in_every_area: bool
    coordinators: tuple[str, ...]


class OfficeChooser:
    """Chooses offices for topics and places. Made once from a country pack's tables."""

    def __init__(
        self,
        routes: Mapping[str, Sequence[RouteTo]],
        types: Mapping[str, OfficeType],
        areas: Mapping[str, KnownArea],
        kinds: Mapping[str, str],
        national: Mapping[str, tuple[str, str]],
    ) -> None:
        """``kinds`` are the areas' kinds by code; ``national`` the country's own offices: name and type by code."""
        self._routes = {topic: sorted(found, key=lambda route: route.priority) for topic, found in routes.items()}
        self._types = types
        self._areas = areas
        self._kinds = kinds
        self._national = national

    def types_for(self, topic: str) -> list[str]:
        """Return the office types that answer a topic, the first owner first."""
        return list(dict.fromkeys(route.office_type for route in self._routes.get(topic, ())))

    def choose(self, topics: Sequence[tuple[str, float]], places: PlacesRead) -> list[OfficeChoice]:
        """Return up to three offices, the likeliest first; none when no place is known and no national office answers."""
        weights: dict[tuple[str, str], float] = defaultdict(float)
        for area, share in self._where(places):
            for topic, probability in topics:
                for office, part in self._offices(topic, area):
                    weights[office] += probability * share * part
        whole = sum(weights.values()) or 1.0
        ranked = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:MOST_OFFICES]
        return [OfficeChoice(code, self._name(kind, code), kind, round(weight / whole, 4)) for (kind, code), weight in ranked]

    def _where(self, places: PlacesRead) -> Iterator[tuple[KnownArea | None, float]]:
        found = [self._areas[place.pcode] for place in places.places]
        if not found:
            yield None, 1.0
        elif places.ask and len(found) > 1:
            yield found[0], 1.0 - SECOND_PLACE
            yield found[1], SECOND_PLACE
        else:
            yield found[0], 1.0

    def _offices(self, topic: str, area: KnownArea | None) -> Iterator[tuple[tuple[str, str], float]]:
        shares = iter(SHARES)
        for route in self._routes.get(topic, ()):
            office = self._office(route.office_type, route.area_level, area)
            if office is not None:
                yield office, next(shares, SHARES[-1])
            elif area is not None and (above := self._coordinator(route, area)) is not None:
                yield above, next(shares, SHARES[-1]) * HIGHER_THAN_WANTED

    def _office(self, kind: str, level: int, area: KnownArea | None) -> tuple[str, str] | None:
        if level == 0:
            return (self._national[kind][1], kind) if kind in self._national else None
        codes = [code for code in area.path.split("/") if code] if area else []
        known = self._types.get(kind)
        if known is None or len(codes) <= level or not self._stands_in(known, codes[level]):
            return None
        return kind, f"{kind}-{codes[level]}"

    def _coordinator(self, route: RouteTo, area: KnownArea) -> tuple[str, str] | None:
        """Return who brings the wanted offices together, when the text says less than where exactly."""
        known = self._types.get(route.office_type)
        if known is None or area.level >= route.area_level:
            return None
        above = (self._types[code] for code in known.coordinators if code in self._types)
        return next((found for kind in above if (found := self._office(kind.code, kind.area_level, area))), None)

    def _stands_in(self, kind: OfficeType, area: str) -> bool:
        return kind.stands_in_every_area and (not kind.area_kinds or self._kinds.get(area, "") in kind.area_kinds)

    def _name(self, kind: str, code: str) -> str:
        if code in self._national:
            return self._national[code][0]
        return self._types[kind].name.format(area=self._areas[code.removeprefix(f"{kind}-")].name)


def load_office_chooser(pack: Path, areas: Mapping[str, KnownArea]) -> OfficeChooser:
    """Return the chooser of a country pack."""
    routes: dict[str, list[RouteTo]] = defaultdict(list)
    for row in rows_of(pack / "routing.csv"):
        routes[row["topic_code"]].append(RouteTo(int(row["area_level"]), row["office_type"], int(row["priority"])))
    return OfficeChooser(
        routes,
        {row["code"]: _type(row) for row in rows_of(pack / "office_types.csv")},
        areas,
        {row["pcode"]: row["type"] for row in rows_of(pack / "areas.csv")},
        {row["code"]: (row["name_en"], row["type"]) for row in rows_of(pack / "offices.csv")},
    )


def _type(row: dict[str, str]) -> OfficeType:
    return OfficeType(
        code=row["code"],
        area_level=int(row["area_level"] or 0),
        area_kinds=frozenset(filter(None, row["area_types"].split("|"))),
        name=row["office_name_en"],
        stands_in_every_area=row["generated"] == "yes",
        coordinators=tuple(filter(None, row["coordinator"].split("|"))),
    )
