"""What anyone may ask: find an office, look at an office, follow a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sanglap.channels.contract import PostKind, ReplyMode
from sanglap.channels.models import Page
from sanglap.directory.charter.models import Route, Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.places.models import Area
from sanglap.directory.places.selectors import area_at, areas_named
from sanglap.foundation.ids import parse_tracking_number
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.hiding import APPEALED, HidingRule, hiding_rules
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.keys import is_key
from sanglap.journey.cases.masking import masked, public_words
from sanglap.journey.cases.models import HIDDEN_NAME, Case, CasePost, HistoryLine
from sanglap.journey.cases.urgency import NO_DANGER
from sanglap.journey.dispatch.helplines import helplines_of
from sanglap.journey.handling.models import Disposal
from sanglap.journey.incidents.rules import may_be_grouped
from sanglap.journey.incidents.selectors import reporters_of
from sanglap.journey.replies.models import Reply
from sanglap.oversight.public.rules import may_show_topic, may_show_words
from sanglap.reading.danger import Helpline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

MOST_OFFICES = 40
BY_NO_OFFICE = frozenset({HistoryKind.WORDS_HIDDEN, HistoryKind.HIDING_APPEALED})  # the reading, or anybody at all


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case's history, as anyone may read it."""

    kind: str
    at: datetime
    office: Office | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office wrote, as it may be read here."""

    sent_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """What the office says it did, and on which day."""

    what_was_done: str
    done_on: date


@dataclass(frozen=True, slots=True)
class PublicCase:
    """The public facts of a case."""

    number: str
    state: str
    office: Office | None
    topic: Topic | None
    area: Area | None
    received_at: datetime
    expected_at: datetime | None
    due_at: datetime | None
    overdue: bool
    ended_at: datetime | None
    words: str
    answers: list[Answer]
    disposal: Done | None
    steps: list[Step]
    is_confidential: bool
    is_own: bool
    hidden: HidingRule | None
    is_hidden: bool
    is_appealed: bool
    helplines: tuple[Helpline, ...]
    reports: int  # how many citizens report the same, this one included
    may_be_shared: bool  # others may say that they have the same problem
    may_hide_name: bool  # the citizen's own: it was written in our form, and the office knows the name


def public_case(typed: str, *, key: str = "") -> PublicCase | None:
    """Return the case of a number typed in any case, digits or grouping; None when there is none.

    With the citizen's own ``key`` (:mod:`sanglap.journey.cases.keys`) it also shows what was said to them alone.
    """
    number = parse_tracking_number(typed)
    if number is None:
        return None
    case = Case.objects.filter(number=number).select_related("office__area", "topic", "area").first()
    return _publish(case, is_own=is_key(number, key)) if case else None


def case_number_of_form(remote_id: UUID) -> str | None:
    """Return the number of the case that a form opened, once it is open."""
    case = case_of_form(str(remote_id))
    return case.number if case else None


def case_of_form(remote_id: str) -> Case | None:
    """Return the case that a form opened, with its office; None as long as it is not open."""
    post = Post.objects.filter(kind="form", remote_id=remote_id).first()
    if post is None:
        return None
    link = CasePost.objects.filter(district_id=post.district_id, post_id=post.id).select_related("case__office").first()
    return link.case if link else None


def _publish(case: Case, *, is_own: bool) -> PublicCase:
    here = {"district_id": case.district_id, "case_id": case.id}
    lines = list(HistoryLine.objects.filter(**here, is_public=True).order_by("at", "id"))
    offices = Office.objects.in_bulk({line.office_code for line in lines if line.office_code})
    confidential = (case.sensitivity in {"X", "XX"} or case.danger != NO_DANGER) and not is_own
    nameless = not may_show_topic(case.sensitivity, case.danger) and not is_own
    first = CasePost.objects.filter(**here, post__from_office=False).select_related("post").order_by("id").first()
    may_show = first is not None and _may_show(case, first.post)
    words = public_words(first.post.text, author=first.post.author_name) if first and may_show and not case.hidden_rule else ""
    hides = may_show and bool(case.hidden_rule)
    replies = Reply.objects.filter(**here, state__in=["sent", "seen_there"]).exclude(kind="acknowledgement")
    replies = replies if is_own else replies.filter(mode=ReplyMode.PUBLIC).exclude(kind="notice")
    answers = replies.order_by("written_at")
    return PublicCase(
        number=case.number,
        state=case.state,
        office=None if nameless else case.office,
        topic=None if nameless or case.sensitivity == "XX" else case.topic,
        area=case.area if not confidential else None,
        received_at=case.received_at,
        expected_at=None if nameless else case.expected_at,
        due_at=None if nameless else case.due_at,
        overdue=case.overdue_at is not None and case.is_open,
        ended_at=case.ended_at,
        words=words,
        answers=[]
        if confidential
        else [Answer(one.sent_at, one.text if is_own else masked(one.text, author=case.citizen_name)) for one in answers],
        disposal=None if confidential else _done(case, is_own=is_own),
        steps=[
            Step(line.kind, line.at, None if nameless or line.kind in BY_NO_OFFICE else offices.get(line.office_code))
            for line in lines
        ],
        is_confidential=confidential,
        is_own=is_own,
        hidden=hiding_rules().get(case.hidden_rule) if hides else None,
        is_hidden=hides,
        is_appealed=hides and case.hidden_review == APPEALED,
        helplines=helplines_of(case) if is_own else (),
        reports=reporters_of([case]).get(case.id, 1) if may_be_grouped(case) else 1,
        may_hide_name=is_own and first is not None and first.post.kind == PostKind.FORM and case.privacy not in HIDDEN_NAME,
        may_be_shared=case.is_open and may_be_grouped(case) and bool(case.office_id),
    )


def _done(case: Case, *, is_own: bool) -> Done | None:
    """What the office says it did, masked for everybody but the citizen."""
    last = Disposal.objects.filter(district_id=case.district_id, case_id=case.id).order_by("-at").first()
    return (
        Done(last.what_was_done if is_own else masked(last.what_was_done, author=case.citizen_name), last.done_on) if last else None
    )


def _may_show(case: Case, post: Post) -> bool:
    return may_show_words(
        sensitivity=case.sensitivity,
        danger=case.danger,
        privacy=case.privacy,
        kind=post.kind,
        is_removed=post.removed_at is not None,
        is_hidden=post.hidden_at is not None,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for an office found: the places it understood, and their offices."""

    areas: list[Area]
    offices: list[Office]


def find_offices(*, words: str = "", latitude: float | None = None, longitude: float | None = None, topic: str = "") -> Found:
    """Find offices by a place in any spelling, by a pin, by a topic, or by all together (R66)."""
    areas: list[Area] = []
    if latitude is not None and longitude is not None:
        here = area_at(latitude, longitude)
        areas = [here] if here else []
    elif words.strip():
        areas = areas_named(words)
    offices = _offices_of(areas, topic)
    if not offices and words.strip() and not areas:
        offices = list(Office.objects.filter(is_active=True, name_en__icontains=words.strip()[:60]).order_by("code")[:MOST_OFFICES])
    return Found(areas, offices)


def _offices_of(areas: Iterable[Area], topic: str) -> list[Office]:
    """Return the offices of these areas (and, for a topic, of the areas above that answer it), coordinator first."""
    if not areas:
        return []
    codes = [code for area in areas for code in area.path.split("/") if code]
    offices = Office.objects.filter(is_active=True).select_related("type", "area")
    if topic:
        types = Route.objects.filter(topic_id=topic).values("office_type")
        return list(offices.filter(area_id__in=codes, type_id__in=types).order_by("-area__level", "code")[:MOST_OFFICES])
    return list(offices.filter(area_id__in=[area.code for area in areas]).order_by("line_path")[:MOST_OFFICES])


def pages_of(office: Office) -> list[Page]:
    """Return an office's pages on networks, the lost and false ones too: people must be warned of them."""
    return list(Page.objects.filter(office=office).exclude(kind="webform").order_by("kind", "remote_id"))
