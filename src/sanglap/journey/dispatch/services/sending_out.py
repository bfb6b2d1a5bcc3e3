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
from sanglap.journey.cases.hiding import ABUSE, HIDDEN_FROM, WAITING
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.masking import public_words
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, history_values
from sanglap.journey.cases.states import CaseState
from sanglap.journey.cases.urgency import clock_code, graver, guarded
from sanglap.journey.dispatch.accused import past_the_accused
from sanglap.journey.dispatch.destinations import Wish, destinations_for
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.dispatch.models import Move
from sanglap.journey.dispatch.readers import RoutingTable, post_reader, routing_table
from sanglap.journey.dispatch.rules import MOST_CANDIDATES, Candidate, Option, Rule, choose_offices
from sanglap.reading.classifying.classifier import Answer
from sanglap.reading.places.finding import PlaceScore
from sanglap.reading.post import DUTY, PostReader, PostSorting, PostToRead

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.journey.cases.events import CaseOpened


CERTAIN = 1.0


@dataclass(slots=True)
class Reading:
    """What was read in one case, on the way to its office."""

    case: Case
    seen: PostSorting
    topic: str | None  # when it is sure enough to act without a person
    place: PlaceScore | None  # when it was told clearly enough
    page_office: str
    page_area: str
    text: str = ""
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def area_code(self) -> str:
        """Where it is: the place that was told, or where the page's office stands."""
        return self.place.pcode if self.place else self.page_area

    @property
    def is_abusive(self) -> bool:
        """Whether a person should look before the public does. Nothing is dropped: an insult may carry a real report."""
        return self.seen.abuse.score >= HIDDEN_FROM

    @property
    def options(self) -> Sequence[Answer]:
        """The topics that offices are sought for: the sure one, or all that are likely."""
        return self.seen.topics[:1] if self.topic else self.seen.topics


def dispatch_opened(events: Sequence[CaseOpened], now: datetime) -> None:
    """Give every new case its topic, place, owner and promised date. A case that has an owner already is left alone."""
    table = routing_table()
    read = _read(events, post_reader(table))
    if not read:
        return
    _choose(read, table)
    dues = due_dates()
    _update_cases(read, table, dues, now)
    copy_values(Move, [_move(one, now) for one in read])
    copy_values(HistoryLine, [_line(one, now) for one in read] + [_hidden_line(one, now) for one in read if one.is_abusive])
    announce(*(CaseDispatched(one.case.district_id, one.case.id, one.candidates[0].office, first=True) for one in read))
    touch_offices(one.candidates[0].office for one in read)


def _read(events: Sequence[CaseOpened], reader: PostReader) -> list[Reading]:
    districts = {event.district_id for event in events}
    new = Case.objects.filter(
        district_id__one_of=districts, id__one_of=[event.case_id for event in events], state=CaseState.RECEIVED
    )
    cases = list(new.select_for_update(of=("self",)))
    offices = _page_offices(cases)
    written = Post.objects.filter(district_id__one_of=districts, id__one_of=[event.post_id for event in events])
    posts = {post: (text, attached) for post, text, attached in written.values_list("id", "text", "attachments")}
    first_post = {event.case_id: event.post_id for event in events}
    read = []
    for case in cases:
        text, attached = posts.get(first_post[case.id], ("", []))
        office, area = offices[case.page_id]
        seen = reader.sort(PostToRead("", text, area, *_coordinates(attached)))
        topic = reader.sure_topic(seen)
        read.append(Reading(case, seen, topic, reader.clear_place(seen.places, area), office, area, text))
    return read


def _coordinates(attached: list[dict[str, Any]]) -> tuple[float | None, float | None]:
    """Return the pin that the citizen set, if any."""
    pin = next((one for one in attached if one.get("latitude") is not None and one.get("longitude") is not None), None)
    return (pin["latitude"], pin["longitude"]) if pin else (None, None)


def _page_offices(cases: list[Case]) -> dict[UUID, tuple[str, str]]:
    """Return, for each page, its office's code and area."""
    pages = Page.objects.filter(id__one_of={case.page_id for case in cases})
    return {page: (office, area) for page, office, area in pages.values_list("id", "office_id", "office__area_id")}


def _choose(read: list[Reading], table: RoutingTable) -> None:
    wishes = [Wish(one.area_code, table.routes.get(topic.code, [])) for one in read for topic in one.options]
    found = iter(destinations_for(wishes, table.country))
    for one in read:
        options = [Option(topic.probability, next(found)) for topic in one.options]
        one.candidates = choose_offices(page_office=one.page_office, options=options, is_sure=one.topic is not None)
        if one.case.kind != "citizen":  # officials wrote to the office that hears them: no topic sends it elsewhere
            one.candidates = [Candidate(one.page_office, CERTAIN, Rule.PAGE_OWNER)]
        if one.case.has_accused:
            one.candidates = past_the_accused(one.case, one.candidates)


def _update_cases(read: list[Reading], table: RoutingTable, dues: DueDates, now: datetime) -> None:
    rows = []
    for one in read:
        case = one.case
        case.topic_id = one.topic
        case.area_id = one.area_code
        case.office_id = one.candidates[0].office
        case.language = one.seen.script.script
        case.danger = graver(case.danger, one.seen.danger.level)  # later words may have been read before
        case.sensitivity = guarded(max(case.sensitivity, one.seen.sensitivity, key=DUTY.index), case.danger)
        clock = clock_code(case.danger, table.clocks.get(one.topic or "", ""))
        case.expected_at = case.due_at = dues.for_clock(clock, case.received_at)
        case.state = CaseState.WITH_OFFICE
        if one.is_abusive:
            case.hidden_rule, case.hidden_review = ABUSE, WAITING
        case.excerpt = public_words(one.text, author=case.citizen_name)
        rows.append(
            (
                case.district_id, case.id, case.topic_id, case.area_id, case.office_id, case.language, case.sensitivity,
                case.danger, case.excerpt, case.hidden_rule, case.hidden_review, case.due_at,
            )
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE cases_case AS c
               SET topic_id = n.topic, area_id = n.area, office_id = n.office, language = n.language,
                   sensitivity = n.sensitivity, danger = n.danger, excerpt = n.excerpt, hidden_rule = n.hidden_rule,
                   hidden_review = n.hidden_review, expected_at = n.due, due_at = n.due, state = 'with_office',
                   changed_at = %s, version = c.version + 1
              FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                    %s::text[], %s::text[], %s::text[], %s::timestamptz[])
                   AS n(district, id, topic, area, office, language, sensitivity, danger, excerpt, hidden_rule, hidden_review, due)
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
    facts = {"to": best.office, "rule": best.rule, "topic": one.topic or "", "area": one.area_code}
    happening = Happening(HistoryKind.DISPATCHED, office_code=best.office, facts=facts)
    return history_values(one.case, happening, now=now, from_state=CaseState.RECEIVED)


def _hidden_line(one: Reading, now: datetime) -> dict[str, Any]:
    facts = {"rule": ABUSE, "score": one.seen.abuse.score, "words": list(one.seen.abuse.words)}
    return history_values(one.case, Happening(HistoryKind.WORDS_HIDDEN, facts=facts), now=now)


def _reason(one: Reading) -> dict[str, object]:
    """Return what was read and why, as it was then: the desk shows it, and corrections are laid beside it."""
    seen = one.seen
    first, kind = (seen.topics[0] if seen.topics else None), seen.kinds[0]
    return {
        "topic": one.topic or "",
        "topics": [[topic.code, topic.probability] for topic in seen.topics],
        "topic_words": list(first.words) if first else [],
        "kind": [kind.code, kind.probability],
        "area": one.area_code,
        "area_words": one.place.words if one.place else "",
        "places": [[place.pcode, place.score] for place in seen.places.places[:MOST_CANDIDATES]],
        "danger": list(seen.danger.kinds),
        "danger_words": list(seen.danger.words),
    }
