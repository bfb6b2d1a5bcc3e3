"""Places and offices, measured on held-out posts: is it the district, the upazila, the office that people said?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sanglap.reading.measuring.measures import calibration_error, coverage_at, measured
from sanglap.reading.measuring.posts import AUTOMATIC, Judged, Row, Trust
from sanglap.reading.offices import OfficeChoice

DISTRICT_LEVEL, UPAZILA_LEVEL = 2, 3
CodeOf = Callable[[str, str], str | None]  # of a district and an upazila by their names; no upazila: the district's
Above = Callable[[str, int], str | None]  # of an area: the code of the area it lies in at that level


def place_rows(judged: Sequence[Judged], where: str, code_of: CodeOf, above: Above) -> list[Row]:
    """Return the rows for district and upazila, on posts whose text names one; any of several named counts as right."""
    named = [one for one in judged if one.post.places]
    smaller = [one for one in named if any(upazila for _, upazila in one.post.places)]
    return [
        _row("district that the text names", where, [_is_named(one, DISTRICT_LEVEL, code_of, above) for one in named], 0.93, 0.97),
        _row("upazila that the text names", where, [_is_named(one, UPAZILA_LEVEL, code_of, above) for one in smaller], 0.90, 0.95),
    ]


def office_rows(judged: Sequence[Judged], where: str, code_of: CodeOf, above: Above) -> list[Row]:
    """Return the rows for the office, on posts for which people named its type and its place is known."""
    ranked = [_rights(one, code_of, above) for one in judged if _area(one, code_of)]
    return [
        _row("office, first answer", where, [rights[:1] == [True] for rights in ranked], 0.0, 0.0),
        _row("office, among three", where, [any(rights) for rights in ranked], 0.88, 0.94),
    ]


def trust_in_offices(judged: Sequence[Judged], code_of: CodeOf, above: Above) -> Trust:
    """Return how far an office's probability can be trusted, and what could be sent to it without a person."""
    answers = [
        (one.reading.offices[0].p, _rights(one, code_of, above)[0]) for one in judged if _area(one, code_of) and one.reading.offices
    ]
    return Trust("office", calibration_error(answers), *coverage_at(answers, AUTOMATIC))


def _is_named(one: Judged, level: int, code_of: CodeOf, above: Above) -> bool:
    found = one.reading.places.places
    if not found:
        return False
    right = {code_of(district, upazila if level == UPAZILA_LEVEL else "") for district, upazila in one.post.places}
    return above(found[0].pcode, level) in right - {None}


def _area(one: Judged, code_of: CodeOf) -> str | None:
    """Return where the office must be: where the text says, otherwise where the page is; None when people said no office."""
    if not one.post.office_type:
        return None
    district, upazila = one.post.places[0] if one.post.places else (one.post.district, one.post.upazila)
    return code_of(district, upazila)


def _rights(one: Judged, code_of: CodeOf, above: Above) -> list[bool]:
    wanted = {code_of(*place) for place in one.post.places} or {_area(one, code_of)}
    districts = {above(code, DISTRICT_LEVEL) for code in wanted if code}
    return [_is_right(office, one.post.office_type, districts, above) for office in one.reading.offices]


def _is_right(office: OfficeChoice, office_type: str, districts: set[str | None], above: Above) -> bool:
    """Say whether it is an office of the right type in a right district; a national or divisional one stands in none."""
    stands_in = above(office.id.rsplit("-", 1)[-1], DISTRICT_LEVEL)
    return office.office_type == office_type and (stands_in is None or stands_in in districts)


def _row(what: str, where: str, rights: Sequence[bool], floor: float, goal: float) -> Row:
    return Row(what, where, measured(rights, lambda some: sum(some) / len(some)), None, floor, goal)
