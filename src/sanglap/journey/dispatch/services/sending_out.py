"""New cases are read and sent to the office that answers, by the hundred, each with its rule and reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from sanglap.channels.models import Page
from sanglap.directory.charter.selectors import DueDates, due_dates
from sanglap.directory.offices.touching import touch_offices
from sanglap.foundation.announcements import announce
from sanglap.foundation.bulk import copy_values
from sanglap.foundation.ids import new_id
from sanglap.foundation.literals import texts_or_nulls
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, history_values
from sanglap.journey.cases.states import CaseState
from sanglap.journey.dispatch.destinations import Wish, destinations_for
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.dispatch.models import Move
from sanglap.journey.dispatch.readers import Readers, readers
from sanglap.journey.dispatch.rules import Candidate, choose_offices
from sanglap.reading.scripts import read_script
from sanglap.reading.topics import SURE, TopicScore

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.events import CaseOpened

DUTY = {"P": 0, "N": 1, "X": 2, "XX": 3}


@dataclass(slots=True)
class Reading:
    """What was read in one case, on the way to its office."""

    case: Case
    text: str
    language: str
    topics: list[TopicScore]
    area_code: str
    area_words: str
    page_office: str
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def topic(self) -> str | None:
        """The topic, when the words are strong enough to say so."""
        return self.topics[0].code if self.topics and self.topics[0].score >= SURE else None


def dispatch_opened(events: Sequence[CaseOpened], now: datetime) -> None:
    """Give every new case its topic, place, owner and promised date. A case that has an owner already is left alone."""
    read = _read(events, readers())
    if not read:
        return
    _choose(read, readers())
    dues = due_dates()
    _update_cases(read, readers(), dues, now)
    copy_values(Move, [_move(one, now) for one in read])
    copy_values(HistoryLine, [_line(one, now) for one in read])
    announce(*(CaseDispatched(one.case.district_id, one.case.id, one.candidates[0].office, first=True) for one in read))
    touch_offices(one.candidates[0].office for one in read)


def _read(events: Sequence[CaseOpened], using: Readers) -> list[Reading]:
    districts = {event.district_id for event in events}
    new = Case.objects.filter(
        district_id__one_of=districts, id__one_of=[event.case_id for event in events], state=CaseState.RECEIVED
    )
    cases = list(new.select_for_update(of=("self",)))
    offices = _page_offices(cases)
    posts = dict(
        Post.objects.filter(district_id__one_of=districts, id__one_of=[event.post_id for event in events]).values_list("id", "text")
    )
    first_post = {event.case_id: event.post_id for event in events}
    read = []
    for case in cases:
        text = posts.get(first_post[case.id], "")
        office, area = offices[case.page_id]
        place = using.places.clearest(text, area)
        seen = using.classifier.read(text)
        read.append(
            Reading(
                case=case,
                text=text,
                language=read_script(text, seen.normal, seen.banglish).script,
                topics=using.topics.read(text),
                area_code=place.pcode if place else area,
                area_words=place.words if place else "",
                page_office=office,
            )
        )
    return read


def _page_offices(cases: list[Case]) -> dict[UUID, tuple[str, str]]:
    """Return, for each page, its office's code and area."""
    pages = Page.objects.filter(id__one_of={case.page_id for case in cases})
    return {page: (office, area) for page, office, area in pages.values_list("id", "office_id", "office__area_id")}


def _choose(read: list[Reading], using: Readers) -> None:
    wishes = [Wish(one.area_code, using.routes.get(one.topic or "", [])) for one in read]
    for one, destinations in zip(read, destinations_for(wishes, using.country), strict=True):
        score = one.topics[0].score if one.topics else 0.0
        one.candidates = choose_offices(page_office=one.page_office, topic_score=score, destinations=destinations)


def _update_cases(read: list[Reading], using: Readers, dues: DueDates, now: datetime) -> None:
    rows = []
    for one in read:
        case = one.case
        case.topic_id = one.topic
        case.area_id = one.area_code
        case.office_id = one.candidates[0].office
        case.language = one.language
        case.sensitivity = max(case.sensitivity, using.sensitivity.get(one.topic or "", "N"), key=DUTY.__getitem__)
        case.expected_at = case.due_at = dues.for_clock(using.clocks.get(one.topic or "", ""), case.received_at)
        case.state = CaseState.WITH_OFFICE
        rows.append(
            (case.district_id, case.id, case.topic_id, case.area_id, case.office_id, case.language, case.sensitivity, case.due_at)
        )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE cases_case AS c
               SET topic_id = n.topic, area_id = n.area, office_id = n.office, language = n.language,
                   sensitivity = n.sensitivity, expected_at = n.due, due_at = n.due, state = 'with_office',
                   changed_at = %s, version = c.version + 1
              FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
                   AS n(district, id, topic, area, office, language, sensitivity, due)
             WHERE c.district_id = n.district AND c.id = n.id
            """,
            [now, *(texts_or_nulls(column) for column in zip(*rows, strict=True))],
        )


def _move(one: Reading, now: datetime) -> dict[str, Any]:
    best = one.candidates[0]
    return {
        "district_id": one.case.district_id,
        "id": new_id(),
        "case_id": one.case.id,
        "at": now,
        "to_office_id": best.office,
        "rule": best.rule,
        "reason": _reason(one),
        "candidates": [{"office": c.office, "score": c.score, "rule": c.rule} for c in one.candidates],
    }


def _line(one: Reading, now: datetime) -> dict[str, Any]:
    best = one.candidates[0]
    happening = Happening(
        HistoryKind.DISPATCHED, office_code=best.office, facts={"to": best.office, "rule": best.rule, **_reason(one)}
    )
    return history_values(one.case, happening, now=now, from_state=CaseState.RECEIVED)


def _reason(one: Reading) -> dict[str, object]:
    return {
        "topic": one.topic or "",
        "topic_words": list(one.topics[0].words) if one.topics else [],
        "topics": [[topic.code, topic.score] for topic in one.topics],
        "area": one.area_code,
        "area_words": one.area_words,
    }
