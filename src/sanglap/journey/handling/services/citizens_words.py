"""What the citizen says of a disposal beside yes and no: "partly", one to five, and what it brought (R21)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sanglap.foundation.ids import new_id
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.services import Happening, change_case
from sanglap.journey.cases.states import CaseState, UnableToMove
from sanglap.journey.handling.models import CitizenWord
from sanglap.journey.handling.rules import EFFECTS, FEWEST_STARS, MOST_STARS, PARTLY

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.models import Case

HEARS_PARTLY = frozenset({CaseState.RESOLVED, CaseState.UNCONFIRMED})


def keep_word(case: Case, verdict: str, *, words: str = "", now: datetime) -> None:
    """Keep what was said of a locked case beside its history, for the reports."""
    CitizenWord.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, at=now, verdict=verdict, words=words)


def hear_partly(case: Case, *, words: str = "", now: datetime) -> bool:
    """The citizen says of a locked case: partly. Nothing is reopened, and it is never counted as confirmed.

    False when they have said so already. Raises ``states.UnableToMove`` where the office does not call it done, and where
    the citizen has called it solved.
    """
    if case.state not in HEARS_PARTLY:
        message = f"Of a case that is {case.state} nobody says «partly»."
        raise UnableToMove(message)
    if case.outcome == PARTLY:
        return False
    change_case(case, Happening(HistoryKind.PARTLY, words=words), now=now, outcome=PARTLY)
    keep_word(case, PARTLY, words=words, now=now)
    return True


def rate_case(case: Case, stars: int, effects: Collection[str] = (), *, words: str = "", now: datetime) -> bool:
    """Keep one to five of a locked case, with what it brought; the newest counts. False for what was said just so before.

    Raises ValueError for other numbers and effects, and where the citizen has not said yet whether it is solved.
    """
    if not FEWEST_STARS <= stars <= MOST_STARS or not set(effects) <= set(EFFECTS) or not case.outcome:
        message = "One to five, known effects, and only after a verdict."
        raise ValueError(message)
    named = [effect for effect in EFFECTS if effect in effects]
    rated = CitizenWord.objects.filter(district_id=case.district_id, case_id=case.id, stars__isnull=False)
    last = rated.order_by("-at", "-id").first()
    if last is not None and (last.verdict, last.stars, last.effects, last.words) == (case.outcome, stars, named, words):
        return False
    change_case(case, Happening(HistoryKind.RATED, facts={"stars": stars, "effects": named}), now=now, satisfaction=stars)
    CitizenWord.objects.create(
        district_id=case.district_id, id=new_id(), case_id=case.id, at=now, verdict=case.outcome, stars=stars, effects=named,
        words=words,
    )  # fmt: skip
    return True
