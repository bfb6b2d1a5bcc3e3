"""Which office looks at a closure, and which one calls: never the one that closed it, never one below. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """An office with its places in both trees; the codes of others are "" where the map has a gap."""

    code: str
    line_path: str
    territory_path: str
    district: str = ""
    is_active: bool = True
    has_people: bool = True  # somebody is posted there today
    succeeded_by: str = ""
    coordinator: str = ""
    appeal_office: str = ""
    line_parent: str = ""

    def is_at_or_below(self, other: Place) -> bool:
        """Tell whether this office is the other one or takes part in one of its trees."""
        return self.line_path.startswith(other.line_path) or self.territory_path.startswith(other.territory_path)


def choose_caller(office: Place, known: Mapping[str, Place], accused: Sequence[Place] = ()) -> str:
    """Return who asks an office's citizens: its coordinator, else its appeal office, else its parent, else whoever is above.

    One of the same district is better, one where somebody works is better still; the search never stops at a gap. Returns "" only
    where there is no other office in the whole country. Offices that the case is about, and those below, never call (R24).
    """
    free = [one for one in _ways_up(office, known) if _is_free(one, (office, *accused))]
    ranked = sorted(free, key=lambda one: (not one.has_people, one.district != office.district))  # stable: the order above decides
    return ranked[0].code if ranked else ""


def choose_judge(office: Place, known: Mapping[str, Place], accused: Sequence[Place] = ()) -> str:
    """Return who is told of an office's flags: its appeal office, else coordinator or parent, else whoever is above; "" for none.

    Those above on one of the trees come first, since they may open the case; those whom it is about are never told (R24).
    """
    wanted = [office.appeal_office, office.coordinator, office.line_parent]
    free = [one for one in (*_living(wanted, known), *_ways_up(office, known)) if _is_free(one, (office, *accused))]
    return next((one.code for one in free if office.is_at_or_below(one)), next((one.code for one in free), ""))


def _is_free(one: Place, others: Iterable[Place]) -> bool:
    return not any(one.is_at_or_below(other) for other in others)


def codes_to_know(office: Place) -> set[str]:
    """Return the codes of every office that the choice may fall on, but for the country's topmost ones."""
    above = {code for path in (office.line_path, office.territory_path) for code in path.split("/")}
    return (above | {office.coordinator, office.appeal_office, office.line_parent}) - {""}


def _ways_up(office: Place, known: Mapping[str, Place]) -> list[Place]:
    """Return the offices above, the nearest first, and at last the country's other topmost ones."""
    above = [code for path in (office.territory_path, office.line_path) for code in reversed(path.split("/"))]
    topmost = sorted(code for code, one in known.items() if one.line_path.count("/") <= 2)  # noqa: PLR2004 – "/cab/"
    return list(_living([office.coordinator, office.appeal_office, office.line_parent, *above, *topmost], known))


def _living(codes: Iterable[str], known: Mapping[str, Place]) -> Iterable[Place]:
    for code in codes:
        one = known.get(code)
        one = known.get(one.succeeded_by) if one is not None and not one.is_active else one
        if one is not None and one.is_active:
            yield one
