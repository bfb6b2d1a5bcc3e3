"""What a citizen sees of their own case: what comes next, who has it, what they may do. As many queries for every case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanglap.directory.offices.models import Office
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, CasePost, HistoryLine
from sanglap.journey.cases.states import DISPOSED_STATES, UNDER_APPEAL, CaseState, may_move
from sanglap.journey.handling.models import CitizenWord, Disposal
from sanglap.journey.handling.rules import EFFECTS, PARTLY, UNCONFIRMED
from sanglap.journey.handling.services import is_only_noted, may_be_taken_up
from sanglap.journey.privacy.models import CheckIn, Retaliation
from sanglap.journey.redress.right_paths import RightPath, right_paths
from sanglap.journey.redress.rules import APPEAL, why_no_appeal
from sanglap.journey.redress.services import last_day_to_appeal, level_of_next_appeal
from sanglap.oversight.public.own.rules import Hold, Next, hold_of, is_erased, what_comes_next

if TYPE_CHECKING:
    from datetime import datetime

    from sanglap.oversight.public.selectors import PublicCase

SPOKEN_OF = (HistoryKind.INFORMATION_ASKED, HistoryKind.SENT_ELSEWHERE, HistoryKind.WITHDRAWAL_NOTED)


@dataclass(frozen=True, slots=True)
class OwnPost:
    """Something that the citizen wrote, with its pictures' addresses."""

    at: datetime
    text: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A citizen's own case, beside what anybody may know of it."""

    facts: PublicCase
    next: Next
    due_at: datetime | None
    office: Office | None
    asked: str  # what the office wants to know
    right_path: RightPath | None
    why_elsewhere: str
    posts: list[OwnPost]
    outcome: str
    stars: int | None
    effects: tuple[str, ...]
    acts: frozenset[str]  # confirm, partly, dispute, rate, appeal, add, take_back, take_up
    appeals_to_cell: bool
    appeal_until: datetime | None
    merged_into: str  # the number that it goes on under
    is_only_noted: bool  # a withdrawal would end nothing
    withdrawal_is_noted: bool
    is_erased: bool
    hold: Hold | None
    is_asked_how_they_are: bool  # ninety days after a sensitive matter has ended


def own_case(facts: PublicCase, *, now: datetime) -> OwnCase:
    """Return the case of these facts as its own citizen sees it."""
    case = Case.objects.select_related("office").get(number=facts.number)
    here = {"district_id": case.district_id, "case_id": case.id}
    disposal = Disposal.objects.filter(**here).order_by("-at").first()
    lines = {line.kind: line for line in HistoryLine.objects.filter(**here, kind__in=SPOKEN_OF).order_by("at", "id")}
    rating = CitizenWord.objects.filter(**here, stars__isnull=False).order_by("at", "id").last()
    level, until = level_of_next_appeal(case), last_day_to_appeal(case)
    elsewhere = lines.get(HistoryKind.SENT_ELSEWHERE) if case.state == CaseState.OUT_OF_SCOPE else None
    asked = lines.get(HistoryKind.INFORMATION_ASKED) if case.state == CaseState.NEEDS_INFORMATION else None
    erased = is_erased(case.thread_key)
    merged = Case.objects.filter(district_id=case.district_id, id=case.merged_into_id or case.id).exclude(id=case.id).first()
    return OwnCase(
        facts=facts,
        next=what_comes_next(
            case.state, now=now, due_at=case.due_at, told_at=disposal.told_at if disposal else None,
            tell_by=disposal.tell_by if disposal else None, resolved_at=case.resolved_at, ended_at=case.ended_at,
            appeal_until=until if level else None, outcome=case.outcome,
        ),
        due_at=case.due_at,
        office=case.office,
        asked=asked.words if asked else "",
        right_path=right_paths().get(str(elsewhere.facts.get("path", ""))) if elsewhere else None,
        why_elsewhere=elsewhere.words if elsewhere else "",
        posts=[] if erased else _own_posts(case),
        outcome=case.outcome,
        stars=case.satisfaction,
        effects=tuple(one for one in EFFECTS if rating and one in rating.effects),
        acts=frozenset() if erased else _acts(case, level, until, now),
        appeals_to_cell=level != APPEAL,
        appeal_until=until,
        merged_into=merged.number if merged else "",
        is_only_noted=is_only_noted(case),
        withdrawal_is_noted=HistoryKind.WITHDRAWAL_NOTED in lines,
        is_erased=erased,
        hold=hold_of(case.state, is_pressed=is_pressed(case)),
        is_asked_how_they_are=CheckIn.objects.filter(**here, answered_at=None).exists() and not erased,
    )  # fmt: skip


def is_pressed(case: Case) -> bool:
    """Tell whether the citizen said that somebody presses them, and an office above has not ended it yet."""
    return Retaliation.objects.filter(district_id=case.district_id, case_id=case.id, ended_at=None).exists()


def _own_posts(case: Case) -> list[OwnPost]:
    links = CasePost.objects.filter(district_id=case.district_id, case_id=case.id, post__from_office=False, post__removed_at=None)
    found = [link.post for link in links.select_related("post").order_by("post__posted_at", "post__id")]
    return [OwnPost(post.posted_at, post.text, pictures_of(post)) for post in found]


def pictures_of(post: Post) -> tuple[str, ...]:
    """Return the addresses of a post's pictures, as they are kept here or stand on its network."""
    return tuple(str(one["url"]) for one in post.attachments if one.get("kind") == "image" and one.get("url"))


def _acts(case: Case, level: str, until: datetime | None, now: datetime) -> frozenset[str]:
    disposed = case.state in DISPOSED_STATES
    may = {
        "confirm": disposed and case.state != CaseState.CONFIRMED,
        "partly": disposed and case.state != CaseState.CONFIRMED and case.outcome != PARTLY,
        "dispute": may_move(case.state, CaseState.REOPENED) and (disposed or case.state == CaseState.OUT_OF_SCOPE),
        "rate": case.outcome not in {"", UNCONFIRMED} and (disposed or case.state == CaseState.REOPENED),
        "appeal": _may_appeal(case, level, until, now),
        "add": case.is_open,
        "take_back": may_move(case.state, CaseState.WITHDRAWN),
        "take_up": may_be_taken_up(case, now),
    }
    return frozenset(act for act, may_do in may.items() if may_do)


def _may_appeal(case: Case, level: str, until: datetime | None, now: datetime) -> bool:
    if not level or case.state in UNDER_APPEAL:
        return False
    target = CaseState.APPEALED if level == APPEAL else CaseState.WITH_CELL
    why_not = why_no_appeal(is_open=case.is_open, overdue_at=case.overdue_at, last_day=until, now=now)
    return may_move(case.state, target) and not why_not
