"""The offices among which a caller or a judge is chosen, and those whom cases are about: read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from sanglap.directory.offices.models import Office, Posting
from sanglap.journey.cases.models import Accused
from sanglap.oversight.honesty.choosing import Place, codes_to_know


def places_around(codes: Iterable[str]) -> dict[str, Place]:
    """Return offices with everything above them, those that succeeded them, and the country's topmost. Four queries at most."""
    known = _places(Office.objects.filter(code__one_of=set(codes)))
    known |= _places(Office.objects.filter(line_parent=None))
    missing = {code for one in known.values() for code in codes_to_know(one)} - known.keys()
    known |= _places(Office.objects.filter(code__one_of=missing)) if missing else {}
    successors = {one.succeeded_by for one in known.values() if one.succeeded_by} - known.keys()
    return known | _places(Office.objects.filter(code__one_of=successors)) if successors else known


def accused_in(keys: Iterable[tuple[str, UUID]]) -> dict[UUID, list[Place]]:
    """Return the offices that cases are about, by case. Two queries at most."""
    known = list(keys)
    rows = Accused.objects.filter(
        district_id__one_of={key[0] for key in known}, case_id__one_of=[key[1] for key in known], officer=None
    )
    pairs = list(rows.values_list("case_id", "office_id"))
    places = _places(Office.objects.filter(code__one_of={office for _, office in pairs})) if pairs else {}
    found: dict[UUID, list[Place]] = defaultdict(list)
    for case_id, office in pairs:
        found[case_id].append(places[office])
    return found


def _places(offices: Iterable[Office]) -> dict[str, Place]:
    peopled = Posting.objects.filter(office=OuterRef("pk"), ended_on__isnull=True, officer__is_active=True)
    rows = offices.annotate(has_people=Exists(peopled))  # type: ignore[attr-defined]
    return {
        one.code: Place(
            code=one.code,
            line_path=one.line_path,
            territory_path=one.territory_path,
            district=one.district_code,
            is_active=one.is_active,
            has_people=one.has_people,
            succeeded_by=one.succeeded_by_id or "",
            coordinator=one.coordinator_id or "",
            appeal_office=one.appeal_office_id or "",
            line_parent=one.line_parent_id or "",
        )
        for one in rows
    }
