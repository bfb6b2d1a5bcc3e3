"""Join the portal's places to P-codes by name in both writings, one to one inside their common parent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import shapely
from rapidfuzz import fuzz
from shapely.geometry import shape
from sources import CodedPlace, PortalPlace

from sanglap.directory.places.spelling import fold_spelling, sound_key

GOOD_ENOUGH_FOR_UNION = 74.0
GOOD_ENOUGH_TO_MOVE_UNION = 88.0
CITY = "City Corporation"

# One word for each direction, since the lists say Purba, East and পূর্ব, before or after the name.
_DIRECTIONS = {
    "north": ("north", "uttar", "utter", "uttor", "উত্তর", "উঃ"),
    "south": ("south", "dakshin", "dakkhin", "dokkhin", "দক্ষিণ", "দক্ষিন", "দঃ"),
    "east": ("east", "purba", "purbo", "purbba", "পূর্ব", "পুর্ব", "পূঃ", "পূ"),
    "west": ("west", "paschim", "pachim", "poschim", "পশ্চিম", "পঃ"),
}  # fmt: skip
_DIRECTION_OF = {word: direction for direction, words in _DIRECTIONS.items() for word in words}
_NOT_PART_OF_A_NAME = {"union", "sadar", "u", "c", "up", "সদর", "ইউনিয়ন", "paurashava", "pourashava"}
_WORD = re.compile(r"[\wঀ-৿']+")


def direction_and_rest(name: str) -> tuple[str, str]:
    """Split "Gohat (South)", "Dakshin Gohat" or "গোহাট (দক্ষিণ)" into ("south", "gohat")."""
    directions: list[str] = []
    rest: list[str] = []
    for word in _WORD.findall(name):
        lowered = word.lower()
        if lowered in _DIRECTION_OF:
            directions.append(_DIRECTION_OF[lowered])
        elif lowered not in _NOT_PART_OF_A_NAME:
            rest.append(word)
    return " ".join(sorted(directions)), " ".join(rest) or name


def likeness(portal: PortalPlace, coded_name: str) -> float:
    """Return 0 to 100: how alike the portal's two names are to a coded name, by letters and by sound."""
    best = 0.0
    for name in (portal.name, portal.name_bn):
        best = max(best, _likeness_of_names(name, coded_name))
    return best


def _likeness_of_names(first: str, second: str) -> float:
    first_direction, first_rest = direction_and_rest(first)
    second_direction, second_rest = direction_and_rest(second)
    if first_direction and second_direction and first_direction != second_direction:
        return 0.0
    letters = fuzz.ratio(fold_spelling(first_rest).replace(" ", ""), fold_spelling(second_rest).replace(" ", ""))
    sounds = fuzz.ratio(sound_key(first_rest), sound_key(second_rest))
    penalty = 0.0 if first_direction == second_direction else 8.0
    return 0.5 * letters + 0.5 * sounds - penalty


def match_one_to_one(portal: Iterable[PortalPlace], coded: Iterable[CodedPlace], at_least: float = 0.0) -> dict[str, str]:
    """Return portal number → P-code, the most alike pairs first, each side once; ties broken by number and code."""
    coded = list(coded)
    pairs = sorted(
        ((-likeness(place, target.name), place.number, target.code) for place in portal for target in coded),
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for negative_score, number, code in pairs:
        if -negative_score < at_least or number in found or code in taken:
            continue
        found[number] = code
        taken.add(code)
    return found


def upazila_codes(portal_upazilas: list[PortalPlace], district_of: dict[str, str], coded: list[CodedPlace]) -> dict[str, str]:
    """Return portal upazila number → P-code; cities are left out of the search."""
    found: dict[str, str] = {}
    for district in sorted(set(district_of.values())):
        found |= match_one_to_one(
            (place for place in portal_upazilas if district_of[place.parent_number] == district),
            (place for place in coded if place.parent_code == district and CITY not in place.name),
        )
    return found


def unions_by_upazila(unions: list[CodedPlace], upazilas: list[CodedPlace]) -> dict[str, list[CodedPlace]]:
    """Place each older union in the upazila of today that holds its middle; towns and wards are left out."""
    outlines = [shape(place.geometry) for place in upazilas]
    tree = shapely.STRtree(outlines)
    placed: dict[str, list[CodedPlace]] = defaultdict(list)
    for union in unions:
        if re.search(r"p(au|ou)rashava|ward\b|ward no", union.name, re.IGNORECASE):
            continue
        hits = tree.query(shape(union.geometry).representative_point(), predicate="within")
        code = upazilas[int(hits[0])].code if len(hits) else f"{union.parent_code[:6]}00{union.parent_code[6:]}"
        placed[code].append(union)
    return placed


def union_codes(
    portal_unions: list[PortalPlace], upazila_of: dict[str, str], coded: dict[str, list[CodedPlace]]
) -> dict[str, tuple[str, str]]:
    """Return portal union number → (P-code, upazila's P-code).

    The portal still lists some unions of the newest upazilas under the old ones; such a union moves to the upazila
    of its district in which a union of its name lies that nobody else has claimed.
    """
    by_upazila: dict[str, list[PortalPlace]] = defaultdict(list)
    for union in portal_unions:
        by_upazila[upazila_of[union.parent_number]].append(union)
    found: dict[str, tuple[str, str]] = {}
    for upazila, unions in sorted(by_upazila.items()):
        matched = match_one_to_one(unions, coded.get(upazila, ()), GOOD_ENOUGH_FOR_UNION)
        found |= {number: (code, upazila) for number, code in matched.items()}
    portal_left = [union for union in portal_unions if union.number not in found]
    taken = {code for code, _ in found.values()}
    for upazila, places in sorted(coded.items()):
        moved = match_one_to_one(
            (union for union in portal_left if union.number not in found and upazila_of[union.parent_number][:6] == upazila[:6]),
            (place for place in places if place.code not in taken),
            GOOD_ENOUGH_TO_MOVE_UNION,
        )
        found |= {number: (code, upazila) for number, code in moved.items()}
        taken |= set(moved.values())
    return found
