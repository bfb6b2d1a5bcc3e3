"""The numbers to call in danger, from the country pack, for the kinds of danger that were read in a case."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.cases.urgency import is_spoken_of_privately
from sanglap.journey.dispatch.models import Move
from sanglap.reading.danger import Helpline, load_helplines

if TYPE_CHECKING:
    from uuid import UUID

    from sanglap.journey.cases.models import Case

ANY_DANGER = "any"  # the numbers that are shown where no kind of danger was read
MOST_SHOWN = 4


def helplines_for(kinds: Iterable[str]) -> tuple[Helpline, ...]:
    """Return the numbers for these kinds of danger, each once, the one to call first in front; none in a country without them."""
    known = _helplines(Path(settings.COUNTRY_PACK))
    lists = [known[kind] for kind in kinds if kind in known] or [known.get(ANY_DANGER, ())]
    shown: dict[str, Helpline] = {}
    for line in (line for row in zip_longest(*lists) for line in row if line is not None):
        shown.setdefault(line.number, line)
    return tuple(shown.values())[:MOST_SHOWN]


def helplines_of(case: Case) -> tuple[Helpline, ...]:
    """Return the numbers to show to whoever wrote a case; none where nobody is in danger. Two queries."""
    if not is_spoken_of_privately(case.sensitivity, case.danger):
        return ()
    return helplines_for(danger_kinds([case]).get(case.id, []))


def danger_kinds(cases: Iterable[Case]) -> dict[UUID, list[str]]:
    """Return the kinds of danger that were read in cases, when they came and in what was written later. Two queries."""
    cases = list(cases)
    here = {"district_id__one_of": {case.district_id for case in cases}, "case_id__one_of": [case.id for case in cases]}
    lines = HistoryLine.objects.filter(**here, kind=HistoryKind.DANGER_READ).order_by("-at")
    moves = Move.objects.filter(**here, from_office=None)
    read = [(line.case_id, line.facts.get("danger", [])) for line in lines]
    read += [(move.case_id, move.reason.get("danger", [])) for move in moves]
    kinds: dict[UUID, list[str]] = {}
    for case_id, found in read:
        kinds.setdefault(case_id, []).extend(str(kind) for kind in found)
    return kinds


@lru_cache(maxsize=2)
def _helplines(pack: Path) -> dict[str, tuple[Helpline, ...]]:
    return load_helplines(pack)
