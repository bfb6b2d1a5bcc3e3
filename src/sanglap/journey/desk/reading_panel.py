"""What was read in a case and why, with the corrections that are one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from sanglap.directory.charter.selectors import level_names
from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area
from sanglap.journey.dispatch.choosing import candidates_for

if TYPE_CHECKING:
    from sanglap.directory.charter.models import Topic
    from sanglap.journey.cases.models import Case
    from sanglap.journey.dispatch.models import Move

WORTH_A_CLICK = 0.02  # a topic less probable than this is not offered beside a known one

KIND_LABELS: dict[str, Callable[[], str]] = {
    "problem": lambda: _("A problem"),
    "service_request": lambda: _("A request for a service"),
    "question": lambda: _("A question"),
    "suggestion": lambda: _("A suggestion"),
    "praise": lambda: _("Praise"),
    "abuse_or_spam": lambda: _("Abuse or advertising"),
}


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that was read, how probable it was, and whether the case stands under it now."""

    topic: Topic
    percent: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that was read, and what it is: a union often bears the name of its upazila."""

    area: Area
    level: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What was read, ready to print. ``is_asked``: nobody and nothing has said yet what the case is about."""

    kind: str
    topics: list[TopicChoice]
    words: list[str]
    places: list[PlaceChoice]
    place_words: str
    danger_words: list[str]
    offices: list[Office]
    is_asked: bool


def panel_of(case: Case, moves: list[Move], topics: Iterable[Topic]) -> Panel | None:
    """Return what was read when the case came; None for one that was never read. At most seven queries."""
    reason: dict[str, Any] = moves[0].reason if moves else {}
    if "topics" not in reason:
        return None
    by_code = {topic.code: topic for topic in topics}
    read = [(code, float(share)) for code, share in reason["topics"] if code in by_code]
    areas = Area.objects.in_bulk([code for code, _share in reason.get("places", [])])
    levels = level_names()
    candidates = [one.office for one in candidates_for(case, read)]
    offices = Office.objects.in_bulk(candidates)
    kind = KIND_LABELS.get(next(iter(reason.get("kind", [])), ""))
    return Panel(
        kind=kind() if kind else "",
        topics=[
            TopicChoice(by_code[code], round(share * 100), code == case.topic_id)
            for code, share in read
            if share >= WORTH_A_CLICK or case.topic_id is None
        ],
        words=list(reason.get("topic_words", [])),
        places=[PlaceChoice(areas[code], levels[areas[code].level]) for code, _share in reason.get("places", []) if code in areas],
        place_words=str(reason.get("area_words", "")),
        danger_words=list(reason.get("danger_words", [])),
        offices=[offices[code] for code in candidates if code in offices and code != case.office_id],
        is_asked=case.topic_id is None,
    )
